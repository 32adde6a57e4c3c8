"""The whole path, and the promises that hold in every answer."""

import random

from benchmarks.balance.telling import QUICK, against, seconds, tell
from cerchia.balance.checker import check_circles, check_levels, check_selection
from cerchia.balance.composition.propose import propose as compose
from cerchia.balance.generator import Json, make_pool
from cerchia.balance.records import Proposal
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.propose import propose as select

LISTS = ("candidates", "staff", "rules", "slots", "selected_for_circles")


def path(goal: float, seeds: int) -> None:
    """60 to 35: select, exclusions, leximin, 100 lists, 5 circles, 2 alternatives of each."""
    took = []
    for seed in range(seeds):
        raw = make_pool(60, 35, seed)
        took.append(seconds(lambda raw=raw: _walk(raw)))  # type: ignore[misc]
    against("whole_path_60_35", took, goal)


def _walk(raw: Json) -> None:
    pool = parse_pool(raw)
    select(pool, Request(lists=100))
    compose(pool)


def valid(cases: int) -> None:
    """Seeded pools of all small shapes through the checker that shares no code with the solver."""
    broken = undecided = 0
    for seed in range(cases):
        pool = parse_pool(make_pool(16 + seed % 45, 10 + seed % 15, seed))
        found, circles = select(pool, QUICK), compose(pool, QUICK)
        broken += len(check_selection(pool, found.chosen)) if found.chosen else 0
        if circles.circles:
            told = {level.name: level.value for level in circles.levels}
            broken += len(check_circles(pool, circles.circles))
            broken += len(check_levels(pool, circles.circles, told))
        undecided += not found.chosen or not circles.circles
    tell("broken_rules", broken, "rules", f"goal-0-of-{cases}-pools")
    tell("without_an_answer", undecided, "pools", f"of-{cases}")


def reproducible(cases: int, runs: int = 3) -> None:
    """The same file, its lists shuffled: the same answer to the letter."""
    different = 0
    for seed in range(cases):
        raw = make_pool(60, 35, seed)
        answers = [_answers(_shuffled(raw, run)) for run in range(runs)]
        different += any(answer != answers[0] for answer in answers)
    tell("not_the_same", different, "pools", f"goal-0-of-{cases}-x{runs}-runs")


def _shuffled(raw: Json, run: int) -> Json:
    chance = random.Random(run)  # noqa: S311 - an order, no secret
    found = dict(raw)
    for name in LISTS:
        found[name] = chance.sample(list(raw[name]), len(raw[name]))  # type: ignore[call-overload, arg-type]
    return found


def _answers(raw: Json) -> tuple[object, ...]:
    pool = parse_pool(raw)
    found: Proposal = select(pool, Request(lists=20))
    circles = compose(pool, QUICK)
    return found.chosen, found.levels, found.tickets, found.alternatives, circles.circles
