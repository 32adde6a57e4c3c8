"""The draw: m numbered lists, each obeying every rule, so that a chance is a count.

The lists follow the fairest lottery found; people who are alike take turns, so that their counts
differ by one ticket at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cerchia.balance.engine import Budget
from cerchia.balance.selection.chances import (
    Counts,
    Lists,
    Lottery,
    exclusions,
    herd,
    leximin_bound,
    maximin,
)
from cerchia.balance.selection.lot import seal

LEAST_TICKETS = 100
FIRST_LISTS = 100
SWEEPS = 20


@dataclass(frozen=True, slots=True)
class Draw:
    """The tickets, everybody's chance, who is on none, and what no method can beat."""

    tickets: tuple[tuple[str, ...], ...]
    chances: dict[str, float]
    in_no_list: tuple[str, ...]
    lowest: float
    lowest_possible: float
    bound: float
    proven: bool
    sha256: str

    @property
    def is_too_small(self) -> bool:
        """Whether the tickets are too few to show the least chance."""
        return len(self.tickets) < max(LEAST_TICKETS, 2 / max(self.lowest_possible, 1e-9))


def draw_lists(lists: Lists, many: int, budget: Budget) -> Draw:
    """Exclusions, bound, exact maximin and `many` tickets over the lists in question."""
    budget.progress("chances: who fits no list")
    excluded = exclusions(lists, budget)
    target = leximin_bound(lists, excluded)
    inside = [chance for index, chance in enumerate(target) if index not in excluded]
    ceiling = min(inside, default=0.0)
    budget.progress("chances: the fairest lottery")
    start = herd(lists, target, min(many, FIRST_LISTS), budget)
    lottery = maximin(lists, excluded, ceiling, budget)
    budget.progress(f"chances: {many} lists")
    counts = pick(lists, target, start, many)
    tickets = take_turns(lists, counts)
    return _published(lists, tickets, excluded, lottery)


def pick(lists: Lists, target: Sequence[float], start: Sequence[Counts], many: int) -> list[Counts]:
    """Whole tickets after the target: begin with `start`, then exchange while it helps.

    An error weighs more for whoever has a small chance.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    known = list(lists.found)
    if not known:
        return []
    columns = np.array(known, dtype=float) / np.array(lists.sizes)
    wanted = np.array(target)
    heavy = 1 / np.maximum(wanted, 1 / many)
    length = (columns * columns) @ heavy
    weighted = columns * heavy
    place_of = {counts: place for place, counts in enumerate(known)}
    found = [place_of[counts] for counts in start[:many]]
    held = columns[found].sum(axis=0) if found else np.zeros(len(wanted))
    for turn in range(len(found) + 1, many + 1):
        found.append(int(np.argmax(2 * weighted @ (turn * wanted - held) - length)))
        held += columns[found[-1]]
    for place in [*range(many)] * SWEEPS:
        held -= columns[found[place]]
        found[place] = int(np.argmax(2 * weighted @ (many * wanted - held) - length))
        held += columns[found[place]]
    return [known[best] for best in found]


def take_turns(lists: Lists, counts: Sequence[Counts]) -> tuple[tuple[str, ...], ...]:
    """Turn counts per unit into people; of people who are alike, whoever had fewest goes first."""
    had = {person.id: 0 for unit in lists.model.units for person in unit}
    tickets = []
    for each in counts:
        chosen: list[str] = []
        for unit, count in zip(lists.model.units, each, strict=True):
            turn = sorted((person.id for person in unit), key=lambda one: (had[one], one))
            chosen.extend(turn[:count])
        for one in chosen:
            had[one] += 1
        tickets.append(tuple(sorted(chosen)))
    return tuple(tickets)


def _published(
    lists: Lists,
    tickets: tuple[tuple[str, ...], ...],
    excluded: frozenset[int],
    lottery: Lottery,
) -> Draw:
    held = {person.id: 0 for person in lists.model.pool.candidates}
    for ticket in tickets:
        for one in ticket:
            held[one] += 1
    out = sorted(p.id for index in excluded for p in lists.model.units[index])
    chances = {one: count / len(tickets) if tickets else 0.0 for one, count in held.items()}
    inside = [chance for one, chance in chances.items() if one not in set(out)]
    return Draw(
        tickets=tickets,
        chances=chances,
        in_no_list=tuple(out),
        lowest=min(inside, default=0.0),
        lowest_possible=lottery.lowest,
        bound=lottery.bound,
        proven=lottery.proven,
        sha256=seal(tickets).whole,
    )
