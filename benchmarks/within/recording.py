"""Expenses a second through the use case, and bare commits of one row a second, in turns."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402 - needs settings

from cerchia.access.models import User  # noqa: E402
from cerchia.funds.models import Fund  # noqa: E402
from cerchia.funds.usecases import record_expense  # noqa: E402

TIMES = 150


def a_second(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(TIMES):
        job()
    return TIMES / (time.perf_counter() - began)


def main() -> None:
    amal = User.objects.get(username="amal")
    fund = Fund.objects.get(members__person__user=amal)
    aim = fund.lines.first()
    assert aim is not None  # noqa: S101 - she has three objectives
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_row (id char(32) PRIMARY KEY, cents bigint)")

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare_row VALUES (%s, %s)", [uuid4().hex, 1])

    def expense() -> None:
        record_expense(
            actor=amal,
            fund=fund,
            key=uuid4(),
            amount_cents=1,
            spent_on=date(2013, 9, 19),
            what="thread",
            objective=aim.objective_id,
        )

    rounds = [
        {"expenses": a_second(expense), "bare": a_second(bare)} for _ in range(int(sys.argv[1]))
    ]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bare_row")
    sys.stdout.write(json.dumps(rounds) + "\n")


if __name__ == "__main__":
    main()
