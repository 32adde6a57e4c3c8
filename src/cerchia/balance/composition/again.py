"""Circles once more, after something changed: as few changes as can be, or the best again.

Both keep the ids of the earlier circles, so that a circle that stays is the same circle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cerchia.balance.composition.model import CompositionModel, Seat
from cerchia.balance.linear import Terms
from cerchia.balance.records import Circle

MOVED, CHANGED_LINK = 10, 3


def seats_after(previous: Sequence[Circle], usual: Sequence[Seat]) -> list[Seat]:
    """The earlier circles with their ids, then room for new ones as usual."""
    here = {seat.territory for seat in usual}
    kept = [circle for circle in previous if circle.territory in here]
    seats = [Seat(n, circle.territory, circle.id) for n, circle in enumerate(kept)]
    for territory in sorted(here):
        had = sum(seat.territory == territory for seat in seats)
        more = sum(seat.territory == territory for seat in usual) - had
        start = len(seats)
        seats.extend(Seat(start + n, territory) for n in range(more))
    return sorted(
        (replace(seat, number=n) for n, seat in enumerate(seats)), key=lambda seat: seat.number
    )


def changes(model: CompositionModel, previous: Iterable[Circle]) -> tuple[Terms, int]:
    """Ten for each person who moves, three for each change of staff or of hour."""
    terms: dict[int, int] = {}
    constant = 0
    number = {seat.id: seat.number for seat in model.seats if seat.id}
    for circle in previous:
        if circle.id not in number:
            continue
        n = number[circle.id]
        had = {*circle.operators, *circle.mediators}
        kept = [model.x[one, n] for one in circle.beneficiaries if (one, n) in model.x]
        links = [model.v[one, n] for one in sorted(had) if (one, n) in model.v]
        links += [model.t[n, circle.slot]] if (n, circle.slot) in model.t else []
        terms.update(dict.fromkeys(kept, -MOVED))
        terms.update(dict.fromkeys(links, -CHANGED_LINK))
        constant += MOVED * len(kept) + CHANGED_LINK * len(links)
        new = [i for (one, at), i in model.v.items() if at == n and one not in had]
        terms.update(dict.fromkeys(new, CHANGED_LINK))
    return terms, constant


def hint_of(model: CompositionModel, circles: Iterable[Circle]) -> dict[int, int]:
    """Where everybody was, for the circles that keep their id."""
    by_id = {circle.id: circle for circle in circles}
    hint: dict[int, int] = {}
    for seat in model.seats:
        circle = by_id.get(seat.id)
        inside = set[str]()
        if circle is not None:
            inside = {*circle.beneficiaries, *circle.operators, *circle.mediators}
        hint[model.u[seat.number]] = int(circle is not None)
        for slot in model.pool.slots:
            is_slot = circle is not None and circle.slot == slot
            hint[model.t[seat.number, slot]] = int(is_slot)
        for table in (model.x, model.v):
            for (one, n), index in table.items():
                if n == seat.number:
                    hint[index] = int(one in inside)
    return hint


def moved(previous: Iterable[Circle], circles: Iterable[Circle]) -> int:
    """How many people sit in a circle with another id than before."""
    before = {one: circle.id for circle in previous for one in circle.beneficiaries}
    after = {one: circle.id for circle in circles for one in circle.beneficiaries}
    return sum(after[one] != before[one] for one in after if one in before)


def renamed(circles: Iterable[Circle], previous: Sequence[Circle]) -> tuple[Circle, ...]:
    """The same circles under the ids of the earlier ones that they have most people in common with.

    Circles without an earlier one get new ids, after the last.
    """
    circles = list(circles)
    pairs = sorted(
        (
            (-_common(one, other), number, other.id)
            for number, one in enumerate(circles)
            for other in previous
            if one.territory == other.territory
        ),
    )
    ids: dict[int, str] = {}
    for _, number, known in pairs:
        if number not in ids and known not in ids.values():
            ids[number] = known
    taken = {circle.id for circle in previous}
    fresh = (f"g{n:03d}" for n in range(10**6) if f"g{n:03d}" not in taken)
    named = [replace(one, id=ids.get(n) or next(fresh)) for n, one in enumerate(circles)]
    return tuple(sorted(named, key=lambda each: each.id))


def _common(one: Circle, other: Circle) -> int:
    people = len({*one.beneficiaries} & {*other.beneficiaries})
    staff = {*one.operators, *one.mediators} & {*other.operators, *other.mediators}
    return MOVED * people + CHANGED_LINK * (len(staff) + (one.slot == other.slot))
