"""The door to the solvers: budgets, a fixed seed, and no value read before its status is known."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from cerchia.balance.linear import INFINITE, Program, Row, Terms

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Verdict = Literal["optimal", "feasible", "infeasible", "unknown"]
Progress = Callable[[str], None]
Hint = list[int] | dict[int, int]
UNLIMITED = 1e9
GUARD, GRACE_SECONDS = 3.0, 5.0
POLL_SECONDS = 0.1


def silent(_: str) -> None:
    """No progress is told."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


class Brake:
    """Stops whatever runs now and whatever would run next; safe from a signal handler.

    `asked` is looked at ten times a second while an interruptible run works.
    """

    def __init__(self, asked: Callable[[], bool] = never) -> None:
        """Nothing is stopped yet."""
        self.pulled = False
        self.running: cp_model.CpSolver | None = None
        self._asked = asked

    def look(self) -> bool:
        """Whether to stop, pulling if somebody asked for it."""
        if not self.pulled and self._asked():
            self.pull()
        return self.pulled

    def pull(self) -> None:
        """Ask for the best so far."""
        self.pulled = True
        if self.running is not None:
            self.running.stop_search()


@dataclass(slots=True)
class Budget:
    """How long to work. In reproducible mode the limit is deterministic, not the wall clock.

    One unit of deterministic time is about one second; the wall clock guards at three times the
    limit and five seconds, and `reproducible` tells whether it ever had to.
    """

    seconds: float = UNLIMITED
    seed: int = 1
    workers: int = 1
    progress: Progress = silent
    interruptible: bool = False
    spent: float = 0.0
    reproducible: bool = True
    brake: Brake = field(default_factory=Brake)
    started: float = field(default_factory=time.perf_counter)

    @property
    def stopped(self) -> bool:
        return self.brake.look()

    @property
    def left(self) -> float:
        """Units of work still allowed; nothing after a stop."""
        if self.stopped:
            return 0.0
        if self.elapsed > self.guard:
            self.reproducible = False
            return 0.0
        return max(0.0, self.seconds - self.spent)

    @property
    def elapsed(self) -> float:
        return time.perf_counter() - self.started

    @property
    def guard(self) -> float:
        """Seconds of the wall clock after which work ends whatever the machine."""
        return self.seconds * GUARD + GRACE_SECONDS

    def part(self, seconds: float) -> "Budget":
        """A smaller budget with the same seed, never more than what is left."""
        return Budget(
            min(seconds, self.left),
            self.seed,
            self.workers,
            self.progress,
            self.interruptible,
            brake=self.brake,
        )

    def charge(self, part: "Budget") -> None:
        """Take what a part has spent off the whole."""
        self.spent += part.spent
        self.reproducible = self.reproducible and part.reproducible

    def run(self, solver: "cp_model.CpSolver", model: "cp_model.CpModel") -> int:
        """Solve under this budget; a pulled brake ends the search and keeps the best solution."""
        solver.parameters.random_seed = self.seed
        solver.parameters.num_workers = self.workers
        solver.parameters.catch_sigint_signal = False
        if self.seconds < UNLIMITED:
            solver.parameters.max_deterministic_time = self.left
            solver.parameters.max_time_in_seconds = max(0.01, self.guard - self.elapsed)
        self.brake.running = solver
        status = self._in_background(solver, model) if self.interruptible else solver.solve(model)
        self.brake.running = None
        self.spent += solver.response_proto.deterministic_time
        return int(status)

    def _in_background(self, solver: "cp_model.CpSolver", model: "cp_model.CpModel") -> int:
        outcome: list[int] = []
        work = threading.Thread(target=lambda: outcome.append(int(solver.solve(model))))
        work.start()
        while work.is_alive():
            work.join(POLL_SECONDS)  # short, so that a signal is handled soon
            self.brake.look()
        return outcome[0] if outcome else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solve said. `values` is empty unless there is a solution."""

    verdict: Verdict
    values: list[int]
    value: int
    bound: int

    @property
    def found(self) -> bool:
        return self.verdict in {"optimal", "feasible"}

    @property
    def proven(self) -> bool:
        return self.verdict == "optimal"


class Session:
    """One program kept in the solver, to be asked again with other goals and more rows."""

    def __init__(
        self,
        program: Program,
        *,
        presolve: bool = True,
        probing: bool = True,
        relaxing: bool = True,
    ) -> None:
        """Build the solver's model once.

        Small programs asked often do better without presolve, those of circles without probing,
        and those that begin close to their answer without the relaxation.
        """
        from ortools.sat.python import cp_model  # noqa: PLC0415 - slow to load

        self._cp = cp_model
        self._presolve, self._probing, self._relaxing = presolve, probing, relaxing
        self.model = cp_model.CpModel()
        self._variables = [
            self.model.new_int_var(low, high, "")
            for low, high in zip(program.lows, program.highs, strict=True)
        ]
        self.add(program.rows)

    def add(self, rows: Iterable[Row]) -> None:
        """Narrow the program."""
        for row in rows:
            low = row.low if row.low > -INFINITE else -(2**60)
            high = row.high if row.high < INFINITE else 2**60
            self.model.add_linear_expression_in_domain(
                self._expression(row.terms), self._cp.Domain(low, high)
            )

    def maximise(self, terms: Terms, budget: Budget, hint: Hint | None = None) -> Answer:
        return self._solve(terms, 1, budget, hint)

    def minimise(self, terms: Terms, budget: Budget, hint: Hint | None = None) -> Answer:
        return self._solve(terms, -1, budget, hint)

    def any(self, budget: Budget, hint: Hint | None = None) -> Answer:
        """A solution, whichever."""
        return self._solve({}, 1, budget, hint)

    def _expression(self, terms: Terms) -> "cp_model.LinearExprT":
        variables = [self._variables[index] for index in terms]
        return self._cp.LinearExpr.weighted_sum(variables, list(terms.values()))

    def _solve(self, terms: Terms, sign: int, budget: Budget, hint: Hint | None) -> Answer:
        cp = self._cp
        if budget.left <= 0:
            return Answer("unknown", [], 0, 0)
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        if terms:
            goal = self._expression(terms)
            self.model.maximize(goal) if sign > 0 else self.model.minimize(goal)
        for index, value in hint.items() if isinstance(hint, dict) else enumerate(hint or ()):
            self.model.add_hint(self._variables[index], value)
        solver = cp.CpSolver()
        solver.parameters.cp_model_presolve = self._presolve
        if not self._probing:
            solver.parameters.cp_model_probing_level = 0
        if not self._relaxing:
            solver.parameters.linearization_level = 0
        status = budget.run(solver, self.model)
        if status == cp.INFEASIBLE:
            return Answer("infeasible", [], 0, 0)
        if status not in {cp.OPTIMAL, cp.FEASIBLE}:
            return Answer("unknown", [], 0, 0)
        values = [int(solver.value(variable)) for variable in self._variables]
        value = sum(each * values[index] for index, each in terms.items())
        bound = round(solver.best_objective_bound) if terms else value
        verdict: Verdict = "optimal" if status == cp.OPTIMAL else "feasible"
        return Answer(verdict, values, value, bound if verdict == "feasible" else value)


def solver_name() -> str:
    """The solver and its version, for the record of a run."""
    return f"ortools-cp-sat {version('ortools')}"
