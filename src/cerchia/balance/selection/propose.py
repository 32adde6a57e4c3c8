"""The whole answer to problem S: a proposal with reasons, or why there is none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cerchia.balance import guardrails
from cerchia.balance.conflict.investigate import find_conflicts
from cerchia.balance.engine import Budget
from cerchia.balance.errors import GuardrailError, UndecidedError
from cerchia.balance.linear import INFINITE, Row, Terms
from cerchia.balance.records import Alternative, LevelResult, Pool, Proposal, Status, as_counted
from cerchia.balance.requests import Request, Stages, record
from cerchia.balance.selection import explain, statement
from cerchia.balance.selection.chances import Lists
from cerchia.balance.selection.impossible import SelectionCase
from cerchia.balance.selection.levels import Ladder, binding_rules, climb
from cerchia.balance.selection.model import LEVELS, SelectionModel, band_rows, build
from cerchia.balance.selection.tickets import Draw, draw_lists

CHECK_SECONDS = 30.0
MOST_REASONS = 1500


def propose(pool: Pool, request: Request = Request()) -> Proposal:  # noqa: B008  (frozen, hence shared safely)
    """A balanced selection, or the rules that stand against each other.

    Raises `GuardrailError` for a sheet that may not be used.
    """
    budget = request.budget()
    case = SelectionCase(pool, request.side_budget(CHECK_SECONDS))
    refused = [] if any(case.suspects()) else guardrails.refusals(pool)
    if refused:
        raise GuardrailError(refused[0].sentence)
    return _Run(pool, request, budget, case).answer()


class _Run:
    """One run: the model, what was found, and the parts of the answer."""

    def __init__(self, pool: Pool, request: Request, budget: Budget, case: SelectionCase) -> None:
        self.pool, self.request, self.budget, self.case = pool, request, budget, case
        self.model: SelectionModel = build(pool)
        self.best = Ladder([], [], "unknown")
        self.rows: list[Row] = []
        self.stages = Stages(request, list(_stages(request)))

    def answer(self) -> Proposal:
        previous = self.request.previous
        self.best = climb(self.model, self.budget, told=self.stages.reach)
        if self.best.verdict == "infeasible" or any(self.case.suspects()):
            return self._impossible()
        if not self.best.values:
            return self._bare("undecided", ("Nothing was found or proven within the time given.",))
        self.rows = band_rows(self.model, self.best.best)
        proposal = self._plain() if previous is None else self._again(previous)
        if self.request.lists:
            proposal = self._with_chances(proposal)
        if proposal.chosen and self.request.explain and len(self.pool.candidates) <= MOST_REASONS:
            self.stages.reach("reasons")
            lists = Lists(self.model, self.rows)
            why = explain.reasons(lists, self.best, proposal, self.budget)
            proposal = replace(proposal, why=why)
        return replace(proposal, run=record(self.pool, self.request, self.budget))

    def _bare(self, status: Status, warnings: tuple[str, ...] = ()) -> Proposal:
        run = record(self.pool, self.request, self.budget)
        return Proposal(status=status, run=run, warnings=(*warnings, *self._warnings()))

    def _impossible(self) -> Proposal:
        self.stages.reach("conflict")
        try:
            conflicts = find_conflicts(self.case)
        except UndecidedError as error:
            suspects = ", ".join(error.suspects)
            return self._bare(
                "undecided",
                (f"Not proven impossible; smallest suspect set so far: {suspects}.",),
            )
        if not conflicts:
            return self._bare("undecided", ("Nothing was found or proven within the time given.",))
        bare = self._bare("impossible")
        return replace(bare, conflict=conflicts[0], more_conflicts=conflicts[1:])

    def _plain(self) -> Proposal:
        chosen = self.model.people(self.best.values)
        return self._proposal(chosen, self._bound(self.best), proven=self.best.proven)

    def _bound(self, ladder: Ladder) -> tuple[LevelResult, ...]:
        """The levels, each with the rule that stops it going further."""
        names = binding_rules(self.model, ladder.results)
        return tuple(replace(each, binding=names.get(each.name, "")) for each in ladder.results)

    def _proposal(
        self, chosen: tuple[str, ...], levels: tuple[LevelResult, ...], *, proven: bool
    ) -> Proposal:
        return Proposal(
            status="proven" if proven else "best_so_far",
            run=record(self.pool, self.request, self.budget),
            chosen=chosen,
            levels=tuple(as_counted(levels, self.model.measure(chosen))),
            alternatives=self._alternatives(chosen),
            warnings=self._warnings(),
        )

    def _again(self, previous: Sequence[str]) -> Proposal:
        """Two answers side by side: fewest changes, and best again with few changes."""
        changes, gone = self._changes(previous)
        named = {"changes": changes, **self.model.goals}
        self.stages.reach("fewest_changes")
        fewest = self._climb_from(previous, named, ("changes", "S1", "S2", "S3", "S4"), ())
        kept = [_at_least(each, self.model.goals[each.name]) for each in self.best.results]
        self.stages.reach("best_again")
        again = self._climb_from(previous, named, ("changes",), kept)
        chosen = self.model.people(fewest.values or self.best.values, previous)
        best_ids = self.model.people(again.values or self.best.values, previous)
        levels = tuple(_shifted(each, gone) for each in fewest.results)
        proven = fewest.proven and self.best.proven
        proposal = self._proposal(chosen, levels, proven=proven)
        measured = self.model.measure(chosen)
        return replace(
            proposal,
            changes=_hamming(chosen, previous, self.pool),
            best_again=_compare(
                self.model.measure(best_ids),
                measured,
                best_ids,
                _hamming(best_ids, previous, self.pool),
            ),
        )

    def _climb_from(
        self,
        previous: Sequence[str],
        goals: Mapping[str, Terms],
        names: Sequence[str],
        rows: Sequence[Row],
    ) -> Ladder:
        return climb(
            self.model,
            self.budget,
            extra=rows,
            hint=self.model.hint(previous),
            goals={name: goals[name] for name in names},
        )

    def _changes(self, previous: Sequence[str]) -> tuple[dict[int, int], int]:
        """People who enter or leave, as an expression plus a constant; whoever is gone is gone."""
        inside = self.model.counts(previous)
        terms: dict[int, int] = {}
        constant = 0
        for index, (unit, count) in enumerate(zip(self.model.units, inside, strict=True)):
            if count == 0:
                terms[index] = 1
            elif count == len(unit):
                terms[index] = -1
                constant += count
            else:
                away = self.model.program.add(0, len(unit))
                self.model.program.row({index: 1, away: -1}, high=count)
                self.model.program.row({index: 1, away: 1}, low=count)
                terms[away] = 1
        return terms, constant

    def _alternatives(self, chosen: tuple[str, ...]) -> tuple[Alternative, ...]:
        """Lists of the band that differ from each other as much as can be."""
        self.stages.reach("alternatives")
        found: list[Alternative] = []
        lists = Lists(self.model, self.rows)
        known = [self.model.counts(chosen)]
        measured = self.model.measure(chosen)
        for _ in range(self.request.alternatives):
            weights = {
                index: -sum(counts[index] * 2 - len(unit) for counts in known)
                for index, unit in enumerate(self.model.units)
            }
            answer = lists.best({i: each for i, each in weights.items() if each}, self.budget)
            if answer is None or list(answer[0]) in known:
                break
            known.append(list(answer[0]))
            people = self.model.people(list(answer[0]))
            changes = len(set(people) ^ set(chosen))
            found.append(_compare(self.model.measure(people), measured, people, changes))
        return tuple(found)

    def _with_chances(self, proposal: Proposal) -> Proposal:
        self.stages.reach("chances")
        try:
            draw = draw_lists(Lists(self.model, self.rows), self.request.lists, self.budget)
        except UndecidedError:
            late = "The time ended before everybody's chance was known."
            return replace(proposal, warnings=(*proposal.warnings, late))
        self.stages.reach("statement")
        stopped = statement.stopped_by(self.case, self.model, self.budget)
        if stopped is not None:
            bare = self._bare("undecided", (stopped.sentence,))
            return replace(bare, in_no_list=draw.in_no_list, conflict=None)
        told = statement.fairness(self.model, draw, self.rows)
        small = ("There are too few lists to show the least chance.",) if draw.is_too_small else ()
        return replace(
            proposal,
            chances=draw.chances,
            in_no_list=draw.in_no_list,
            statement=told,
            warnings=(*proposal.warnings, *small),
            tickets=draw.tickets,
        )

    def _warnings(self) -> tuple[str, ...]:
        discordant = sum(person.is_discordant for person in self.pool.candidates)
        many = len(self.pool.candidates) > MOST_REASONS
        apart = (f"Above {MOST_REASONS} people reasons are told one person at a time.",)
        told = apart if many and self.request.explain else ()
        if not discordant:
            return told
        return (
            *told,
            f"Provisional: the two assessors of {discordant} people differ by two points or more "
            "and have to reconcile first.",
        )


def _stages(request: Request) -> Iterator[str]:
    yield from LEVELS
    if request.previous is not None:
        yield from ("fewest_changes", "best_again")
    yield "alternatives"
    if request.lists:
        yield from ("chances", "statement")
    if request.explain:
        yield "reasons"
    yield "conflict"


def _at_least(result: LevelResult, goal: Terms) -> Row:
    if result.name in {"S1", "S4"}:
        return Row(goal, result.value, INFINITE)
    return Row(goal, -INFINITE, result.value)


def _shifted(result: LevelResult, constant: int) -> LevelResult:
    if result.name != "changes":
        return result
    return replace(result, value=result.value + constant, bound=result.bound + constant)


def _hamming(chosen: Sequence[str], previous: Sequence[str], pool: Pool) -> int:
    here = {person.id for person in pool.candidates}
    return len(set(chosen) ^ (set(previous) & here))


def _compare(
    levels: Mapping[str, int], other: Mapping[str, int], chosen: tuple[str, ...], changes: int
) -> Alternative:
    differences = {name: levels[name] - other[name] for name in levels}
    return Alternative(chosen=chosen, levels=levels, differences=differences, changes=changes)


__all__ = ["Draw", "propose"]
