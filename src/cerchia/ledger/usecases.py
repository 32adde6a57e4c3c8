"""What may be done with money. Only `funds` calls these; it asks the policies and keeps the log.

Every function is one short transaction that holds the head of its book. On a refusal nothing moved.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from cerchia.ledger.errors import CodeTaken, UnknownAccount, UnknownPosting
from cerchia.ledger.models import Account, Book, Posting
from cerchia.ledger.posting import ROWS_AT_ONCE, all_or_nothing, append, as_posting, hold, stored
from cerchia.ledger.rules import Batch, Move, available, checked_code

ACCOUNT = "SELECT * FROM ledger_account WHERE id = %s AND book_id = %s"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to open. `floor_cents`: lowest balance allowed, None for sources and sinks."""

    code: str
    kind: str
    floor_cents: int | None
    id: UUID


@dataclass(frozen=True, slots=True)
class Taken:
    """`cents` came from the account asked first, `rest_cents` from the other one, if any."""

    cents: int
    rest_cents: int
    postings: list[Posting]


def open_book(*, book: UUID, currency: str = "EUR") -> Book:
    """The book of an edition, opened if it is not. The currency of an open book stays."""
    return Book.objects.get_or_create(pk=book, defaults={"currency": currency})[0]


@transaction.atomic
def open_account(
    *,
    book: UUID,
    code: str,
    kind: str,
    floor_cents: int | None,
    id: UUID | None = None,  # noqa: A002 - the word of the model
) -> Account:
    """Open an account at zero, and its book in euros if need be. A taken code is `CodeTaken`."""
    new = NewAccount(code=code, kind=kind, floor_cents=floor_cents, id=id or uuid4())
    return open_accounts(book=book, accounts=[new])[0]


def open_accounts(*, book: UUID, accounts: Sequence[NewAccount]) -> list[Account]:
    """Open many accounts at once, all or none."""
    rows = [
        Account(
            id=new.id,
            book_id=book,
            code=checked_code(new.code),
            kind=checked_code(new.kind),
            floor_cents=new.floor_cents,
        )
        for new in accounts
    ]
    open_book(book=book)
    try:
        with transaction.atomic():
            return Account.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    except IntegrityError as error:
        codes = [row.code for row in rows]
        if Account.objects.filter(code__in=codes).exists():
            raise CodeTaken from error
        raise


def post(
    *, book: UUID, moves: Sequence[Move], group: UUID, kind: str, at: datetime
) -> list[Posting]:
    """Make all moves or none. A floor is asked of the net effect of all moves together.

    Raises `BelowFloor`, `UnknownAccount`, `AlreadyPosted` (a move's id exists).
    """
    with all_or_nothing(moves):
        rows = append(hold(book), [Batch(tuple(moves), group, kind, at)])
    return [as_posting(row) for row in rows]


def take_up_to(
    *,
    book: UUID,
    move: Move,
    rest_from: UUID | None = None,
    group: UUID,
    kind: str,
    at: datetime,
) -> Taken:
    """Move as much of `move.cents` as its debit account has above its floor.

    The rest, if any, comes from `rest_from` in the same group: an expense above the balance is
    never refused, the person's own money bears the rest. Without `rest_from` the rest is not moved.
    The id of `move` is the id of the first posting made, whichever account it comes from.
    """
    with all_or_nothing([move]):
        head = hold(book)
        account = _account(move.debit, book)
        cents = available(
            balance_cents=account.balance_cents,
            floor_cents=account.floor_cents,
            wanted_cents=move.cents,
        )
        rest_cents = move.cents - cents if rest_from else 0
        moves = tuple(_split(move, cents=cents, rest_cents=rest_cents, rest_from=rest_from))
        rows = append(head, [Batch(moves, group, kind, at)]) if moves else []
    postings = [as_posting(row) for row in rows]
    return Taken(cents=cents, rest_cents=rest_cents, postings=postings)


def _account(account: UUID, book: UUID) -> Account:
    for found in Account.objects.raw(ACCOUNT, [stored(account), stored(book)]):
        return found
    raise UnknownAccount


def reverse(
    *, book: UUID, postings: Collection[UUID], group: UUID, kind: str, at: datetime
) -> list[Posting]:
    """Undo each of these postings whole, by one of the same cents the other way round.

    Raises `AlreadyReversed`, `UnknownPosting` (also for a reversal: it is not undone, what was
    meant is posted anew) and `BelowFloor` (the money has gone on).
    """
    with transaction.atomic():
        head = hold(book)
        originals = Posting.objects.originals().filter(book=book, pk__in=postings).order_by("seq")
        moves = tuple(undo(posting) for posting in originals)
        if not moves or len(moves) != len(set(postings)):
            raise UnknownPosting
        rows = append(head, [Batch(moves, group, kind, at)])
    return [as_posting(row) for row in rows]


def reverse_group(
    *, book: UUID, original: UUID, group: UUID, kind: str, at: datetime
) -> list[Posting]:
    """Undo every posting made under the group `original` that is not a reversal itself."""
    made = Posting.objects.originals().filter(book=book, group=original)
    postings = list(made.values_list("pk", flat=True))
    return reverse(book=book, postings=postings, group=group, kind=kind, at=at)


def undo(posting: Posting) -> Move:
    """The move that reverses `posting`: for a correction, `post` it beside the new one."""
    return Move(
        debit=posting.credit_id,
        credit=posting.debit_id,
        cents=posting.cents,
        reverses=posting.pk,
    )


@transaction.atomic
def post_many(*, book: UUID, batches: Iterable[Batch], at_once: int = ROWS_AT_ONCE) -> int:
    """Post any number of batches in their order, `at_once` of them a step; returns the postings.

    For filling a database: one transaction holds the book to the end. A floor is asked of the net
    effect of a step.
    """
    head = hold(book)
    made = 0
    waiting = iter(batches)
    while some := list(islice(waiting, at_once)):
        made += len(append(head, some))
    return made


def _split(move: Move, *, cents: int, rest_cents: int, rest_from: UUID | None) -> Iterable[Move]:
    ids = iter((move.id, uuid4()))
    if cents:
        yield Move(debit=move.debit, credit=move.credit, cents=cents, id=next(ids))
    if rest_cents and rest_from:
        yield Move(debit=rest_from, credit=move.credit, cents=rest_cents, id=next(ids))
