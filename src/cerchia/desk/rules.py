"""What is said on the first screens: states of a participant's home, and small numbers hidden.

Pure: facts go in, words' keys and figures come out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

T = TypeVar("T")

LEAST = 5
"""Fewer people than this are never shown as a number (R28)."""
LEAST_FOR_A_MEDIAN = 10
LEAST_OF_THE_LARGEST = 10
"""Hundredths of the largest part that the others, without the two largest, must make up."""


# --- The home of a participant ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a participant stands, in facts."""

    has_wish: bool
    has_project: bool = False
    has_pact: bool = False
    may_sign: bool = False
    has_signed: bool = False
    pact_in_force: bool = False
    has_received: bool = False
    is_closed: bool = False
    has_ended: bool = False


def home_state(at: Standpoint) -> str:
    """What the home is about: ended, closed, money, way, signed, sign, pact, plan, wish, nothing.

    Money that is there is never hidden by what comes later in the paper.
    """
    steps = (
        ("ended", at.has_ended),
        ("closed", at.is_closed),
        ("money", at.has_received),
        ("way", at.pact_in_force),
        ("signed", at.has_pact and at.has_signed),
        ("sign", at.has_pact and at.may_sign),
        ("pact", at.has_pact),
        ("plan", at.has_project),
        ("wish", at.has_wish),
    )
    return next((name for name, holds in steps if holds), "nothing")


# --- Small numbers ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A count that may be shown, or (`value` None) one that is too small or would give one away."""

    name: str
    value: int | None


def protected(counts: Mapping[str, int], *, least: int = LEAST) -> list[Cell]:
    """The parts of a known whole, with the small ones hidden and one more, where a difference
    would tell a small one. A part of nobody is no secret and hides nothing.

    >>> [cell.value for cell in protected({"a": 20, "b": 7, "c": 3})]
    [20, None, None]
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    others = sorted((count, name) for name, count in counts.items() if count >= least)
    while hidden and others and (len(hidden) == 1 or _sum(counts, hidden) < least):
        hidden.add(others.pop(0)[1])
    return [Cell(name, None if name in hidden else count) for name, count in counts.items()]


def _sum(counts: Mapping[str, int], names: set[str]) -> int:
    return sum(counts[name] for name in names)


def merged(counts: Mapping[str, int], *, least: int = LEAST) -> list[tuple[tuple[str, ...], int]]:
    """Kinds with their counts, the small ones put together until the sum says nothing of a few.

    Nothing at all is told when even the whole is small.
    """
    if sum(counts.values()) < least:
        return []
    kept = sorted(counts.items(), key=lambda kind: -kind[1])
    together: list[tuple[str, int]] = []
    while kept and (kept[-1][1] < least or 0 < _total(together) < least):
        together.insert(0, kept.pop())
    found: list[tuple[tuple[str, ...], int]] = [((name,), count) for name, count in kept]
    if total := _total(together):
        found.append((tuple(name for name, _ in together), total))
    return found


def _total(kinds: Sequence[tuple[str, int]]) -> int:
    return sum(count for _, count in kinds)


def may_show_sum(parts: Sequence[int], *, people: int, least: int = LEAST) -> bool:
    """Whether a sum of money tells nothing of one person: enough people, and nobody's part so
    large that whoever knows another could guess it (p% rule).
    """
    if people < least:
        return False
    ordered = sorted(parts, reverse=True)
    largest = ordered[0] if ordered else 0
    rest = sum(ordered[2:])
    return rest * 100 >= LEAST_OF_THE_LARGEST * largest


def median_to_show(values: Sequence[float]) -> float | None:
    """The median where it stands on enough values. Never the least or the greatest."""
    return median(values) if len(values) >= LEAST_FOR_A_MEDIAN else None


# --- Dates ------------------------------------------------------------------------------------


def middle(values: Sequence[T]) -> T | None:
    """The one in the middle of values in order; None if there is none."""
    return values[len(values) // 2] if values else None
