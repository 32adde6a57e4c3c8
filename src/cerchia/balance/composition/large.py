"""Above 150 people: a first solution by hours, then better and better four circles at a time.

By hours, people and staff choose a slot of their territory and each slot has some circles; then
every slot is split into its circles exactly. Nothing here says impossible: it only fails to find.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cerchia.balance.composition.levels import (
    LEVELS,
    TWELFTHS,
    add_goals,
    alone_in,
    climb,
    measure,
    steps_of,
)
from cerchia.balance.composition.model import (
    CompositionModel,
    Seat,
    build,
    circle_range,
    people_of,
    seats_for,
)
from cerchia.balance.engine import Budget, Session
from cerchia.balance.linear import Program
from cerchia.balance.records import Candidate, Circle, LevelResult, Pool, Staff, can_talk

AT_ONCE = 4
LOCAL_LEVELS = ("C1", "C2", "C4", "C5", "C6", "C7")
LOCAL_SECONDS = 3.0
SPLIT_SECONDS = 0.2
HOURS_SECONDS = 2.0
TRIES = 12
FAIR_SHARE = 0.6
PATIENCE = 60
Cell = tuple[str, str]


def solve(pool: Pool, budget: Budget) -> tuple[tuple[Circle, ...], tuple[LevelResult, ...]] | None:
    """Valid circles, improved until the budget ends; nothing if no first solution was found."""
    start = first(pool, budget)
    if start is None:
        return None
    circles = _improve(pool, start, budget)
    return _numbered(circles), _results(pool, circles)


@dataclass(slots=True)
class _Hours:
    """The program by hours: who comes at which slot, and how many circles each slot has."""

    pool: Pool
    people: tuple[Candidate, ...]
    most: Mapping[Cell, int]
    program: Program = field(default_factory=Program)
    x: dict[tuple[str, str], int] = field(default_factory=dict)
    a: dict[tuple[str, Cell], int] = field(default_factory=dict)
    n: dict[Cell, int] = field(default_factory=dict)

    def build(self) -> None:
        for cell, most in self.most.items():
            self.n[cell] = self.program.add(0, most)
        for person in self.people:
            for slot in sorted(person.slots):
                self.x[person.id, slot] = self.program.add()
        for worker in self.pool.staff:
            for cell in self.most:
                if cell[0] in worker.territories and cell[1] in worker.slots:
                    self.a[worker.id, cell] = self.program.add()
        self._everybody()
        for cell in self.most:
            self._cell(cell)
        self._staff()
        self._pairs()

    def _everybody(self) -> None:
        for person in self.people:
            own = {self.x[person.id, slot]: 1 for slot in sorted(person.slots)}
            self.program.row(own, 1, 1)

    def _cell(self, cell: Cell) -> None:
        shape, (territory, slot), n = self.pool.sheet.shape, cell, self.n[cell]
        here = [p for p in self.people if p.territory == territory and slot in p.slots]
        team = [w for w in self.pool.staff if (w.id, cell) in self.a]
        groups = (
            ({self.x[p.id, slot]: 1 for p in here}, shape.size),
            ({self.a[w.id, cell]: 1 for w in team if w.role == "operator"}, shape.operators),
            ({self.a[w.id, cell]: 1 for w in team if w.role == "mediator"}, shape.mediators),
        )
        for terms, (low, high) in groups:
            self.program.row({**terms, n: -low}, low=0)
            self.program.row({**terms, n: -high}, high=0)
        self._voices(here, team, cell)

    def _voices(self, here: Sequence[Candidate], team: Sequence[Staff], cell: Cell) -> None:
        """Whoever the same staff speak with fills at most as many circles as those staff."""
        shape = self.pool.sheet.shape
        if not shape.cover:
            return
        alike: defaultdict[tuple[str, ...], list[Candidate]] = defaultdict(list)
        for person in here:
            voices = (w.id for w in team if can_talk(w.languages, person.languages, shape.level))
            alike[tuple(voices)].append(person)
        for heard_by, people in alike.items():
            heard = {self.a[one, cell]: 1 for one in heard_by}
            everyone = {self.x[person.id, cell[1]]: -1 for person in people}
            full = dict.fromkeys(heard, shape.size[1])
            self.program.row({**full, **everyone}, low=0)
            for index in everyone:
                self.program.row({**heard, index: -1}, low=0)

    def _staff(self) -> None:
        for worker in self.pool.staff:
            mine = {index: 1 for (one, _), index in self.a.items() if one == worker.id}
            self.program.row(mine, high=worker.capacity)
            by_slot: defaultdict[str, dict[int, int]] = defaultdict(dict)
            for (one, cell), index in self.a.items():
                if one == worker.id:
                    by_slot[cell[1]][index] = 1
            for terms in by_slot.values():
                self.program.row(terms, high=1)

    def _pairs(self) -> None:
        placed = {person.id: person.territory for person in self.people}
        for rule in self.pool.of_kind("together", "apart"):
            members = [one for one in rule.members if one in placed]
            for slot in self.pool.slots:
                there = [self.x[one, slot] for one in members if (one, slot) in self.x]
                if rule.kind == "together":
                    self._same(there, is_possible=len(there) == len(members))
                elif len(there) > 1 and len({placed[one] for one in members}) == 1:
                    circles = {self.n[placed[members[0]], slot]: -1}
                    self.program.row({**dict.fromkeys(there, 1), **circles}, high=0)

    def _same(self, there: Sequence[int], *, is_possible: bool) -> None:
        for index in there:
            if not is_possible:
                self.program.row({index: 1}, 0, 0)
            elif index != there[0]:
                self.program.row({there[0]: 1, index: -1}, 0, 0)

    def second_voices(self) -> dict[int, int]:
        """Rows that count who would hear one voice only; the expression to keep low."""
        shape = self.pool.sheet.shape
        missing: dict[int, int] = {}
        for person in self.people:
            short = self.program.add(0, max(0, shape.cover_wanted))
            missing[short] = 1
            for slot in sorted(person.slots):
                heard = {
                    index: 1
                    for worker in self.pool.staff
                    if (index := self.a.get((worker.id, (person.territory, slot)))) is not None
                    and can_talk(worker.languages, person.languages, shape.level)
                }
                sits = self.x[person.id, slot]
                self.program.row({**heard, short: 1, sits: -shape.cover_wanted}, low=0)
        return missing


def first(pool: Pool, budget: Budget) -> list[Circle] | None:
    """By hours, then slot by slot; whoever is left over is placed by taking circles apart."""
    people = people_of(pool)
    most: dict[Cell, int] = {}
    for territory in sorted({person.territory for person in people}):
        count = sum(person.territory == territory for person in people)
        _, usual = circle_range(count, pool.sheet.shape.size, generous=False)
        each = max(1, -(-usual * 2 // max(1, len(pool.slots))))
        most.update({(territory, slot): each for slot in pool.slots})
    budget.progress("first solution: who comes at which hour")
    hours = _Hours(pool, people, most)
    hours.build()
    missing = hours.second_voices()
    session = Session(hours.program)
    answer = session.any(budget)
    if not answer.found:
        return None
    share = budget.part(HOURS_SECONDS)
    better = session.minimise(missing, share, answer.values)
    budget.charge(share)
    answer = better if better.found else answer
    circles, failed = _split(hours, answer.values, budget)
    for group in failed:
        budget.progress(f"first solution: {len(circles)} circles so far")
        placed = _squeeze(pool, circles, group, budget)
        if placed is None:
            return None
        circles = placed
    return circles


def _squeeze(
    pool: Pool, circles: list[Circle], group: tuple[str, ...], budget: Budget
) -> list[Circle] | None:
    """Place people whose hour could not be split, taking more and more circles apart for them."""
    chance = random.Random(len(circles))  # noqa: S311 - a reproducible search, no secret
    territory = next(p.territory for p in pool.candidates if p.id in group)
    near = [circle for circle in circles if circle.territory == territory]
    for attempt in range(TRIES):
        chosen = chance.sample(near, min(len(near), AT_ONCE - 1 + attempt // 2))
        others = [circle for circle in circles if circle not in chosen]
        inside = (*group, *(one for circle in chosen for one in circle.beneficiaries))
        placed = _place(pool, others, inside, (TWELFTHS, ()), budget)
        if placed is not None:
            return [*others, *placed]
    return None


def _split(
    hours: _Hours, values: list[int], budget: Budget
) -> tuple[list[Circle], list[tuple[str, ...]]]:
    """The circles of every hour that can be split, and the people of those that cannot."""
    circles: list[Circle] = []
    failed: list[tuple[str, ...]] = []
    for cell, n in hours.n.items():
        if not values[n]:
            continue
        inside = [
            person.id
            for person in hours.people
            if person.territory == cell[0]
            and (person.id, cell[1]) in hours.x
            and values[hours.x[person.id, cell[1]]]
        ]
        staff = [
            replace(worker, capacity=1, slots=frozenset({cell[1]}))
            for worker in hours.pool.staff
            if (worker.id, cell) in hours.a and values[hours.a[worker.id, cell]]
        ]
        part = replace(hours.pool, staff=tuple(staff), selected=tuple(inside), slots=(cell[1],))
        model = build(part, [Seat(number, cell[0]) for number in range(values[n])])
        seated = _seated(model, budget)
        if seated:
            circles.extend(model.circles(seated))
        else:
            failed.append(tuple(inside))
    return circles, failed


def _seated(model: CompositionModel, budget: Budget) -> list[int]:
    """Any circles of one hour, a little better if that is quick: they are improved later."""
    plain = Session(model.program, probing=False)
    share = budget.part(LOCAL_SECONDS)
    valid = plain.any(share)
    budget.charge(share)
    if not valid.found:
        return []
    steps = steps_of(add_goals(model), LOCAL_LEVELS[:2])
    share = budget.part(SPLIT_SECONDS)
    better = climb(model, steps, share, dict(enumerate(valid.values))).values
    budget.charge(share)
    return better or valid.values


def _improve(pool: Pool, circles: list[Circle], budget: Budget) -> list[Circle]:
    """Take four circles apart and put them together better, again and again."""
    chance = random.Random(budget.seed)  # noqa: S311 - a reproducible search, no secret
    best, idle = measure(pool, circles), 0
    while budget.left > 0 and idle < PATIENCE and any(best[name] for name in LOCAL_LEVELS):
        chosen = _neighbours(pool, circles, chance)
        levels = LOCAL_LEVELS[:2] if best["C1"] and idle < PATIENCE // 2 else LOCAL_LEVELS
        again = _recompose(pool, circles, chosen, (best["C3"], levels), budget)
        if again is None:
            idle += 1
            continue
        others = [circle for n, circle in enumerate(circles) if n not in chosen]
        candidate = [*others, *again]
        value = measure(pool, candidate)
        is_better = _key(value, pool, candidate) < _key(best, pool, circles)
        idle = 0 if is_better else idle + 1
        if _key(value, pool, candidate) <= _key(best, pool, circles):
            circles, best = candidate, value
            told = ", ".join(f"{name} {best[name]}" for name in LEVELS)
            budget.progress(f"better circles: {told}")
    return circles


def _key(value: Mapping[str, int], pool: Pool, circles: Iterable[Circle]) -> tuple[int, ...]:
    """Levels in order; among equals, weights that are more even."""
    points = {person.id: person.points for person in people_of(pool)}
    spread = sum(sum(points[one] for one in circle.beneficiaries) ** 2 for circle in circles)
    return (*(value[name] for name in LEVELS), spread)


def _neighbours(pool: Pool, circles: Sequence[Circle], chance: random.Random) -> set[int]:
    """Four circles of one territory, a troubled one among them more often than not."""
    people = {person.id: person for person in pool.candidates}
    weights = []
    for circle in circles:
        alone = measure(replace(pool, selected=circle.beneficiaries), [circle])
        weights.append(1 + 20 * alone["C1"] + 10 * alone["C2"] + alone["C4"] // 20 + alone["C6"])
    first = chance.choices(range(len(circles)), weights)[0]
    near = [
        n
        for n, circle in enumerate(circles)
        if circle.territory == circles[first].territory and n != first
    ]
    chance.shuffle(near)
    if chance.random() < FAIR_SHARE:
        heard = {code for one in circles[first].beneficiaries for code in people[one].languages}
        near.sort(key=lambda n: -_common(pool, circles[n], heard))
    return {first, *near[: AT_ONCE - 1]}


def _common(pool: Pool, circle: Circle, heard: set[str]) -> int:
    staff = {worker.id: worker for worker in pool.staff}
    spoken = {code for one in circle.mediators for code in staff[one].languages}
    return len((spoken & heard) - {"it", "en"})


def _recompose(
    pool: Pool,
    circles: Sequence[Circle],
    chosen: set[int],
    limits: tuple[int, Sequence[str]],
    budget: Budget,
) -> tuple[Circle, ...] | None:
    """The best circles for the people of the chosen ones."""
    others = [circle for n, circle in enumerate(circles) if n not in chosen]
    inside = tuple(one for n in sorted(chosen) for one in circles[n].beneficiaries)
    return _place(pool, others, inside, limits, budget)


def _place(
    pool: Pool,
    others: Iterable[Circle],
    inside: tuple[str, ...],
    limits: tuple[int, Sequence[str]],
    budget: Budget,
) -> tuple[Circle, ...] | None:
    """Circles for some people of one territory, with the staff that the others leave free.

    `limits` are the highest load allowed, in twelfths, and the levels to climb.
    """
    load, levels = limits
    busy: defaultdict[str, set[str]] = defaultdict(set)
    for circle in others:
        for one in (*circle.operators, *circle.mediators):
            busy[one].add(circle.slot)
    staff = [
        replace(
            worker,
            slots=worker.slots - busy[worker.id],
            capacity=max(0, _allowed(worker, load) - len(busy[worker.id])),
        )
        for worker in pool.staff
    ]
    useful = tuple(worker for worker in staff if worker.capacity and worker.slots)
    part = replace(pool, staff=useful, selected=tuple(sorted(inside)))
    model = build(part, seats_for(people_of(part), pool.sheet.shape.size, generous=False))
    share = budget.part(LOCAL_SECONDS)
    if levels:
        values = climb(model, steps_of(add_goals(model), levels), share, {}).values
    else:
        values = Session(model.program, probing=False).any(share).values
    budget.charge(share)
    return model.circles(values) if values else None


def _allowed(worker: Staff, load: int) -> int:
    """How many circles a worker may have without a higher load than the highest now."""
    if worker.role != "operator":
        return worker.capacity
    return min(worker.capacity, max(1, load * worker.capacity // TWELFTHS))


def _numbered(circles: Iterable[Circle]) -> tuple[Circle, ...]:
    ordered = sorted(circles, key=lambda each: (each.territory, each.slot, each.beneficiaries))
    return tuple(replace(circle, id=f"g{n:03d}") for n, circle in enumerate(ordered))


def _results(pool: Pool, circles: Sequence[Circle]) -> tuple[LevelResult, ...]:
    """Each level with a bound that counting gives."""
    bounds = dict.fromkeys(LEVELS, 0)
    people = people_of(pool)
    counted = Counter(person.territory for person in people)
    for territory, count in counted.items():
        _, most = circle_range(count, pool.sheet.shape.size, generous=True)
        points = sum(p.points for p in people if p.territory == territory)
        bounds["C4"] = max(bounds["C4"], -(-points // most))
        bounds["C7"] += len(alone_in((p for p in people if p.territory == territory), "theme"))
    return tuple(
        LevelResult(name, value, bounds[name], "proven" if value == bounds[name] else "gap")
        for name, value in measure(pool, circles).items()
    )
