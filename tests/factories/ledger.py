from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from factory import declarations
from factory.django import DjangoModelFactory

from cerchia.ledger import usecases
from cerchia.ledger.models import Account, Book, Posting
from cerchia.ledger.rules import Move

NOW = datetime(2013, 9, 19, 10, tzinfo=UTC)


class BookFactory(DjangoModelFactory[Book]):
    class Meta:
        model = Book

    id: Any = declarations.LazyFunction(uuid4)


class AccountFactory(DjangoModelFactory[Account]):
    """An account without a floor; `floor_cents=0` for one that holds only what it was given."""

    class Meta:
        model = Account

    code: Any = declarations.Sequence(lambda n: f"account-{n}")
    kind = "own"
    book: Any = declarations.SubFactory(BookFactory)
    floor_cents: Any = None


class PostingFactory(DjangoModelFactory[Posting]):
    """One euro from a new account to another of the same book, through the use case."""

    class Meta:
        model = Posting

    debit: Any = declarations.SubFactory(AccountFactory)
    credit: Any = declarations.SubFactory(
        AccountFactory, book=declarations.SelfAttribute("..debit.book")
    )
    cents = 100
    kind = "test"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Posting:  # noqa: ARG003
        debit, credit = kwargs["debit"], kwargs["credit"]
        move = Move(debit=debit.pk, credit=credit.pk, cents=kwargs["cents"])
        made = usecases.post(
            book=debit.book_id, moves=[move], group=uuid4(), kind=kwargs["kind"], at=NOW
        )
        return made[0]
