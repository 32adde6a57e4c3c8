"""The seven levels of problem C, climbed best first, and their plain measure."""

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

LEVELS = ("C1", "C2", "C3", "C4", "C5", "C6", "C7")
TWELFTHS = 12
MOST_SECONDS = {"C7": 10.0}  # a help among people, not worth an evening of proof


@dataclass(slots=True)
class Goals:
    """What each level keeps low: an expression and what is lost already."""

    terms: dict[str, Terms] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


def add_goals(model: CompositionModel) -> Goals:
    """The variables and rows that count the seven levels."""
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


def _alone(model: CompositionModel, feature: str) -> tuple[Terms, int]:
    """Circles where one person only has some value of a trait; not disclosing it is none."""
    terms: dict[int, int] = {}
    values = sorted({person.value(feature) for person in model.people} - UNDISCLOSED)
    for seat in model.seats:
        for value in values:
            there = [
                model.x[p.id, seat.number]
                for p in model.people
                if p.value(feature) == value and (p.id, seat.number) in model.x
            ]
            if not there:
                continue
            present, alone = model.program.add(), model.program.add()
            terms[alone] = 1
            for index in there:
                model.program.row({index: 1, present: -1}, high=0)
            model.program.row({**dict.fromkeys(there, 1), present: -2, alone: 1}, low=0)
    return terms, 0


def _alone_of_gender(model: CompositionModel) -> tuple[Terms, int]:
    return _alone(model, "gender")


def _alone_in_theme(model: CompositionModel) -> tuple[Terms, int]:
    return _alone(model, "theme")


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
    "C2": _alone_of_gender,
    "C3": _highest_load,
    "C4": _heaviest,
    "C5": _unmixed,
    "C6": _known_lost,
    "C7": _alone_in_theme,
}


def measure(pool: Pool, circles: Iterable[Circle]) -> dict[str, int]:
    """The seven levels of any circles, counted without a solver."""
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
        "C2": sum(len(alone_in(members, "gender")) for members in inside),
        "C3": max(
            (-(-TWELFTHS * n // max(1, staff[o].capacity)) for o, n in loads.items()), default=0
        ),
        "C4": max((sum(p.points for p in members) for members in inside), default=0),
        "C5": sum(len({p.is_student for p in members}) < 2 for members in inside),  # noqa: PLR2004  (students and others)
        "C6": known - kept,
        "C7": sum(len(alone_in(members, "theme")) for members in inside),
    }


def alone_in(members: Iterable[Candidate], feature: str) -> tuple[str, ...]:
    """Values of a trait that one person only has; not disclosing it is none."""
    counted = Counter(person.value(feature) for person in members)
    return tuple(
        sorted(one for one, times in counted.items() if times == 1 and one not in UNDISCLOSED)
    )


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
    """One level to climb, or several at once; `lost` is added to the value of its terms."""

    name: str
    terms: Terms
    lost: int = 0
    parts: tuple["Step", ...] = ()
    weights: tuple[int, ...] = ()


def steps_of(goals: Goals, names: Sequence[str] = LEVELS) -> list[Step]:
    return [Step(name, goals.terms[name], goals.lost[name]) for name in names]


def at_once(model: CompositionModel, steps: Sequence[Step]) -> Step:
    """The same levels in one sum, where the least of one outweighs all that stand after it.

    Quicker only where few circles are possible at all: a wide search ends sooner level by level.
    """
    terms: dict[int, int] = {}
    weights: list[int] = []
    weight = 1
    for step in reversed(steps):
        weights.append(weight)
        for index, each in step.terms.items():
            terms[index] = terms.get(index, 0) + each * weight
        weight *= 1 + _most(model, step.terms) - _least(model, step.terms)
    return Step(steps[0].name, terms, 0, tuple(steps), tuple(reversed(weights)))


def _least(model: CompositionModel, terms: Terms) -> int:
    """What no value of the variables can go below, by their bounds alone."""
    program = model.program
    return sum(
        each * (program.lows[index] if each > 0 else program.highs[index])
        for index, each in terms.items()
    )


def _most(model: CompositionModel, terms: Terms) -> int:
    return -_least(model, {index: -each for index, each in terms.items()})


def _cannot_be_better(model: CompositionModel, step: Step, values: list[int]) -> bool:
    """Whether plain counting shows that the circles at hand are the best of this level."""
    if step.parts:
        return all(_cannot_be_better(model, part, values) for part in step.parts)
    if step.name in LEVELS:
        at_hand = measure(model.pool, model.circles(values))[step.name] - step.lost
    else:
        at_hand = _value(step.terms, values)
    return at_hand <= _least(model, step.terms)


def _value(terms: Terms, values: Sequence[int]) -> int:
    return sum(each * values[index] for index, each in terms.items())


def _results(
    step: Step, values: Sequence[int], bound: int, status: LevelStatus
) -> list[LevelResult]:
    """The level's result, or those of each of several: proven as far as the bound reaches."""
    if not step.parts:
        value = _value(step.terms, values)
        return [LevelResult(step.name, value + step.lost, bound + step.lost, status)]
    found: list[LevelResult] = []
    for part, weight in zip(step.parts, step.weights, strict=True):
        value = _value(part.terms, values)
        least = min(value, max(0, bound) // weight)
        reached: LevelStatus = "proven" if least == value else status
        found.append(LevelResult(part.name, value + part.lost, least + part.lost, reached))
        bound = bound - least * weight if least == value else 0
    return found


@dataclass(slots=True)
class Climber:
    """One program kept in the solver, with the best values so far."""

    model: CompositionModel
    session: Session
    values: list[int] = field(default_factory=list)
    results: list[LevelResult] = field(default_factory=list)
    verdict: str = "unknown"

    def reach(self, step: Step, budget: Budget, share: float, hint: dict[int, int]) -> bool:
        """Climb one step; whether there is anything to stand on."""
        if self.values and _cannot_be_better(self.model, step, self.values):
            self._settle(step)
            return True
        part = budget.part(min(share, MOST_SECONDS.get(step.name, share)))
        answer = self.session.minimise(step.terms, part, self.values or hint)
        budget.charge(part)
        if not self.results:
            self.verdict = answer.verdict
        if answer.found:
            self.values = answer.values
        if not self.values:
            return False
        status: LevelStatus = "gap" if answer.found else "time"
        bound = answer.bound if answer.found else min(0, _value(step.terms, self.values))
        status = "proven" if answer.proven else status
        self.results += _results(step, self.values, bound, status)
        self.session.add([Row(step.terms, -INFINITE, _value(step.terms, self.values))])
        return True

    def _settle(self, step: Step) -> None:
        for part in step.parts or (step,):
            least = _least(self.model, part.terms)
            self.results.append(
                LevelResult(part.name, least + part.lost, least + part.lost, "proven")
            )
            self.session.add([Row(part.terms, -INFINITE, least)])


def climb(
    model: CompositionModel,
    steps: Sequence[Step],
    budget: Budget,
    hint: dict[int, int],
    told: Progress = silent,
    *,
    near: bool = False,
) -> Ladder:
    """Level by level; each value found holds for the levels after it.

    `near`: the hint is close to what is looked for.
    """
    climber = Climber(model, Session(model.program, probing=False, relaxing=not near))
    for number, step in enumerate(steps):
        told(step.name)
        budget.progress(f"{step.name}: level {number + 1} of {len(steps)}")
        share = budget.left / (len(steps) - number) * 2
        if not climber.reach(step, budget, share, hint):
            return Ladder([], [], climber.verdict)
    return Ladder(climber.values, climber.results, climber.verdict)
