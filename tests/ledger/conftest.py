from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from cerchia.ledger.models import Account, Posting
from cerchia.ledger.queries import balance_of
from cerchia.ledger.rules import Move
from cerchia.ledger.usecases import open_account, post
from cerchia.ledger.verification import verify_book
from tests.factories.ledger import NOW


@dataclass(frozen=True)
class Purse:
    """A small book: the funder pays the fund, the fund and the person's own money pay the world."""

    book: UUID
    funder: Account
    fund: Account
    own: Account
    world: Account

    def pay(self, debit: Account, credit: Account, cents: int) -> Posting:
        move = Move(debit=debit.pk, credit=credit.pk, cents=cents)
        return post(book=self.book, moves=[move], group=uuid4(), kind="test", at=NOW)[0]

    def left(self) -> int:
        return balance_of(self.fund.pk)

    def findings(self) -> list[str]:
        return [str(finding) for finding in verify_book(self.book)]


def make_purse() -> Purse:
    book = uuid4()

    def account(kind: str, floor_cents: int | None) -> Account:
        return open_account(book=book, code=f"{kind}:{uuid4()}", kind=kind, floor_cents=floor_cents)

    return Purse(
        book=book,
        funder=account("funder", None),
        fund=account("fund", 0),
        own=account("own", None),
        world=account("world", None),
    )


@pytest.fixture
def purse(db: None) -> Purse:
    return make_purse()


@pytest.fixture
def shared_purse(transactional_db: None) -> Purse:
    """A purse that other threads see too."""
    return make_purse()
