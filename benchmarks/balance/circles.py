"""Problem C: levels proven, conflicts, an operator who leaves, five hundred people."""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.balance.telling import CLOCK, QUICK, against, levels, percentile, seconds, tell
from cerchia.balance.checker import check_circles
from cerchia.balance.composition import large
from cerchia.balance.composition.again import moved
from cerchia.balance.composition.impossible import CompositionCase
from cerchia.balance.composition.levels import LEVELS
from cerchia.balance.composition.propose import propose
from cerchia.balance.conflict.investigate import find_conflicts
from cerchia.balance.engine import Brake, Budget
from cerchia.balance.generator import Json, make_pool
from cerchia.balance.plants import CIRCLE_PLANTS
from cerchia.balance.records import Conflict, Pool, Proposal
from cerchia.balance.requests import Stage
from cerchia.balance.schema import parse_pool

AT_MOST_TRIED = 8
LONG_SECONDS = 120.0
MANY = 500


def six_levels(people: int, goal: float, again: float, seeds: int) -> None:
    """Six levels proven in reproducible mode, then the same after an operator leaves.

    The seventh, themes, is told apart: its value beside its bound, proven or not.
    """
    took, re_solved, unproven, moves = list[float](), [], 0, list[float]()
    first: Proposal | None = None
    for seed in range(seeds):
        raw = make_pool(people * 2, people, seed)
        found, until = _timed(parse_pool(raw))
        took.append(until)
        unproven += any(level.status != "proven" for level in found.levels[:-1])
        first = first or found
        for other in _without_one(raw, found):
            once = _after(other, found)
            if once is None:
                continue
            re_solved.append(once[0])
            moves.append(once[1])
            break
    name = f"compose_{people}"
    against(name, took, goal)
    tell(f"{name}_unproven", unproven, "runs", f"of-{seeds}")
    if first is not None:
        levels(f"{name}_seed0", first.levels)
    if re_solved:
        against(f"{name}_operator_leaves", re_solved, again)
        share = percentile(moves, 50)
        tell(f"{name}_moved_of_plain", share, "share", f"{share / 0.2:.2f}x-goal-0.2")


def _timed(pool: Pool) -> tuple[Proposal, float]:
    """The proposal, and the seconds until the level of the themes began."""
    began, until = CLOCK.read(), list[float]()

    def stage(now: Stage) -> None:
        if now.key == LEVELS[-1]:
            until.append(CLOCK.read() - began)

    found = propose(pool, replace(QUICK, stage=stage))
    return found, until[0] if until else CLOCK.read() - began


def _after(pool: Pool, before: Proposal) -> tuple[float, float] | None:
    """Seconds, and people moved as a share of those of a plain run; nothing if it cannot be."""
    request = replace(QUICK, previous_circles=before.circles, best_again=False)
    found: list[Proposal] = []
    took = seconds(lambda: found.append(propose(pool, request)))
    if not found[0].circles:
        return None
    plainly = moved(before.circles, propose(pool, QUICK).circles)
    return took, (found[0].changes or 0) / max(1, plainly)


def _without_one(raw: Json, found: Proposal) -> Iterator[Pool]:
    """The pool without one operator, one after the other: some nobody can do without."""
    operators = [circle.operators[0] for circle in found.circles]
    for gone in list(dict.fromkeys(operators))[:AT_MOST_TRIED]:
        staff = [each for each in raw["staff"] if each["id"] != gone]  # type: ignore[attr-defined]
        yield parse_pool({**raw, "staff": staff})


def conflicts(n: int, choose: int, goal: float, seeds: int) -> None:
    took, wrong = [], 0
    for seed in range(seeds):
        for kind in CIRCLE_PLANTS:
            raw = make_pool(n, choose, seed, plant=kind)
            pool = parse_pool(raw)
            first: list[Conflict] = []
            took.append(seconds(lambda p=pool, f=first: f.extend(_conflict(p))))  # type: ignore[misc]
            planted = raw["planted"]["conflicts"]  # type: ignore[index]
            wrong += not first or list(first[0].rules) not in planted
    against(f"conflict_compose_{choose}", took, goal)
    tell(f"conflict_compose_{choose}_wrong", wrong, "answers", f"of-{len(took)}")


def _conflict(pool: Pool) -> tuple[Conflict, ...]:
    return tuple(find_conflicts(CompositionCase(pool, Budget()), most=1))


def five_hundred(goal: float, seeds: int) -> None:
    """The first valid circles, and what is reached after two minutes, with the bounds."""
    took, shares, broken = [], [], 0
    for seed in range(seeds):
        pool = parse_pool(make_pool(MANY * 2, MANY, seed))
        took.append(seconds(lambda p=pool: large.first(p, Budget(LONG_SECONDS))))  # type: ignore[misc]
        until = CLOCK.read() + LONG_SECONDS
        brake = Brake(lambda until=until: CLOCK.read() > until)  # type: ignore[misc]
        found = large.solve(pool, Budget(LONG_SECONDS * 10, brake=brake))
        if found is None:
            continue
        circles, results = found
        broken += len(check_circles(pool, circles))
        shares.append(results[0].value / MANY)
        levels(f"compose_{MANY}_seed{seed}", results)
    against(f"compose_{MANY}_first_valid", took, goal)
    tell(f"compose_{MANY}_broken", broken, "rules", "goal-0")
    if shares:
        worst = max(shares)
        tell(f"compose_{MANY}_single_voice", worst, "share", f"{worst / 0.03:.2f}x-goal-0.03")
