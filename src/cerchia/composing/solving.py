"""The door to `balance`: a table goes in, an answer in the exchange format comes out.

Only codes and ids reach the solver. Without a solver: what a draft is worth, and what it breaks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cerchia.balance.composition.propose import propose
from cerchia.balance.composition.trial import measure
from cerchia.balance.engine import Brake
from cerchia.balance.output import as_json
from cerchia.balance.records import Circle, Pool
from cerchia.balance.requests import Request, Stage
from cerchia.balance.schema import parse_pool
from cerchia.composing.rules import Ring, Table, Values, exchange

SECONDS = 60.0


def _untold(_done: int, _of: int) -> None:
    """Nobody wants to know how far it is."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears how far it is, and who may say that it should stop."""

    tell: Callable[[int, int], None] = _untold
    asked_to_stop: Callable[[], bool] = _never


def pool_of(table: Table, rings: Sequence[Ring] = ()) -> Pool:
    return parse_pool(exchange(table, circles={ring.id for ring in rings}))


def solve(table: Table, *, previous: Sequence[Ring], again: bool, ears: Ears) -> list[Values]:
    """One proposal; `again`, after a draft, two: the fewest changes, and the best again."""

    def stage(reached: Stage) -> None:
        ears.tell(reached.done, reached.of)

    request = Request(
        seconds=SECONDS,
        stage=stage,
        brake=Brake(ears.asked_to_stop),
        interruptible=True,
        previous_circles=tuple(_circle(ring) for ring in previous) if previous else None,
        best_again=again,
    )
    found = as_json(propose(pool_of(table, previous), request), circles=True)
    other = found.pop("best_again", None)
    if not isinstance(other, dict):
        return [found]
    return [found, {"schema": 1, "status": found["status"], **other, "conflict": None}]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft is worth, level by level, and the ids of the rules that it breaks."""

    levels: Mapping[str, int]
    broken: tuple[str, ...]


def read(table: Table, rings: Sequence[Ring]) -> Reading:
    """Counted without a solver, by a checker that shares no code with it."""
    found = measure(pool_of(table, rings), [_circle(ring) for ring in rings])
    return Reading(found.levels, found.broken)


def _circle(ring: Ring) -> Circle:
    return Circle(
        ring.id,
        ring.territory,
        ring.hour,
        tuple(sorted(ring.people)),
        tuple(sorted(ring.operators)),
        tuple(sorted(ring.mediators)),
    )
