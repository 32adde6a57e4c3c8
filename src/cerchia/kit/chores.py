"""What the house does by itself every day. A room registers its chores while it starts.

    @chore("requests whose time is over")
    def forget(*, dry: bool) -> Iterable[str]:
        ...

A chore does what is due, or with `dry` only lists it, and yields one sentence a thing: codes and
counts, never a name. It may be asked twice a day: what was done is not due any more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class Work(Protocol):
    """A chore as a room writes it."""

    def __call__(self, *, dry: bool) -> Iterable[str]:
        """Do it, or only say what would be done."""


@dataclass(frozen=True, slots=True)
class Chore:
    """`name` says to the keeper of the installation what it is about."""

    name: str
    work: Work


_chores: dict[str, Chore] = {}


def chore(name: str) -> Callable[[Work], Work]:
    """Register a chore under a name, once."""

    def register(work: Work) -> Work:
        if _chores.setdefault(name, Chore(name, work)).work is not work:
            message = f"the chore {name} is registered twice"
            raise RuntimeError(message)
        return work

    return register


def chores() -> list[Chore]:
    """All of them, by name."""
    return [_chores[name] for name in sorted(_chores)]
