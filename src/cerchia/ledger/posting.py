"""How rows are written: the one place that moves balances, appends postings and moves the head.

Everything here runs inside a transaction that holds the book (`hold`).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple, NoReturn
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from cerchia.kit import chain
from cerchia.ledger import keys
from cerchia.ledger.errors import (
    AlreadyPosted,
    AlreadyReversed,
    BelowFloor,
    UnknownAccount,
    UnknownPosting,
)
from cerchia.ledger.models import Account, Book, Posting
from cerchia.ledger.rules import Batch, Move, Shift, Words, checked_code, message, shifts

ROWS_AT_ONCE = 1_000
HEAD = "SELECT id, currency, seq, hash FROM ledger_book WHERE id = %s"
MOVE_HEAD = "UPDATE ledger_book SET seq = %s, hash = %s WHERE id = %s AND seq = %s"


def stored(key: UUID) -> UUID | str:
    """The id as the database keeps it."""
    value: UUID | str = Account._meta.pk.get_db_prep_value(key, connection)
    return value


def hold(book_id: UUID) -> Book:
    """Lock the head of the book until the transaction ends, so that its chain never forks."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    for book in Book.objects.raw(HEAD + lock, [stored(book_id)]):
        return book
    raise UnknownAccount


@contextmanager
def all_or_nothing(moves: Sequence[Move]) -> Iterator[None]:
    """One transaction; a key or a reversal that came twice is told as what it is."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if Posting.objects.filter(pk__in=[move.id for move in moves]).exists():
            raise AlreadyPosted from error
        raise


class Row(NamedTuple):
    """A posting in the order of its columns; ids as 32 hexadecimal digits."""

    id: str
    book: str
    seq: int
    debit: str
    credit: str
    cents: int
    group: str
    kind: str
    reverses: str | None
    posted_at: datetime
    key_id: str
    previous_hash: str
    hash: str


def append(book: Book, batches: Sequence[Batch]) -> list[Row]:
    """Move the balances, write the postings, move the head. Three queries; five with reversals."""
    moves = [move for batch in batches for move in batch.moves]
    check_reversals(book.pk, [move for move in moves if move.reverses], among=moves)
    shift_balances(book.pk, shifts(moves))
    old_seq = book.seq
    rows = list(sealed(book, batches))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        _insert(rows[start : start + ROWS_AT_ONCE])
    with connection.cursor() as cursor:
        cursor.execute(MOVE_HEAD, [book.seq, book.hash, stored(book.pk), old_seq])
        moved = cursor.rowcount
    if not moved:
        broken = f"the head of book {book.pk} moved while it was held"
        raise RuntimeError(broken)
    return rows


def as_posting(row: Row) -> Posting:
    """The row as the model that a query would have given."""
    ids = {"id", "book", "debit", "credit", "group", "reverses"}
    values = [
        UUID(value) if name in ids and isinstance(value, str) else value
        for name, value in zip(Row._fields, row, strict=True)  # noqa: SLF001 - a public name
    ]
    names = [field.attname for field in Posting._meta.concrete_fields]
    return Posting.from_db(connection.alias, names, values)


def sealed(book: Book, batches: Sequence[Batch]) -> Iterator[Row]:
    """The postings in their order, each sealed over the one before; `book` moves along."""
    key_id, key = keys.current()
    book_id = book.pk.hex
    for batch in batches:
        kind, group = checked_code(batch.kind), batch.group.hex
        for move in batch.moves:
            book.seq, previous = book.seq + 1, book.hash
            words = Words(
                book=book_id,
                cents=move.cents,
                credit=move.credit.hex,
                debit=move.debit.hex,
                group=group,
                id=move.id.hex,
                kind=kind,
                posted_at=batch.at,
                previous_hash=previous,
                reverses=move.reverses.hex if move.reverses else None,
                seq=book.seq,
            )
            book.hash = chain.seal(key, message(words))
            yield Row(
                id=words.id,
                book=book_id,
                seq=words.seq,
                debit=words.debit,
                credit=words.credit,
                cents=words.cents,
                group=group,
                kind=kind,
                reverses=words.reverses,
                posted_at=batch.at,
                key_id=key_id,
                previous_hash=previous,
                hash=book.hash,
            )


def _insert(rows: Sequence[Row]) -> None:
    """One statement: building a model for each of millions of rows would cost five times this."""
    columns = [f'"{field.column}"' for field in Posting._meta.concrete_fields]
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    stored = connection.ops.adapt_datetimefield_value
    values: list[Any] = []
    for row in rows:
        values += [stored(value) if isinstance(value, datetime) else value for value in row]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_posting ({', '.join(columns)}) VALUES {places}",  # noqa: S608 - our own names
            values,
        )


def check_reversals(book_id: UUID, undoing: Sequence[Move], *, among: Sequence[Move]) -> None:
    """Each undoes one original of the book, once, the other way round and whole."""
    if not undoing:
        return
    undone = [move.reverses for move in undoing if move.reverses]
    if len(set(undone)) < len(undone) or Posting.objects.filter(reverses__in=undone).exists():
        raise AlreadyReversed
    known = {move.id: (move.credit, move.debit, move.cents) for move in among if not move.reverses}
    for row in Posting.objects.originals().filter(book=book_id, pk__in=undone):
        known[row.pk] = (row.credit_id, row.debit_id, row.cents)
    if any(known.get(m.reverses) != (m.debit, m.credit, m.cents) for m in undoing if m.reverses):
        raise UnknownPosting


def shift_balances(book_id: UUID, changes: Mapping[UUID, Shift]) -> None:
    """Move the balances of the accounts, each guarded by its floor; all of them or a refusal."""
    accounts = list(changes)
    for start in range(0, len(accounts), ROWS_AT_ONCE):
        some = accounts[start : start + ROWS_AT_ONCE]
        moved = _shift(book_id, {account: changes[account] for account in some})
        if len(moved) != len(some):
            _refuse(book_id, set(some) - {UUID(str(account)) for account in moved})


def _shift(book_id: UUID, changes: Mapping[UUID, Shift]) -> list[object]:
    """One statement for any number of accounts; returns the ids of those that moved, as stored."""
    stored = Account._meta.pk.get_db_prep_value
    values: list[Any] = []
    for account, shift in changes.items():
        values += [stored(account, connection), shift.cents, shift.postings]
    values.append(stored(book_id, connection))
    rows = ", ".join(["(%s, %s, %s)"] * len(changes))
    statement = f"""
        UPDATE ledger_account
        SET balance_cents = balance_cents + shift.column2, posted = posted + shift.column3
        FROM (VALUES {rows}) AS shift
        WHERE id = shift.column1 AND book_id = %s
          AND (floor_cents IS NULL OR balance_cents + shift.column2 >= floor_cents)
        RETURNING id
    """  # noqa: S608 - only placeholders are repeated
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def _refuse(book_id: UUID, unmoved: set[UUID]) -> NoReturn:
    """Say why these accounts did not move; the transaction is rolled back."""
    codes = Account.objects.filter(book=book_id, pk__in=unmoved).values_list("code", flat=True)
    if len(codes) != len(unmoved):
        raise UnknownAccount
    raise BelowFloor(account=min(codes))
