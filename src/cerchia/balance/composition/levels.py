"""The six levels of problem C, climbed best first, and their plain measure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cerchia.balance.composition.model import CompositionModel, Seat, people_of
from cerchia.balance.engine import Budget, Progress, Session, silent
from cerchia.balance.linear import INFINITE, Row, Terms
from cerchia.balance.records import (
    UNDISCLOSED,
    Candidate,
    Circle,
    LevelResult,
    LevelStatus,
    Pool,
    can_talk,
)

LEVELS = ("C1", "C2", "C3", "C4", "C5", "C6")
TWELFTHS = 12


@dataclass(slots=True)
class Goals:
    """What each level keeps low: an expression and what is lost already."""

    terms: dict[str, Terms] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


def add_goals(model: CompositionModel) -> Goals:
    """The variables and rows that count the six levels."""
    goals = Goals()
    for name, add in ADDERS.items():
        goals.terms[name], goals.lost[name] = add(model)
    return goals


def _single_links(model: CompositionModel) -> tuple[Terms, int]:
    wanted = model.pool.sheet.shape.cover_wanted
    terms: dict[int, int] = {}
    for person in model.people:
        missing = model.program.add(0, max(0, wanted))
        terms[missing] = 1
        for seat in model.at(person.territory):
            links = model.links(person, seat.number)
            sits = model.x[person.id, seat.number]
            model.program.row({**links, sits: -wanted, missing: 1}, low=0)
    return terms, 0


def _alone(model: CompositionModel) -> tuple[Terms, int]:
    terms: dict[int, int] = {}
    genders = sorted({person.gender for person in model.people} - UNDISCLOSED)
    for seat in model.seats:
        for gender in genders:
            there = [
                model.x[p.id, seat.number]
                for p in model.people
                if p.gender == gender and (p.id, seat.number) in model.x
            ]
            if not there:
                continue
            present, alone = model.program.add(), model.program.add()
            terms[alone] = 1
            for index in there:
                model.program.row({index: 1, present: -1}, high=0)
            model.program.row({**dict.fromkeys(there, 1), present: -2, alone: 1}, low=0)
    return terms, 0


def _highest_load(model: CompositionModel) -> tuple[Terms, int]:
    most = model.program.add(0, TWELFTHS * max(1, len(model.seats)))
    for worker in model.pool.staff:
        if worker.role == "operator" and worker.capacity:
            load = {
                model.v[worker.id, seat.number]: -TWELFTHS
                for seat in model.seats
                if seat.territory in worker.territories
            }
            model.program.row({**load, most: worker.capacity}, low=0)
    return {most: 1}, 0


def _heaviest(model: CompositionModel) -> tuple[Terms, int]:
    total = sum(person.points for person in model.people)
    heaviest = model.program.add(0, total)
    for territory in sorted({seat.territory for seat in model.seats}):
        points = sum(person.points for person in model.people if person.territory == territory)
        _share_bound(model, heaviest, model.at(territory), points)
    for seat in model.seats:
        load = {
            model.x[p.id, seat.number]: -p.points
            for p in model.people
            if (p.id, seat.number) in model.x
        }
        model.program.row({**load, heaviest: 1}, low=0)
    return {heaviest: 1}, 0


def _share_bound(model: CompositionModel, heaviest: int, seats: list[Seat], points: int) -> None:
    """The heaviest circle holds at least an even share, the more so the fewer circles open."""
    if not seats:
        return
    least = -(-points // len(seats))
    model.program.row({heaviest: 1}, low=least)
    if model.is_ordered:
        for closed, seat in enumerate(seats[1:], 1):
            share = -(-points // closed)
            model.program.row({heaviest: 1, model.u[seat.number]: share - least}, low=share)


def _unmixed(model: CompositionModel) -> tuple[Terms, int]:
    terms: dict[int, int] = {}
    for seat in model.seats:
        unmixed = model.program.add()
        terms[unmixed] = 1
        for is_student in (True, False):
            there = {
                model.x[p.id, seat.number]: 1
                for p in model.people
                if p.is_student is is_student and (p.id, seat.number) in model.x
            }
            model.program.row({**there, unmixed: 1, model.u[seat.number]: -1}, low=0)
    return terms, 0


def _known_lost(model: CompositionModel) -> tuple[Terms, int]:
    """Whoever knows an operator either sits with them or counts as one lost."""
    terms: dict[int, int] = {}
    gone = 0
    for person in model.people:
        if person.known_operator is None:
            continue
        lost = model.program.add()
        terms[lost] = 1
        for seat in model.at(person.territory):
            sits = model.x[person.id, seat.number]
            operator = model.v.get((person.known_operator, seat.number))
            there = {} if operator is None else {operator: 1}
            model.program.row({**there, lost: 1, sits: -1}, low=0)
    return terms, gone


ADDERS: Mapping[str, Callable[[CompositionModel], tuple[Terms, int]]] = {
    "C1": _single_links,
    "C2": _alone,
    "C3": _highest_load,
    "C4": _heaviest,
    "C5": _unmixed,
    "C6": _known_lost,
}


def measure(pool: Pool, circles: Iterable[Circle]) -> dict[str, int]:
    """The six levels of any circles, counted without a solver."""
    people = {person.id: person for person in people_of(pool)}
    staff = {worker.id: worker for worker in pool.staff}
    circles = list(circles)
    inside = [[people[one] for one in c.beneficiaries if one in people] for c in circles]
    loads = Counter(one for circle in circles for one in circle.operators)
    shape = pool.sheet.shape
    short = 0
    for circle, members in zip(circles, inside, strict=True):
        team = [staff[one] for one in (*circle.operators, *circle.mediators) if one in staff]
        for person in members:
            links = sum(can_talk(w.languages, person.languages, shape.level) for w in team)
            short += max(0, shape.cover_wanted - links)
    kept = sum(
        person.known_operator in circle.operators
        for circle, members in zip(circles, inside, strict=True)
        for person in members
        if person.known_operator is not None
    )
    known = sum(person.known_operator is not None for person in people.values())
    return {
        "C1": short,
        "C2": sum(_alone_in(members) for members in inside),
        "C3": max(
            (-(-TWELFTHS * n // max(1, staff[o].capacity)) for o, n in loads.items()), default=0
        ),
        "C4": max((sum(p.points for p in members) for members in inside), default=0),
        "C5": sum(len({p.is_student for p in members}) < 2 for members in inside),  # noqa: PLR2004  (students and others)
        "C6": known - kept,
    }


def _alone_in(members: Iterable[Candidate]) -> int:
    counted = Counter(p.gender for p in members if p.gender not in UNDISCLOSED)
    return sum(count == 1 for count in counted.values())


@dataclass(slots=True)
class Ladder:
    """What climbing gave: the best values and each level's result."""

    values: list[int]
    results: list[LevelResult]
    verdict: str

    @property
    def proven(self) -> bool:
        return all(result.status == "proven" for result in self.results)


@dataclass(frozen=True, slots=True)
class Step:
    """One level to climb; `lost` is added to the value of its terms."""

    name: str
    terms: Terms
    lost: int = 0


def steps_of(goals: Goals, names: Sequence[str] = LEVELS) -> list[Step]:
    return [Step(name, goals.terms[name], goals.lost[name]) for name in names]


def _least(model: CompositionModel, terms: Terms) -> int:
    """What no value of the variables can go below, by their bounds alone."""
    program = model.program
    return sum(
        each * (program.lows[index] if each > 0 else program.highs[index])
        for index, each in terms.items()
    )


def _cannot_be_better(model: CompositionModel, step: Step, values: list[int]) -> bool:
    """Whether plain counting shows that the circles at hand are the best of this level."""
    if step.name in LEVELS:
        at_hand = measure(model.pool, model.circles(values))[step.name] - step.lost
    else:
        at_hand = sum(each * values[index] for index, each in step.terms.items())
    return at_hand <= _least(model, step.terms)


def _proven(step: Step, value: int) -> LevelResult:
    return LevelResult(step.name, value + step.lost, value + step.lost, "proven")


def climb(
    model: CompositionModel,
    steps: Sequence[Step],
    budget: Budget,
    hint: dict[int, int],
    told: Progress = silent,
) -> Ladder:
    """Level by level; each value found holds for the levels after it."""
    session = Session(model.program, probing=False)
    results: list[LevelResult] = []
    values: list[int] = []
    verdict = "unknown"
    for step in steps:
        told(step.name)
        budget.progress(f"{step.name}: level {len(results) + 1} of {len(steps)}")
        if values and _cannot_be_better(model, step, values):
            least = _least(model, step.terms)
            results.append(_proven(step, least))
            session.add([Row(step.terms, -INFINITE, least)])
            continue
        part = budget.part(budget.left / (len(steps) - len(results)) * 2)
        answer = session.minimise(step.terms, part, values or hint)
        budget.charge(part)
        if not results:
            verdict = answer.verdict
        if not answer.found and not values:
            return Ladder([], [], verdict)
        values = answer.values if answer.found else values
        value = sum(each * values[index] for index, each in step.terms.items())
        status: LevelStatus = "gap" if answer.found else "time"
        status = "proven" if answer.proven else status
        bound = answer.bound if answer.found else min(0, value)
        results.append(LevelResult(step.name, value + step.lost, bound + step.lost, status))
        session.add([Row(step.terms, -INFINITE, value)])
    return Ladder(values, results, verdict)
