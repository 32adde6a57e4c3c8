"""Balances as they are stored, and as the postings say."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from cerchia.ledger.models import Account, Posting

DRIFT = """
    SELECT account.id, account.code, account.balance_cents, account.posted,
           COALESCE(told.cents, 0), COALESCE(told.postings, 0)
    FROM ledger_account account LEFT JOIN (
        SELECT moved.account_id, SUM(moved.cents) AS cents, COUNT(*) AS postings FROM (
            SELECT credit_id AS account_id, cents FROM ledger_posting WHERE book_id = %s
            UNION ALL
            SELECT debit_id AS account_id, -cents FROM ledger_posting WHERE book_id = %s
        ) moved GROUP BY moved.account_id
    ) told ON told.account_id = account.id
    WHERE account.book_id = %s
      AND (account.balance_cents <> COALESCE(told.cents, 0)
           OR account.posted <> COALESCE(told.postings, 0))
    ORDER BY account.code
"""


@dataclass(frozen=True, slots=True)
class Drift:
    """An account whose stored figures are not what its postings add up to."""

    account: UUID
    code: str
    balance_cents: int
    posted: int
    recounted_cents: int
    recounted_postings: int


def balance_of(account: UUID) -> int:
    """Cents in hand: received minus given. Negative for a source. One query."""
    return Account.objects.values_list("balance_cents", flat=True).get(pk=account)


def balances_of(accounts: Collection[UUID]) -> dict[UUID, int]:
    """The balance of each of the accounts, by id. One query."""
    rows = Account.objects.filter(pk__in=accounts)
    return dict(rows.values_list("pk", "balance_cents"))


def postings_of_group(group: UUID) -> list[Posting]:
    """The postings made together under `group`, in their order. One query."""
    return list(Posting.objects.filter(group=group).order_by("seq"))


def recount(book: UUID) -> Iterator[Drift]:
    """Add up every posting of the book anew; yields the accounts that differ. One query."""
    book_id = Account._meta.pk.get_db_prep_value(book, connection)
    with connection.cursor() as cursor:
        cursor.execute(DRIFT, [book_id, book_id, book_id])
        for account, code, *figures in cursor:
            yield Drift(UUID(str(account)), code, *map(int, figures))
