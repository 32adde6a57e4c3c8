"""What a posting is, how it is sealed, and what an account can give."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from json import dumps
from typing import NamedTuple
from uuid import UUID, uuid4

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")


@dataclass(frozen=True, slots=True)
class Move:
    """Take `cents` from `debit` and give them to `credit`. `id` may be the client's own key."""

    debit: UUID
    credit: UUID
    cents: int
    id: UUID = field(default_factory=uuid4)
    reverses: UUID | None = None

    def __post_init__(self) -> None:
        if self.cents <= 0:
            message = "a move is of at least one cent"
            raise ValueError(message)
        if self.debit == self.credit:
            message = "a move goes from one account to another"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Batch:
    """Moves made together: they stand under one group, all or none of them."""

    moves: tuple[Move, ...]
    group: UUID
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """What a number of moves do to one account."""

    cents: int
    postings: int


def checked_code(code: str) -> str:
    """The code itself, if it is one: letters, digits and . _ : / - only. Else ValueError."""
    if not CODE.fullmatch(code):
        message = f"not a code: {code!r}"
        raise ValueError(message)
    return code


def shifts(moves: Iterable[Move]) -> dict[UUID, Shift]:
    """The net effect on each account; the effects add up to zero."""
    cents: dict[UUID, int] = defaultdict(int)
    postings: dict[UUID, int] = defaultdict(int)
    for move in moves:
        cents[move.debit] -= move.cents
        cents[move.credit] += move.cents
        postings[move.debit] += 1
        postings[move.credit] += 1
    return {account: Shift(cents[account], postings[account]) for account in cents}


def available(*, balance_cents: int, floor_cents: int | None, wanted_cents: int) -> int:
    """How much of `wanted_cents` an account can give without going below its floor."""
    if floor_cents is None:
        return wanted_cents
    return max(0, min(wanted_cents, balance_cents - floor_cents))


class Words(NamedTuple):
    """What the seal of a posting covers. Ids are 32 hexadecimal digits."""

    book: str
    cents: int
    credit: str
    debit: str
    group: str
    id: str
    kind: str
    posted_at: datetime
    previous_hash: str
    reverses: str | None
    seq: int


def message(words: Words) -> bytes:
    """The words as `kit.chain.canonical` spells them; written out because millions are checked."""
    undone = f'"{words.reverses}"' if words.reverses else "null"
    at = words.posted_at.astimezone(UTC).isoformat(timespec="microseconds")
    return (
        f'{{"book":"{words.book}","cents":{words.cents},"credit":"{words.credit}",'
        f'"debit":"{words.debit}","group":"{words.group}","id":"{words.id}",'
        f'"kind":{_quoted(words.kind)},"posted_at":"{at}",'
        f'"previous_hash":"{words.previous_hash}","reverses":{undone},"seq":{words.seq}}}'
    ).encode()


@lru_cache(maxsize=256)
def _quoted(word: str) -> str:
    return dumps(word, ensure_ascii=False)
