"""Linear relaxations by GLOP: bounds, fair chances and the prices of rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cerchia.balance.linear import INFINITE, Program, Row, Terms

EPSILON = 1e-7


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimal solution of a relaxation: its value, the variables, and each row's price."""

    value: float
    values: list[float]
    prices: list[float]


class Relaxation:
    """A program over real numbers, warm from one question to the next."""

    def __init__(self, lows: Iterable[float] = (), highs: Iterable[float] = ()) -> None:
        """Start with these variables and no rows."""
        from ortools.linear_solver import pywraplp  # noqa: PLC0415 - slow to load

        self._lp = pywraplp
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._variables = [
            self._solver.NumVar(low, high, "") for low, high in zip(lows, highs, strict=True)
        ]
        self._rows: list[object] = []

    @classmethod
    def of(cls, program: Program) -> "Relaxation":
        """The relaxation of a program in whole numbers."""
        found = cls(program.lows, program.highs)
        for row in program.rows:
            found.add(row)
        return found

    def variable(self, low: float, high: float) -> int:
        self._variables.append(self._solver.NumVar(low, high, ""))
        return len(self._variables) - 1

    def add(self, row: Row) -> int:
        return self.constrain(row.terms, row.low, row.high)

    def constrain(self, terms: Mapping[int, float], low: float, high: float) -> int:
        """A row over real numbers; returns its number."""
        made = self._solver.Constraint(*self._ends(low, high))
        for variable, coefficient in terms.items():
            made.SetCoefficient(self._variables[variable], coefficient)
        self._rows.append(made)
        return len(self._rows) - 1

    def enter(self, row: int, variable: int, coefficient: float) -> None:
        """Give a variable a coefficient in an existing row."""
        self._rows[row].SetCoefficient(self._variables[variable], coefficient)  # type: ignore[attr-defined]

    def move(self, row: int, low: float, high: float) -> None:
        """Give a row other bounds."""
        self._rows[row].SetBounds(*self._ends(low, high))  # type: ignore[attr-defined]

    def _ends(self, low: float, high: float) -> tuple[float, float]:
        infinity = self._solver.infinity()
        return (low if low > -INFINITE else -infinity, high if high < INFINITE else infinity)

    def maximise(self, goal: Terms | Mapping[int, float]) -> Relaxed | None:
        """The best value, or nothing where there is no solution; all values read at once."""
        objective = self._solver.Objective()
        objective.Clear()
        for variable, coefficient in goal.items():
            objective.SetCoefficient(self._variables[variable], coefficient)
        objective.SetMaximization()
        status = self._solver.Solve()
        if status not in {self._lp.Solver.OPTIMAL, self._lp.Solver.INFEASIBLE}:
            self._solver.SetSolverSpecificParametersAsString("use_dual_simplex: true")
            status = self._solver.Solve()
        if status != self._lp.Solver.OPTIMAL:
            return None
        return Relaxed(
            objective.Value(),
            [variable.solution_value() for variable in self._variables],
            [row.dual_value() for row in self._rows],  # type: ignore[attr-defined]
        )
