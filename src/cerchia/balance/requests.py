"""How an answer is asked for, and how its run is recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cerchia.balance.engine import Brake, Budget, Progress, silent, solver_name
from cerchia.balance.records import Circle, Pool, RunRecord

Told = Callable[["Stage"], None]
SOFTWARE = "cerchia-balance 1"
USUAL_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a run is: the stage `key` has begun, `done` of `of` are behind it."""

    done: int
    of: int
    key: str


def untold(_: Stage) -> None:
    """No stage is told."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the asker wants. `seconds` is a deterministic limit unless `workers` is above one.

    `stage` hears each stage as it begins, `progress` every sentence; with `interruptible` the
    `brake` may be pulled from elsewhere, and the answer is the best so far.
    """

    seed: int = 1
    seconds: float = USUAL_SECONDS
    lists: int = 0
    previous: tuple[str, ...] | None = None
    previous_circles: tuple[Circle, ...] | None = None
    workers: int = 1
    alternatives: int = 2
    explain: bool = True
    best_again: bool = True
    interruptible: bool = False
    progress: Progress = silent
    stage: Told = untold
    started: str = ""
    brake: Brake = field(default_factory=Brake)

    def budget(self) -> Budget:
        """A fresh budget for one run."""
        return Budget(
            self.seconds,
            self.seed,
            self.workers,
            self.progress,
            self.interruptible,
            brake=self.brake,
        )

    def side_budget(self, seconds: float) -> Budget:
        """A budget for the search for conflicts, never above the limit that was asked."""
        return Budget(
            min(seconds, self.seconds),
            self.seed,
            progress=self.progress,
            interruptible=self.interruptible,
            brake=self.brake,
        )


class Stages:
    """Tells the stages of one run in their order."""

    def __init__(self, request: Request, keys: Sequence[str]) -> None:
        """The stages that this run will go through."""
        self._told, self._keys = request.stage, list(keys)

    def reach(self, key: str) -> None:
        """A stage begins; one that was not announced is not told."""
        if key in self._keys:
            self._told(Stage(self._keys.index(key), len(self._keys), key))


def record(pool: Pool, request: Request, budget: Budget) -> RunRecord:
    """The record to file with the answer."""
    return RunRecord(
        input_sha256=pool.sha256,
        sheet_sha256=pool.sheet.sha256,
        software=SOFTWARE,
        solver=solver_name(),
        seed=request.seed,
        mode="reproducible" if request.workers == 1 else "quick",
        seconds=round(budget.elapsed, 3),
        reproducible=budget.reproducible and request.workers == 1 and not budget.stopped,
        started=request.started,
    )
