"""The four levels, best first: each level's value becomes a rule for the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cerchia.balance.engine import Answer, Budget, Progress, Session, silent
from cerchia.balance.linear import INFINITE, Row, Terms
from cerchia.balance.records import LevelResult
from cerchia.balance.relaxation import EPSILON, Relaxation
from cerchia.balance.selection.model import BETTER_HIGH, SelectionModel


@dataclass(slots=True)
class Ladder:
    """What climbing the levels gave. `values` is empty where nothing was found."""

    values: list[int]
    results: list[LevelResult]
    verdict: str

    @property
    def best(self) -> dict[str, int]:
        return {result.name: result.value for result in self.results}

    @property
    def proven(self) -> bool:
        return all(result.status == "proven" for result in self.results)


def climb(
    model: SelectionModel,
    budget: Budget,
    *,
    extra: Sequence[Row] = (),
    hint: list[int] | None = None,
    goals: Mapping[str, Terms] | None = None,
    told: Progress = silent,
) -> Ladder:
    """Solve level by level, in the order of the goals; a solution is the next level's hint."""
    session = Session(model.program.extended(extra))
    values, results, verdict = list(hint or []), list[LevelResult](), "unknown"
    found: list[int] = []
    wanted = model.goals if goals is None else goals
    for name, goal in wanted.items():
        told(name)
        budget.progress(f"{name}: level {len(results) + 1} of {len(wanted)}")
        answer = ask(session, name, goal, budget, values or None)
        if not results:
            verdict = answer.verdict
        if not answer.found and not found:
            return Ladder([], [], verdict)
        found = answer.values if answer.found else found
        values = found
        results.append(result_of(name, goal, answer, found))
        session.add([held(name, goal, results[-1].value)])
    return Ladder(found, results, verdict)


def ask(session: Session, name: str, goal: Terms, budget: Budget, hint: list[int] | None) -> Answer:
    """The best value of a level; a level without any term is worth nothing, proven."""
    if name in BETTER_HIGH:
        return session.maximise(goal, budget, hint)
    return session.minimise(goal, budget, hint)


def result_of(name: str, goal: Terms, answer: Answer, values: list[int]) -> LevelResult:
    """A level's result; without an answer in time, the value of the solution at hand."""
    value = sum(each * values[index] for index, each in goal.items())
    if answer.proven:
        return LevelResult(name, value, value, "proven")
    if answer.found:
        return LevelResult(name, value, answer.bound, "gap")
    return LevelResult(name, value, _furthest(name, value), "time")


def _furthest(name: str, value: int) -> int:
    return INFINITE if name in BETTER_HIGH else min(0, value)


def held(name: str, goal: Terms, value: int) -> Row:
    """The row that keeps a level at least as good as this value."""
    if name in BETTER_HIGH:
        return Row(goal, value, INFINITE)
    return Row(goal, -INFINITE, value)


def binding_rules(model: SelectionModel, results: Sequence[LevelResult]) -> dict[str, str]:
    """For each level the rule that stops it going further, by the prices of the relaxation."""
    found: dict[str, str] = {}
    relaxed = Relaxation.of(model.program)
    for result in results:
        goal = model.goals[result.name]
        sign = 1 if result.name in BETTER_HIGH else -1
        answer = relaxed.maximise({index: sign * each for index, each in goal.items()})
        if answer is None:
            return found
        priced = [
            (abs(price), row.rule)
            for price, row in zip(answer.prices, model.program.rows, strict=False)
            if row.rule and abs(price) > EPSILON
        ]
        if priced:
            found[result.name] = max(priced, key=lambda each: (each[0], each[1]))[1]
        relaxed.add(held(result.name, goal, result.value))
    return found
