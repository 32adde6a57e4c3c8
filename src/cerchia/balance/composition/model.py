"""Problem C as rows, form A: generic circles that choose their slot.

Where a person is placed is background; every other row carries the rule that it speaks for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from cerchia.balance.errors import SchemaError
from cerchia.balance.linear import Program, Terms
from cerchia.balance.records import Candidate, Circle, Pool, Rule, Staff, can_talk

SIZE, OPERATORS, MEDIATORS = "circle.size", "circle.operators", "circle.mediators"
COVER = "circle.language_cover"
STAFF_SLOTS, ONE_PLACE, CAPACITY = "staff.slots", "staff.one_place", "staff.capacity"
GENERAL = (SIZE, OPERATORS, MEDIATORS, COVER, STAFF_SLOTS, ONE_PLACE, CAPACITY)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Seat:
    """A circle to be filled: its number, its territory, its id where an earlier one is kept."""

    number: int
    territory: str
    id: str = ""


@dataclass(slots=True)
class CompositionModel:
    """The variables of form A, found by person and circle."""

    pool: Pool
    people: tuple[Candidate, ...]
    seats: list[Seat]
    active: frozenset[str] | None
    program: Program = field(default_factory=Program)
    x: dict[Key, int] = field(default_factory=dict)
    v: dict[Key, int] = field(default_factory=dict)
    u: list[int] = field(default_factory=list)
    t: dict[tuple[int, str], int] = field(default_factory=dict)
    r: dict[tuple[str, int, str], int] = field(default_factory=dict)

    @property
    def is_ordered(self) -> bool:
        """Whether circles are interchangeable, so that the open ones may come first."""
        return not any(seat.id for seat in self.seats)

    def has(self, rule: str) -> bool:
        """Whether a rule is in force in this model."""
        return self.active is None or rule in self.active

    def at(self, territory: str) -> list[Seat]:
        return [seat for seat in self.seats if seat.territory == territory]

    def staff_at(self, territory: str) -> list[Staff]:
        return [worker for worker in self.pool.staff if territory in worker.territories]

    def links(self, person: Candidate, number: int) -> Terms:
        """The staff of a circle who speak with a person."""
        level = self.pool.sheet.shape.level
        return {
            self.v[worker.id, number]: 1
            for worker in self.staff_at(self.seats[number].territory)
            if can_talk(worker.languages, person.languages, level)
        }

    def circles(self, values: list[int]) -> tuple[Circle, ...]:
        """The circles of a solution, numbered as they stand unless they keep an earlier id."""
        found: list[Circle] = []
        taken = {seat.id for seat in self.seats if seat.id and values[self.u[seat.number]]}
        numbers = (f"g{n:03d}" for n in range(10**6) if f"g{n:03d}" not in taken)
        for seat in self.seats:
            if not values[self.u[seat.number]]:
                continue
            n = seat.number
            slot = next(w for w in self.pool.slots if values[self.t[n, w]])
            staff = [s for s in self.staff_at(seat.territory) if values[self.v[s.id, n]]]
            inside = [
                person.id
                for person in self.people
                if (person.id, n) in self.x and values[self.x[person.id, n]]
            ]
            found.append(
                Circle(
                    id=seat.id or next(numbers),
                    territory=seat.territory,
                    slot=slot,
                    beneficiaries=tuple(inside),
                    operators=tuple(s.id for s in staff if s.role == "operator"),
                    mediators=tuple(s.id for s in staff if s.role == "mediator"),
                )
            )
        return tuple(found)


def people_of(pool: Pool) -> tuple[Candidate, ...]:
    """The people to compose circles for."""
    if pool.selected is None:
        raise SchemaError("selected_for_circles: a composition needs the people to place.")
    wanted = set(pool.selected)
    return tuple(person for person in pool.candidates if person.id in wanted)


def slot_rule(person: str) -> str:
    return f"slots:{person}"


def person_rules(pool: Pool) -> tuple[Rule, ...]:
    """The rules about named people that problem C obeys."""
    placed = {*(person.id for person in people_of(pool)), *(worker.id for worker in pool.staff)}
    pairs = (
        rule
        for rule in pool.of_kind("apart", "together")
        if sum(member in placed for member in rule.members) > 1
    )
    locks = (rule for rule in pool.of_kind("lock_in", "lock_out") if rule.is_placed)
    return (*pairs, *locks)


def seats_for(people: Iterable[Candidate], size: tuple[int, int], *, generous: bool) -> list[Seat]:
    """How many circles each territory may have; `generous` is every number that sizes allow."""
    counted: defaultdict[str, int] = defaultdict(int)
    for person in people:
        counted[person.territory] += 1
    seats: list[Seat] = []
    for territory, count in sorted(counted.items()):
        _, most = circle_range(count, size, generous=generous)
        start = len(seats)
        seats.extend(Seat(start + n, territory) for n in range(most))
    return seats


def circle_range(count: int, size: tuple[int, int], *, generous: bool) -> tuple[int, int]:
    """The fewest and the most circles for so many people; at least one of each."""
    low, high = size
    least = max(1, -(-count // max(1, high)))
    ceiling = max(1, count // max(1, low))
    if generous:
        return least, max(least, ceiling)
    usual = max(least, round(count * 2 / (low + high)) + 1)
    return least, max(1, min(usual, ceiling))


def build(
    pool: Pool,
    seats: list[Seat],
    *,
    active: frozenset[str] | None = None,
    people: tuple[Candidate, ...] | None = None,
    elastic: bool = False,
) -> CompositionModel:
    """The hard rows of all rules or of some; `elastic` writes staff hours as rows that may give."""
    model = CompositionModel(pool, people_of(pool) if people is None else people, seats, active)
    _variables(model)
    _placement(model)
    _slots(model)
    _order(model)
    _shape(model)
    _cover(model)
    _staff(model, elastic=elastic)
    for rule in person_rules(pool):
        if model.has(rule.id):
            _person_rule(model, rule)
    return model


def _variables(model: CompositionModel) -> None:
    program = model.program
    for seat in model.seats:
        model.u.append(program.add())
        for slot in model.pool.slots:
            model.t[seat.number, slot] = program.add()
    for person in model.people:
        for seat in model.at(person.territory):
            model.x[person.id, seat.number] = program.add()
    for seat in model.seats:
        for worker in model.staff_at(seat.territory):
            model.v[worker.id, seat.number] = program.add()


def _placement(model: CompositionModel) -> None:
    for person in model.people:
        seats = model.at(person.territory)
        model.program.row({model.x[person.id, s.number]: 1 for s in seats}, 1, 1)
        for seat in seats:
            model.program.row(
                {model.x[person.id, seat.number]: 1, model.u[seat.number]: -1}, high=0
            )


def _order(model: CompositionModel) -> None:
    if model.is_ordered:
        for seat, following in pairwise(model.seats):
            if seat.territory == following.territory:
                model.program.row({model.u[seat.number]: 1, model.u[following.number]: -1}, low=0)


def _slots(model: CompositionModel) -> None:
    for seat in model.seats:
        choice = {model.t[seat.number, slot]: 1 for slot in model.pool.slots}
        model.program.row({**choice, model.u[seat.number]: -1}, 0, 0)
    for person in model.people:
        rule = slot_rule(person.id)
        if not model.has(rule):
            continue
        for seat in model.at(person.territory):
            own = {model.t[seat.number, w]: -1 for w in model.pool.slots if w in person.slots}
            model.program.row({**own, model.x[person.id, seat.number]: 1}, high=0, rule=rule)


def _shape(model: CompositionModel) -> None:
    shape = model.pool.sheet.shape
    for seat in model.seats:
        n = seat.number
        inside = {model.x[p.id, n]: 1 for p in model.people if (p.id, n) in model.x}
        _between(model, SIZE, inside, n, shape.size)
        for role, rule, span in (
            ("operator", OPERATORS, shape.operators),
            ("mediator", MEDIATORS, shape.mediators),
        ):
            staff = model.staff_at(seat.territory)
            there = {model.v[s.id, n]: 1 for s in staff if s.role == role}
            _between(model, rule, there, n, span)


def _between(
    model: CompositionModel, rule: str, terms: Terms, number: int, span: tuple[int, int]
) -> None:
    if model.has(rule):
        model.program.row({**terms, model.u[number]: -span[0]}, low=0, rule=rule)
        model.program.row({**terms, model.u[number]: -span[1]}, high=0, rule=rule)


def _cover(model: CompositionModel) -> None:
    wanted = model.pool.sheet.shape.cover
    if not model.has(COVER) or not wanted:
        return
    for person in model.people:
        for seat in model.at(person.territory):
            sits = model.x[person.id, seat.number]
            model.program.row({**model.links(person, seat.number), sits: -wanted}, 0, rule=COVER)


def _staff(model: CompositionModel, *, elastic: bool) -> None:
    hours, one_place = model.has(STAFF_SLOTS), model.has(ONE_PLACE)
    for worker in model.pool.staff:
        mine = [seat for seat in model.seats if seat.territory in worker.territories]
        if not mine:
            continue
        if hours or one_place:
            own = sorted(worker.slots) if hours and not elastic else model.pool.slots
            _presence(model, worker, mine, own)
        if hours and elastic:
            away = {
                index: 1
                for (one, _, slot), index in model.r.items()
                if one == worker.id and slot not in worker.slots
            }
            model.program.row(away, high=0, rule=STAFF_SLOTS)
        if model.has(CAPACITY):
            load = {model.v[worker.id, seat.number]: 1 for seat in mine}
            model.program.row(load, high=worker.capacity, rule=CAPACITY)


def _presence(
    model: CompositionModel, worker: Staff, seats: list[Seat], slots: Iterable[str]
) -> None:
    """Who is where at which hour; a worker is in a circle only at the circle's own slot."""
    at: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for seat in seats:
        there: dict[int, int] = {}
        for slot in slots:
            index = model.r[worker.id, seat.number, slot] = model.program.add()
            model.program.row({index: 1, model.t[seat.number, slot]: -1}, high=0)
            there[index] = 1
            at[slot][index] = 1
        model.program.row({**there, model.v[worker.id, seat.number]: -1}, 0, 0)
    if model.has(ONE_PLACE):
        for terms in at.values():
            model.program.row(terms, high=1, rule=ONE_PLACE)


def _person_rule(model: CompositionModel, rule: Rule) -> None:
    if rule.kind == "apart":
        for seat in model.seats:
            there = _there(model, rule.members, seat.number)
            if len(there) > 1:
                model.program.row(dict.fromkeys(there, 1), high=1, rule=rule.id)
    elif rule.kind == "together":
        _together(model, rule)
    else:
        _place_lock(model, rule)


def _there(model: CompositionModel, members: Iterable[str], number: int) -> list[int]:
    found = (model.x.get((one, number), model.v.get((one, number))) for one in members)
    return [index for index in found if index is not None]


def _together(model: CompositionModel, rule: Rule) -> None:
    placed = {person.id for person in model.people} | {worker.id for worker in model.pool.staff}
    members = [member for member in rule.members if member in placed]
    for one, other in pairwise(members):
        for seat in model.seats:
            here = _there(model, [one], seat.number), _there(model, [other], seat.number)
            terms = {**dict.fromkeys(here[0], 1), **dict.fromkeys(here[1], -1)}
            if terms:
                model.program.row(terms, 0, 0, rule.id)


def _place_lock(model: CompositionModel, rule: Rule) -> None:
    """Locks about a circle need the id of an earlier proposal; others hold in any circle."""
    wanted = int(rule.kind == "lock_in")
    for seat in model.seats:
        there = _there(model, rule.members, seat.number)
        if rule.circle is not None and rule.circle == seat.id:
            fixed = there if rule.members else [model.t[seat.number, rule.slot or ""]]
            model.program.row(dict.fromkeys(fixed, 1), wanted, wanted, rule.id)
        if rule.staff is not None and there:
            other = _there(model, [rule.staff], seat.number)
            if wanted:
                model.program.row({there[0]: 1, **dict.fromkeys(other, -1)}, high=0, rule=rule.id)
            elif other:
                model.program.row({there[0]: 1, other[0]: 1}, high=1, rule=rule.id)


def ids_of(circles: Iterable[Circle]) -> Mapping[str, Circle]:
    """The circle of each beneficiary."""
    return {one: circle for circle in circles for one in circle.beneficiaries}
