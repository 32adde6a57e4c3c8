"""What stands in the database after many wrote at once."""

import json
import sys

import django

django.setup()

from cerchia.funds import invariants  # noqa: E402 - needs settings
from cerchia.funds.models import Expense, Fund  # noqa: E402
from cerchia.ledger import verification  # noqa: E402


def main() -> None:
    fund = Fund.objects.get(members__person__user__username="ousmane")
    mine = Expense.objects.filter(fund=fund, amount_cents=700)
    found = {
        "expenses": sum(1 for expense in mine if expense.what == "many at once"),
        "overdraft_cents": max(0, -fund.account.balance_cents),
        "broken": len([*invariants.broken(), *verification.verify()]),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
