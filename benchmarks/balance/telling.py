"""What the rows of this benchmark share: pools, clocks, percentiles and lines."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks import measuring
from cerchia.balance.engine import Budget
from cerchia.balance.generator import make_pool
from cerchia.balance.records import LevelResult, Pool
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.levels import Ladder, climb
from cerchia.balance.selection.model import SelectionModel, build

QUICK = Request(alternatives=0, explain=False)
QUOTAS = frozenset({"seats", "range", "floor"})


@dataclass(frozen=True)
class Solved:
    """A pool with its model and best list."""

    pool: Pool
    model: SelectionModel
    best: Ladder


def solved(n: int, choose: int, seed: int) -> Solved:
    pool = parse_pool(make_pool(n, choose, seed))
    model = build(pool)
    return Solved(pool, model, climb(model, Budget()))


def with_quotas_only(n: int, choose: int, seed: int) -> Pool:
    """A pool whose rules every tool of this kind knows: seats, and counts of features."""
    raw = make_pool(n, choose, seed)
    rules = [rule for rule in raw["rules"] if rule["kind"] in QUOTAS]  # type: ignore[attr-defined]
    return parse_pool({**raw, "rules": rules})


@dataclass
class Clock:
    """Seconds of the wall, or of this process's own work on a machine that does other things."""

    read: Callable[[], float] = time.perf_counter


CLOCK = Clock()


def seconds(job: Callable[[], object]) -> float:
    began = CLOCK.read()
    job()
    return CLOCK.read() - began


def percentile(values: Iterable[float], share: int) -> float:
    """By nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def tell(name: str, value: float, unit: str, beside: str = "-") -> None:
    measuring.tell(f"balance_{name}", value, unit, beside)


def against(name: str, values: Sequence[float], goal: float, unit: str = "s") -> None:
    """The median and the 95th percentile over seeds, beside the goal."""
    for share in (50, 95):
        value = percentile(values, share)
        tell(f"{name}_p{share}", value, unit, f"{value / goal:.2f}x-goal-{goal:g}-n{len(values)}")


def levels(name: str, results: Iterable[LevelResult]) -> None:
    """What was reached on each level, beside what nothing can beat."""
    for each in results:
        tell(f"{name}_{each.name}", each.value, "value", f"bound-{each.bound}-{each.status}")
