"""Problem S: levels, why-not, conflicts, few changes."""

from collections.abc import Sequence

from benchmarks.balance.telling import QUICK, against, levels, percentile, seconds, solved, tell
from cerchia.balance.conflict.investigate import find_conflicts
from cerchia.balance.engine import Budget
from cerchia.balance.generator import make_pool
from cerchia.balance.plants import SELECTION_PLANTS
from cerchia.balance.records import LevelResult, Pool, Proposal
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.explain import why_not
from cerchia.balance.selection.impossible import SelectionCase
from cerchia.balance.selection.levels import Ladder, climb
from cerchia.balance.selection.model import build
from cerchia.balance.selection.propose import propose

COUNTING = ("territory_sum", "seats_gap")


def four_levels(n: int, choose: int, goal: float, seeds: int) -> None:
    took, unproven, first = [], 0, list[LevelResult]()
    for seed in range(seeds):
        pool = parse_pool(make_pool(n, choose, seed))
        found: list[Ladder] = []
        took.append(seconds(lambda p=pool, f=found: f.append(climb(build(p), Budget()))))  # type: ignore[misc]
        unproven += not found[0].proven
        first = first or found[0].results
    name = f"select_{n}_{choose}"
    against(name, took, goal)
    tell(f"{name}_unproven", unproven, "runs", f"of-{seeds}")
    levels(f"{name}_seed0", first)


def why_nots(n: int, choose: int, goal: float, seeds: int) -> None:
    """The page of one person who is out."""
    took = []
    for seed in range(seeds):
        at = solved(n, choose, seed)
        inside = set(at.model.people(at.best.values))
        left = next(p for p in at.pool.candidates if p.id not in inside)
        took.append(seconds(lambda at=at, p=left: why_not(at.model, at.best, p, Budget())))  # type: ignore[misc]
    against(f"why_not_{n}_{choose}", took, goal)


def conflicts(n: int, choose: int, goal: float, seeds: int) -> None:
    """Planted contradictions: named exactly, and verified before they are shown."""
    took, wrong = [], 0
    for seed in range(seeds):
        for kind in SELECTION_PLANTS:
            raw = make_pool(n, choose, seed, plant=kind)
            pool = parse_pool(raw)
            found: list[tuple[str, ...]] = []
            took.append(seconds(lambda p=pool, f=found: f.extend(_conflict(p))))  # type: ignore[misc]
            planted = raw["planted"]["conflicts"]  # type: ignore[index]
            wrong += not found or list(found[0]) not in planted
    against(f"conflict_select_{n}_{choose}", took, goal)
    tell(f"conflict_select_{n}_{choose}_wrong", wrong, "answers", f"of-{len(took)}")


def _conflict(pool: Pool) -> list[tuple[str, ...]]:
    return [each.rules for each in find_conflicts(SelectionCase(pool, Budget()), most=1)]


def beside_assumptions(cap: float) -> None:
    """Counting conflicts by the assumption literals of the solver, which may not end at all."""
    ours, theirs, ended = [], [], 0
    for kind in COUNTING:
        pool = parse_pool(make_pool(60, 35, 0, plant=kind))
        ours.append(seconds(lambda p=pool: _conflict(p)))  # type: ignore[misc]
        said: list[bool] = []
        theirs.append(seconds(lambda p=pool, s=said: s.append(_by_assumptions(p, cap))))  # type: ignore[misc]
        ended += said[0]
    ratio = min(other / own for own, other in zip(ours, theirs, strict=True))
    word = f"assumptions-ended-{ended}-of-{len(COUNTING)}-within-{cap:g}s"
    tell("conflict_counting_faster", ratio, "times", f"goal-100-{word}")


def _by_assumptions(pool: Pool, cap: float) -> bool:
    """Whether the other way came to any answer within its time."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - slow to load

    program, model = build(pool).program, cp_model.CpModel()
    variables = [
        model.new_int_var(low, high, "")
        for low, high in zip(program.lows, program.highs, strict=True)
    ]
    holds = {rule: model.new_bool_var(rule) for rule in sorted(program.rules())}
    for row in program.rows:
        terms = cp_model.LinearExpr.weighted_sum(
            [variables[index] for index in row.terms], list(row.terms.values())
        )
        made = model.add_linear_constraint(terms, max(row.low, -(2**40)), min(row.high, 2**40))
        if row.rule:
            made.only_enforce_if(holds[row.rule])
    model.add_assumptions(list(holds.values()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = cap
    solver.parameters.num_workers = 1
    return int(solver.solve(model)) == cp_model.INFEASIBLE


def few_changes(n: int, choose: int, goal: float, seeds: int) -> None:
    """Three people drop out: both answers, and how much a plain run would have moved."""
    took, moved, plainly = [], [], []
    for seed in range(seeds):
        raw = make_pool(n, choose, seed)
        first = propose(parse_pool(raw), QUICK).chosen
        outs = [
            {"id": f"out:{one}", "kind": "lock_out", "member": one}
            for one in first[:: choose // 3][:3]
        ]
        pool = parse_pool({**raw, "rules": [*raw["rules"], *outs]})  # type: ignore[misc]
        request = Request(alternatives=0, explain=False, previous=first)
        found: list[Proposal] = []
        took.append(seconds(lambda p=pool, r=request, f=found: f.append(propose(p, r))))  # type: ignore[misc]
        moved.append(found[0].changes or 0)
        plainly.append(_plain_changes(pool, first))
    against(f"select_{n}_{choose}_fewest_changes", took, goal)
    beside = f"plain-run-{percentile(plainly, 50):g}-of-which-forced-6"
    tell(f"select_{n}_{choose}_changes_p50", percentile(moved, 50), "people", beside)


def _plain_changes(pool: Pool, first: Sequence[str]) -> int:
    return len(set(propose(pool, QUICK).chosen) ^ set(first))
