"""What circles would be like, counted without a solver: for pages that move people by hand.

Loads nothing but the standard library and the plain values of the room.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cerchia.balance.checker import check_circles
from cerchia.balance.composition.levels import alone_in
from cerchia.balance.composition.levels import measure as levels_of
from cerchia.balance.records import Candidate, Circle, Pool, Staff, can_talk


@dataclass(frozen=True, slots=True)
class CircleReading:
    """One circle as it stands, with the ids of those whom something is missing.

    `away` cannot come at its hour, `unheard` have nobody to speak with, `single_voice` would be
    left without a voice by one absence; `alone` are genders with one person, `alone_in_theme` the
    people whose wish goes another way than everybody else's.
    """

    id: str
    territory: str
    slot: str
    people: int
    operators: int
    mediators: int
    points: int
    away: tuple[str, ...]
    unheard: tuple[str, ...]
    single_voice: tuple[str, ...]
    alone: tuple[str, ...]
    alone_in_theme: tuple[str, ...]
    mixed: bool
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How many circles somebody of the staff has, of how many they can bear."""

    circles: int
    capacity: int
    slots_twice: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.circles <= self.capacity and not self.slots_twice


@dataclass(frozen=True, slots=True)
class Trial:
    """Circles as they stand: broken hard rules, the seven levels, each circle, each load."""

    broken: tuple[str, ...]
    levels: Mapping[str, int]
    circles: tuple[CircleReading, ...]
    loads: Mapping[str, Load]
    without_circle: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.broken


def measure(pool: Pool, circles: Iterable[Circle]) -> Trial:
    """How circles stand to every hard rule and every level; `broken` names rules by their id.

    Beside the ids of the file: `placement:id` for whoever is not in exactly one circle,
    `territory:id`, `slots:id` for whoever cannot come at the hour, `staff:id` for staff who cannot
    have that role there, `slot:…` for an hour that the file does not have, `twice:id` for a circle.
    """
    listed = list(circles)
    people = {person.id: person for person in pool.candidates}
    staff = {worker.id: worker for worker in pool.staff}
    seated = {one for circle in listed for one in circle.beneficiaries}
    return Trial(
        broken=tuple(dict.fromkeys(check_circles(pool, listed))),
        levels=levels_of(pool, listed),
        circles=tuple(_reading(pool, circle, people, staff) for circle in listed),
        loads=_loads(listed, staff),
        without_circle=tuple(one for one in pool.selected or () if one not in seated),
    )


def _reading(
    pool: Pool, circle: Circle, people: Mapping[str, Candidate], staff: Mapping[str, Staff]
) -> CircleReading:
    shape = pool.sheet.shape
    members = [people[one] for one in circle.beneficiaries if one in people]
    team = [staff[one] for one in (*circle.operators, *circle.mediators) if one in staff]
    voices = {
        person.id: sum(can_talk(w.languages, person.languages, shape.level) for w in team)
        for person in members
    }
    lonely = alone_in(members, "theme")
    spans = (
        ("circle.size", len(circle.beneficiaries), shape.size),
        ("circle.operators", len(circle.operators), shape.operators),
        ("circle.mediators", len(circle.mediators), shape.mediators),
        (
            "circle.language_cover",
            min(voices.values(), default=shape.cover),
            (shape.cover, len(team)),
        ),
    )
    return CircleReading(
        id=circle.id,
        territory=circle.territory,
        slot=circle.slot,
        people=len(circle.beneficiaries),
        operators=len(circle.operators),
        mediators=len(circle.mediators),
        points=sum(person.points for person in members),
        away=(
            *(person.id for person in members if circle.slot not in person.slots),
            *(worker.id for worker in team if circle.slot not in worker.slots),
        ),
        unheard=tuple(one for one, many in voices.items() if many < max(1, shape.cover)),
        single_voice=tuple(one for one, many in voices.items() if many == 1),
        alone=alone_in(members, "gender"),
        alone_in_theme=tuple(person.id for person in members if person.theme in lonely),
        mixed=len({person.is_student for person in members}) > 1,
        broken=tuple(rule for rule, count, (low, high) in spans if not low <= count <= high),
    )


def _loads(circles: list[Circle], staff: Mapping[str, Staff]) -> dict[str, Load]:
    found = {}
    for one, worker in staff.items():
        slots = Counter(c.slot for c in circles if one in (*c.operators, *c.mediators))
        twice = tuple(sorted(slot for slot, times in slots.items() if times > 1))
        found[one] = Load(sum(slots.values()), worker.capacity, twice)
    return found
