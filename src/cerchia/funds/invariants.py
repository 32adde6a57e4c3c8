"""What must always hold between funds, pacts, payments and the ledger, over the whole database.

Set against set in the database, so that a million rows cost a few queries; each sentence names
the row. `cerchia verify` prints them.
"""

from collections.abc import Callable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cerchia.funds.models import (
    Disbursement,
    Expense,
    Fund,
    FundMember,
    Pact,
    PactLine,
    PactSignature,
    Vote,
)
from cerchia.ledger.models import Posting


def broken() -> Iterator[str]:
    for law in LAWS:
        yield from law()


def counted() -> dict[str, int]:
    """How many rows the laws were asked of."""
    models = {"funds": Fund, "pacts": Pact, "payments": Disbursement, "expenses": Expense}
    return {name: model._default_manager.count() for name, model in models.items()}


def funds_equal_their_accounts() -> Iterator[str]:
    """What is left of a fund is the balance of its account (M17)."""
    left = F("received_cents") - F("spent_cents")
    for fund in Fund.objects.exclude(account__balance_cents=left).iterator():
        yield f"M17 fund {fund.pk}: its account does not hold received less spent"


def funds_equal_their_expenses() -> Iterator[str]:
    """What a fund spent is the sum of the fund's part of the expenses that stand."""
    standing = Expense.objects.standing().filter(fund=OuterRef("pk"))
    for fund in Fund.objects.exclude(spent_cents=_total(standing, "fund", "from_fund_cents")):
        yield f"M17 fund {fund.pk}: spent is not the sum of its expenses"


def lines_equal_their_expenses() -> Iterator[str]:
    standing = Expense.objects.standing().filter(
        fund=OuterRef("fund"), objective=OuterRef("objective")
    )
    lines = PactLine.objects.exclude(spent_cents=_total(standing, "fund", "from_fund_cents"))
    for line in lines.iterator():
        yield f"M17 line {line.pk}: spent is not the sum of its expenses"


def expenses_are_posted() -> Iterator[str]:
    """Every expense moved its whole amount in the ledger, in a group of its own."""
    # Not `reverses=None`: SQLite would look among all that undo nothing instead of in the group.
    moved = Posting.objects.filter(group=OuterRef("pk")).exclude(reverses__isnull=False)
    for expense in Expense.objects.exclude(amount_cents=_total(moved, "group", "cents")).iterator():
        yield f"M6 expense {expense.pk}: the ledger moved another amount"


def payments_are_posted() -> Iterator[str]:
    """Money in hand is money in the ledger, and nothing else is (M11)."""
    moved = Posting.objects.filter(group=OuterRef("pk"))
    executed = Disbursement.objects.filter(executed_at__isnull=False)
    for payment in executed.exclude(amount_cents=_total(moved, "group", "cents")).iterator():
        yield f"M11 payment {payment.code}: executed for another amount in the ledger"
    early = Disbursement.objects.filter(executed_at=None).filter(Exists(moved))
    for payment in early.iterator():
        yield f"M11 payment {payment.code}: in the ledger and not executed"


def payments_have_a_pact() -> Iterator[str]:
    """A payment exists only for a signed pact, and is due after its signature (M8, M9)."""
    wrong = Disbursement.objects.filter(Q(pact__activated_at=None) | Q(due_on__lte=F("signed_on")))
    for payment in wrong.iterator():
        yield f"M9 payment {payment.code}: without a signed pact, or due too early"
    paid = Disbursement.objects.filter(fund=OuterRef("fund"))
    first = Pact.objects.filter(activated_at__isnull=False, previous=None, agreed_cents__gt=0)
    for pact in first.filter(~Exists(paid)).iterator():
        yield f"M9 pact {pact.code}: signed, and no payment was made for it"


def four_eyes() -> Iterator[str]:
    """Whoever prepares or approves is neither the other nor the payee (M10)."""
    wrong = Disbursement.objects.filter(
        Q(prepared_by=F("approved_by"))
        | Q(prepared_by=F("payee__user"))
        | Q(approved_by=F("payee__user"))
    )
    for payment in wrong.iterator():
        yield f"M10 payment {payment.code}: the same person twice"


def pacts_are_signed() -> Iterator[str]:
    """Every active pact has the programme's signature and one person's at the least, all of the
    same words."""
    signatures = PactSignature.objects.filter(pact=OuterRef("pk"))
    active = Pact.objects.filter(activated_at__isnull=False)
    for side in PactSignature.Side.values:
        for pact in active.filter(~Exists(signatures.filter(side=side))).iterator():
            yield f"pact {pact.code}: active without the signature {side}"
    torn = PactSignature.objects.exclude(sha256=F("revision__sha256"))
    for signature in torn.iterator():
        yield f"pact {signature.pact_id}: a signature names other words than its revision"


def only_members_vote() -> Iterator[str]:
    """Invariant 9."""
    owners = FundMember.objects.filter(fund=OuterRef("proposal__fund"), person=OuterRef("person"))
    for vote in Vote.objects.filter(~Exists(owners)).iterator():
        yield f"vote {vote.pk}: not by a member of the fund"


def only_owners_spend() -> Iterator[str]:
    owners = FundMember.objects.filter(fund=OuterRef("fund"), person=OuterRef("spender"))
    for expense in Expense.objects.filter(~Exists(owners)).iterator():
        yield f"expense {expense.pk}: not by an owner of the fund"


def _total(rows: QuerySet, by: str, cents: str) -> Coalesce:  # type: ignore[type-arg]
    """The sum of `cents` over the correlated `rows`, 0 for none."""
    summed = rows.order_by().values(by).annotate(total=Sum(cents)).values("total")
    return Coalesce(Subquery(summed), 0)


LAWS: list[Callable[[], Iterator[str]]] = [
    funds_equal_their_accounts,
    funds_equal_their_expenses,
    lines_equal_their_expenses,
    expenses_are_posted,
    payments_are_posted,
    payments_have_a_pact,
    four_eyes,
    pacts_are_signed,
    only_members_vote,
    only_owners_spend,
]
