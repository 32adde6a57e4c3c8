"""One of many writers to the same fund: each spends more than its part of what is left."""

import json
import sys
from datetime import date
from uuid import uuid4

import django

django.setup()

from cerchia.access.models import User  # noqa: E402 - needs settings
from cerchia.funds.models import Fund  # noqa: E402
from cerchia.funds.usecases import record_expense  # noqa: E402

TIMES = 25
CENTS = 700


def main() -> None:
    owner = User.objects.get(username="ousmane")
    fund = Fund.objects.get(members__person__user=owner)
    told = {"written": 0, "errors": 0}
    for _ in range(TIMES):
        try:
            record_expense(
                actor=owner,
                fund=fund,
                key=uuid4(),
                amount_cents=CENTS,
                spent_on=date(2013, 9, 19),
                what="many at once",
            )
        except Exception as error:  # noqa: BLE001 - every error counts
            sys.stderr.write(f"{error!r}\n")
            told["errors"] += 1
        else:
            told["written"] += 1
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
