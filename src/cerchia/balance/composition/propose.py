"""The whole answer to problem C: circles with reasons, or why there are none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cerchia.balance.composition import explain, large
from cerchia.balance.composition.again import changes, hint_of, moved, renamed, seats_after
from cerchia.balance.composition.impossible import CompositionCase
from cerchia.balance.composition.levels import (
    LEVELS,
    Goals,
    Ladder,
    Step,
    add_goals,
    at_once,
    climb,
    measure,
    steps_of,
)
from cerchia.balance.composition.model import (
    CompositionModel,
    build,
    people_of,
    seats_for,
)
from cerchia.balance.conflict.investigate import find_conflicts
from cerchia.balance.engine import Session
from cerchia.balance.errors import UndecidedError
from cerchia.balance.linear import INFINITE, Row
from cerchia.balance.records import Alternative, Circle, Pool, Proposal, Status, as_counted
from cerchia.balance.requests import Request, Stages, record

CHECK_SECONDS = 120.0
CLOSER_SECONDS = 10.0
LARGE = 150
KEPT_LESS = 2
FIRST = 2  # the levels that count more than how little changes
TOLERANCES = {"C1": 0, "C2": 1, "C3": 2, "C4": 5, "C5": 1, "C6": 3, "C7": 3}


__all__ = ["changes", "hint_of", "moved", "propose", "seats_after"]


def propose(pool: Pool, request: Request = Request()) -> Proposal:  # noqa: B008  (frozen, hence shared safely)
    """Circles for the people selected, or the rules that stand against each other."""
    return _Run(pool, request).answer()


class _Run:
    """One run: what was asked, what was found, and the parts of the answer."""

    def __init__(self, pool: Pool, request: Request) -> None:
        self.pool, self.request = pool, request
        self.people = people_of(pool)
        self.budget = request.budget()
        self.case = CompositionCase(pool, request.side_budget(CHECK_SECONDS))
        self.stages = Stages(request, list(_stages(request)))
        self.generous = False

    def answer(self) -> Proposal:
        if not self.people:
            return self._bare("proven")
        if any(self.case.suspects()):
            return self._impossible()
        if len(self.people) > LARGE and self.request.previous_circles is None:
            return self._large()
        ladder, model = self._climb(generous=False)
        self.generous = ladder.verdict == "infeasible"
        if self.generous:
            ladder, model = self._climb(generous=True)
        if ladder.verdict == "infeasible":
            return self._impossible()
        if not ladder.values:
            return self._bare("undecided", "Nothing was found or proven within the time given.")
        return self._proposal(model, ladder)

    def _climb(self, *, generous: bool) -> tuple[Ladder, CompositionModel]:
        previous = self.request.previous_circles
        size = self.pool.sheet.shape.size
        seats = seats_for(self.people, size, generous=generous)
        if previous is not None:
            seats = seats_after(previous, seats)
        model = build(self.pool, seats)
        steps = steps_of(add_goals(model))
        hint: dict[int, int] = {}
        if previous is not None:
            terms, constant = changes(model, previous)
            rest = at_once(model, steps[FIRST:])
            steps = [*steps[:FIRST], Step("changes", terms, constant), rest]
            hint = hint_of(model, previous)
        near = previous is not None
        return climb(model, steps, self.budget, hint, self.stages.reach, near=near), model

    def _proposal(self, model: CompositionModel, ladder: Ladder) -> Proposal:
        circles = model.circles(ladder.values)
        alternatives: tuple[Alternative, ...] = ()
        if self.request.previous_circles is None and not self.budget.stopped:
            alternatives = self._alternatives(circles, measure(self.pool, circles))
        return Proposal(
            status="proven" if ladder.proven else "best_so_far",
            run=record(self.pool, self.request, self.budget),
            circles=circles,
            levels=tuple(as_counted(ladder.results, measure(self.pool, circles))),
            why=explain.reasons(self.pool, circles) if self.request.explain else {},
            alternatives=alternatives,
            best_again=self._best_again(circles),
            changes=self._changed(circles),
            warnings=self._warnings(),
        )

    def _best_again(self, circles: tuple[Circle, ...]) -> Alternative | None:
        """The best levels whatever moves, then as few changes as these allow; with the price."""
        previous = self.request.previous_circles
        if previous is None or not self.request.best_again or self.budget.left <= 0:
            return None
        self.stages.reach("best_again")
        best = self._best_levels(previous)
        if best is None:
            return None
        levels, fewest = measure(self.pool, best), measure(self.pool, circles)
        return Alternative(
            circles=best,
            levels=levels,
            differences={name: levels[name] - fewest[name] for name in LEVELS},
            changes=moved(previous, best),
        )

    def _best_levels(self, previous: Sequence[Circle]) -> tuple[Circle, ...] | None:
        """Climb without the earlier ids, which is quicker, unless a lock speaks of one of them."""
        seats = seats_for(self.people, self.pool.sheet.shape.size, generous=self.generous)
        bound = any(rule.circle for rule in self.pool.of_kind("lock_in", "lock_out"))
        model = build(self.pool, seats_after(previous, seats) if bound else seats)
        goals = add_goals(model)
        ladder = climb(model, steps_of(goals), self.budget, {})
        if not ladder.values:
            return None
        found = model.circles(ladder.values)
        found = found if bound else renamed(found, previous)
        return self._closer(found, previous) or found

    def _closer(
        self, found: tuple[Circle, ...], previous: Sequence[Circle]
    ) -> tuple[Circle, ...] | None:
        """As good on every level, and closer to what was; only where the time allows it."""
        seats = seats_for(self.people, self.pool.sheet.shape.size, generous=self.generous)
        ids = {circle.id for circle in previous}
        new = [circle for circle in found if circle.id not in ids]
        model = build(self.pool, seats_after((*previous, *new), seats))
        goals = add_goals(model)
        levels = measure(self.pool, found)
        kept = [
            Row(goals.terms[name], -INFINITE, levels[name] - goals.lost[name]) for name in LEVELS
        ]
        terms, _ = changes(model, previous)
        part = self.budget.part(min(CLOSER_SECONDS, self.budget.left))
        session = Session(model.program.extended(kept), probing=False)
        answer = session.minimise(terms, part, hint_of(model, found))
        self.budget.charge(part)
        return model.circles(answer.values) if answer.found else None

    def _large(self) -> Proposal:
        self.stages.reach("first")
        found = large.solve(self.pool, self.budget)
        if found is None:
            return self._bare("undecided", "Nothing was found or proven within the time given.")
        circles, results = found
        return Proposal(
            status="proven" if all(each.status == "proven" for each in results) else "best_so_far",
            run=record(self.pool, self.request, self.budget),
            circles=circles,
            levels=results,
            why=explain.reasons(self.pool, circles) if self.request.explain else {},
            warnings=self._warnings(),
        )

    def _bare(self, status: Status, *warnings: str) -> Proposal:
        run = record(self.pool, self.request, self.budget)
        return Proposal(status=status, run=run, warnings=(*warnings, *self._warnings()))

    def _impossible(self) -> Proposal:
        self.stages.reach("conflict")
        try:
            conflicts = find_conflicts(self.case)
        except UndecidedError as error:
            suspects = ", ".join(error.suspects)
            return self._bare(
                "undecided", f"Not proven impossible; smallest suspect set so far: {suspects}."
            )
        if not conflicts:
            return self._bare("undecided", "Nothing was found or proven within the time given.")
        bare = self._bare("impossible")
        return replace(bare, conflict=conflicts[0], more_conflicts=conflicts[1:])

    def _alternatives(
        self, circles: tuple[Circle, ...], best: dict[str, int]
    ) -> tuple[Alternative, ...]:
        """Other circles inside the tolerances: each earlier circle loses two people at least."""
        self.stages.reach("alternatives")
        model = build(self.pool, seats_for(self.people, self.pool.sheet.shape.size, generous=False))
        goals = add_goals(model)
        session = Session(model.program.extended(_inside(goals, best)), probing=False)
        found: list[Alternative] = []
        shown = list(circles)
        for _ in range(self.request.alternatives):
            self.budget.progress(f"alternative {len(found) + 1} of {self.request.alternatives}")
            session.add(_cuts(model, shown))
            answer = session.any(self.budget)
            if not answer.found:
                break
            shown = list(model.circles(answer.values))
            levels = measure(self.pool, shown)
            found.append(
                Alternative(
                    circles=tuple(shown),
                    levels=levels,
                    differences={name: levels[name] - best[name] for name in LEVELS},
                    changes=moved(circles, shown),
                )
            )
        return tuple(found)

    def _changed(self, circles: Sequence[Circle]) -> int | None:
        previous = self.request.previous_circles
        return None if previous is None else moved(previous, circles)

    def _warnings(self) -> tuple[str, ...]:
        placed = {person.id for person in self.people}
        out = [
            rule.members[0]
            for rule in self.pool.of_kind("lock_out")
            if not rule.is_placed and rule.members[0] in placed
        ]
        if not out:
            return ()
        return (f"{', '.join(out)}: locked out of the selection, yet among the people to place.",)


def _stages(request: Request) -> Iterator[str]:
    if request.previous_circles is None:
        yield from ("first", *LEVELS, "alternatives")
    else:
        yield from (*LEVELS[:FIRST], "changes", LEVELS[FIRST], "best_again")
    yield "conflict"


def _inside(goals: Goals, best: dict[str, int]) -> list[Row]:
    return [
        Row(goals.terms[name], -INFINITE, best[name] - goals.lost[name] + TOLERANCES[name])
        for name in LEVELS
    ]


def _cuts(model: CompositionModel, circles: Sequence[Circle]) -> list[Row]:
    """Each circle splits; the only circle of a territory cannot, and is left alone."""
    rows = []
    for circle in circles:
        if sum(other.territory == circle.territory for other in circles) == 1:
            continue
        for seat in model.at(circle.territory):
            there = [model.x[one, seat.number] for one in circle.beneficiaries]
            rows.append(Row(dict.fromkeys(there, 1), -INFINITE, len(there) - KEPT_LESS))
    return rows
