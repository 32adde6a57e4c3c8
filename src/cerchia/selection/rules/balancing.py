"""The balance of a proposal against the wanted numbers, by plain counting."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cerchia.selection.rules.sheet import Sheet

HEARD = ("B1", "B2", "C1", "C2")
COMMON = "it"


@dataclass(frozen=True, slots=True)
class Fact:
    """What of a person the balance counts. `heard`: a mediator there speaks their language."""

    code: str
    territory: str
    traits: Mapping[str, str]
    is_student: bool = False
    heard: bool = False
    circle: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One wanted number: how it stands and, in a trial, how it would.

    `group` says which lines are one imbalance together: people of a territory and the load of its
    team move at once. `kind`: exact, between, least, most.
    """

    key: str
    group: str
    kind: str
    subject: str
    before: float
    after: float
    low: float
    high: float
    of: int = 0

    @property
    def holds(self) -> bool:
        return self.low <= round(self.after, 1) <= self.high

    @property
    def held(self) -> bool:
        return self.low <= round(self.before, 1) <= self.high

    @property
    def is_trial(self) -> bool:
        return self.before != self.after


def heard_in(spoken: Mapping[str, str], mediators: Iterable[Mapping[str, str]]) -> bool:
    """Whether a mediator shares a language of theirs, Italian apart, well enough on both sides."""
    own = {code for code, level in spoken.items() if level in HEARD and code != COMMON}
    return any(own & {code for code, level in each.items() if level in HEARD} for each in mediators)


def lines(
    sheet: Sheet,
    operators: Mapping[str, int],
    before: Sequence[Fact],
    after: Sequence[Fact],
) -> list[Line]:
    """Every wanted number of the sheet, in the order of the page."""
    return [
        *_places(sheet, before, after),
        *_floors(sheet, before, after),
        *_students(sheet, before, after),
        *_heard(sheet, before, after),
        *_loads(sheet, operators, before, after),
        *_circles(sheet, before, after),
    ]


def imbalances(found: Iterable[Line]) -> list[str]:
    """What does not stand as wanted, one name for lines that move together."""
    return list(dict.fromkeys(line.group for line in found if not line.holds))


def unheard(people: Iterable[Fact]) -> list[Fact]:
    return [person for person in people if not person.heard]


def _counted(
    before: Sequence[Fact], after: Sequence[Fact], test: Callable[[Fact], bool]
) -> tuple[int, int]:
    """How many pass a test before and after."""
    return sum(map(test, before)), sum(map(test, after))


def _in(people: Iterable[Fact], territory: str) -> int:
    return sum(person.territory == territory for person in people)


def _places(sheet: Sheet, before: Sequence[Fact], after: Sequence[Fact]) -> Iterable[Line]:
    for name, place in sheet.places.items():
        kind = "exact" if place.low == place.high else "between"
        was, now = _in(before, name), _in(after, name)
        yield Line(f"terr:{name}", "places", kind, name, was, now, place.low, place.high)


def _floors(sheet: Sheet, before: Sequence[Fact], after: Sequence[Fact]) -> Iterable[Line]:
    for floor in sheet.floors:
        was, now = (
            sum(one.traits.get(floor.feature) == floor.value for one in people)
            for people in (before, after)
        )
        top = max(sheet.seats, was, now)
        yield Line(floor.id, floor.id, "least", floor.value, was, now, floor.least, top)


def _students(sheet: Sheet, before: Sequence[Fact], after: Sequence[Fact]) -> Iterable[Line]:
    if sheet.students is None:
        return
    was, now = _counted(before, after, lambda one: one.is_student)
    yield Line("students", "students", "between", "", was, now, *sheet.students)


def _heard(sheet: Sheet, before: Sequence[Fact], after: Sequence[Fact]) -> Iterable[Line]:
    if sheet.mediated is None:
        return
    was, now = _counted(before, after, lambda one: one.heard)
    top = max(sheet.seats, was, now)
    yield Line("mediated", "mediated", "least", "", was, now, sheet.mediated, top, of=len(after))


def _loads(
    sheet: Sheet, operators: Mapping[str, int], before: Sequence[Fact], after: Sequence[Fact]
) -> Iterable[Line]:
    if sheet.per_operator is None:
        return
    for name in sheet.places:
        team = operators.get(name, 0)
        was, now = (_in(people, name) / team if team else 0.0 for people in (before, after))
        most = sheet.per_operator if team or not _in(after, name) else -1
        yield Line(f"load:{name}", "places", "most", name, was, now, 0, most)


def _circles(sheet: Sheet, before: Sequence[Fact], after: Sequence[Fact]) -> Iterable[Line]:
    names = dict.fromkeys(sorted({p.circle for p in (*before, *after) if p.circle}))
    for name in names:
        was, now = (sum(one.circle == name for one in people) for people in (before, after))
        key = f"circle:{name}"
        yield Line(key, key, "between", name, was, now, *sheet.circle_size)
