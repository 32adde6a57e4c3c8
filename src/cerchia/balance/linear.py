"""A linear program in whole numbers, as plain values: every row may carry the id of its rule.

The same rows serve the integer solver, the relaxation, the search for conflicts and the ways out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cerchia.balance.records import Change

Terms = Mapping[int, int]
INFINITE = 2**40


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefficient times variable <= high; `rule` is empty for background."""

    terms: Terms
    low: int
    high: int
    rule: str = ""


@dataclass(slots=True)
class Program:
    """Variables with their bounds, and rows over them."""

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, low: int = 0, high: int = 1) -> int:
        """A new variable; returns its number."""
        self.lows.append(low)
        self.highs.append(high)
        return len(self.lows) - 1

    def row(self, terms: Terms, low: int = -INFINITE, high: int = INFINITE, rule: str = "") -> None:
        self.rows.append(Row(terms, low, high, rule))

    def extended(self, rows: Iterable[Row]) -> "Program":
        """The same program with more rows; the original stays as it was."""
        return Program(list(self.lows), list(self.highs), [*self.rows, *rows])

    def rules(self) -> frozenset[str]:
        """The ids of all rules that rows speak for."""
        return frozenset(row.rule for row in self.rows if row.rule)


def elastic(
    program: Program, prices: Mapping[str, int]
) -> tuple[Program, dict[int, tuple[str, Change]], Terms]:
    """Let the rows of the priced rules give way by whole steps.

    Returns the softened program, for each slack variable its rule and whether it lowers a minimum
    or raises a maximum, and the price to keep low.
    """
    soft = Program(list(program.lows), list(program.highs))
    owners: dict[int, tuple[str, Change]] = {}
    cost: dict[int, int] = {}
    for row in program.rows:
        terms = dict(row.terms)
        if row.rule in prices:
            for sign in [1] * (row.low > -INFINITE) + [-1] * (row.high < INFINITE):
                slack = soft.add(0, _reach(row))
                terms[slack] = sign
                owners[slack] = (row.rule, "lower" if sign > 0 else "raise")
                cost[slack] = prices[row.rule]
        soft.row(terms, row.low, row.high, row.rule)
    return soft, owners, cost


def _reach(row: Row) -> int:
    """More than a row can ever be missed by, with variables of modest size."""
    bounds = [abs(bound) for bound in (row.low, row.high) if abs(bound) < INFINITE]
    return sum(abs(each) for each in row.terms.values()) * 2 + max(bounds, default=0)
