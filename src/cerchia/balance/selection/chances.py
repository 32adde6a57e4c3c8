"""Everybody's chance: who fits no list, the bound that no method can beat, and the exact best.

A list is a vector of how many people of each unit it holds. A unit's chance is the mean over the
lottery, divided by its size. `P`, the lists in question, is given by the model and extra rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cerchia.balance.engine import Budget, Session
from cerchia.balance.errors import UndecidedError
from cerchia.balance.linear import INFINITE, Row
from cerchia.balance.relaxation import EPSILON, Relaxation
from cerchia.balance.selection.model import SelectionModel

SCALE = 100_000
CLOSE, CLOSE_SHARE = 1e-4, 9e-4  # of a chance, and of the bound: small chances need the second
SAME = 1e-9
MOST_ROUNDS = 200
FEW_ROUNDS = 40
MANY_UNITS = 400
LISTS_A_ROUND, LISTS_OF_MANY = 4, 30
PATIENCE = 0.5

Counts = tuple[int, ...]


@dataclass(slots=True)
class Lists:
    """All lists found so far, with the oracle that finds more."""

    model: SelectionModel
    rows: Sequence[Row]
    found: dict[Counts, None] = field(default_factory=dict)
    _session: Session | None = None

    @property
    def sizes(self) -> list[int]:
        return [len(unit) for unit in self.model.units]

    def keep(self, values: Sequence[int]) -> Counts:
        """Remember a list."""
        counts = tuple(values[: len(self.model.units)])
        self.found[counts] = None
        return counts

    def best(self, weights: dict[int, int], budget: Budget) -> tuple[Counts, bool] | None:
        """The list of the largest weight, and whether that is proven."""
        if self._session is None:
            self._session = Session(self.model.program.extended(self.rows), presolve=False)
        answer = self._session.maximise(weights, budget)
        if not answer.found:
            return None
        return self.keep(answer.values), answer.proven


def exclusions(lists: Lists, budget: Budget) -> frozenset[int]:
    """The units that no list holds at all, exactly.

    Each question asks for as many unseen people as possible; once the best answer holds none,
    nobody who is left fits any list. Raises `UndecidedError` when the budget ends before.
    """
    unseen = set(range(len(lists.sizes)))
    for counts in lists.found:
        unseen -= {index for index, count in enumerate(counts) if count}
    while unseen:
        answer = lists.best(dict.fromkeys(sorted(unseen), 1), budget)
        if answer is None:
            raise UndecidedError
        counts, proven = answer
        seen = {index for index in unseen if counts[index]}
        if not seen:
            if not proven:
                raise UndecidedError
            break
        unseen -= seen
    return frozenset(unseen)


def leximin_bound(lists: Lists, excluded: frozenset[int]) -> list[float]:
    """Leximin chances of the relaxation per unit; the lowest is a bound for every method."""
    sizes = lists.sizes
    relaxed = Relaxation.of(lists.model.program.extended(lists.rows))
    least = relaxed.variable(0.0, 1.0)
    open_rows: dict[int, int] = {}
    for index, size in enumerate(sizes):
        if index not in excluded:
            open_rows[index] = relaxed.constrain({index: 1, least: -size}, 0.0, INFINITE)
        else:
            relaxed.constrain({index: 1}, 0.0, 0.0)
    chances = [0.0] * len(sizes)
    while open_rows:
        answer = relaxed.maximise({least: 1})
        if answer is None:
            break
        chances = [answer.values[index] / size for index, size in enumerate(sizes)]
        tight = {i for i, row in open_rows.items() if abs(answer.prices[row]) > EPSILON}
        for index in tight or set(open_rows):
            row = open_rows.pop(index)
            relaxed.enter(row, least, 0.0)
            relaxed.move(row, max(0.0, sizes[index] * (answer.value - EPSILON)), INFINITE)
    return [min(1.0, max(0.0, chance)) for chance in chances]


@dataclass(slots=True)
class Lottery:
    """Weights over lists, the lowest chance they give, and what no lottery can beat."""

    lists: list[Counts]
    weights: list[float]
    lowest: float
    bound: float

    @property
    def proven(self) -> bool:
        return self.bound - self.lowest <= min(CLOSE, CLOSE_SHARE * self.bound)

    def chances(self, sizes: Sequence[int]) -> list[float]:
        """Each unit's chance under this lottery."""
        totals = [0.0] * len(sizes)
        for counts, weight in zip(self.lists, self.weights, strict=True):
            for index, count in enumerate(counts):
                totals[index] += weight * count
        return [total / size for total, size in zip(totals, sizes, strict=True)]


def herd(lists: Lists, target: Sequence[float], rounds: int, budget: Budget) -> list[Counts]:
    """Find lists whose mean runs after the target: each favours whoever is behind so far."""
    sizes = lists.sizes
    held = [0] * len(sizes)
    sequence: list[Counts] = []
    for turn in range(1, rounds + 1):
        behind = {
            index: round(SCALE * (turn * chance - held[index] / sizes[index]))
            for index, chance in enumerate(target)
        }
        found = _with_patience(lists, behind, budget)
        if found is None:
            break
        sequence.append(found)
        held = [one + more for one, more in zip(held, found, strict=True)]
    return sequence


def _with_patience(lists: Lists, weights: dict[int, int], budget: Budget) -> Counts | None:
    """One list under a short cap, the cap doubled until it gives anything at all."""
    cap = PATIENCE
    while budget.left > 0:
        part = budget.part(cap)
        answer = lists.best({i: each for i, each in weights.items() if each}, part)
        budget.charge(part)
        if answer is not None:
            return answer[0]
        cap *= 2
    return None


class Master:
    """The lottery over known lists with the highest lowest chance, and its prices."""

    def __init__(self, lists: Lists, excluded: frozenset[int]) -> None:
        """Rows for everyone who fits some list."""
        self.sizes = lists.sizes
        self.lp = Relaxation()
        self.least = self.lp.variable(0.0, 1.0)
        self.rows = {
            index: self.lp.constrain({self.least: -size}, 0.0, INFINITE)
            for index, size in enumerate(self.sizes)
            if index not in excluded
        }
        self.whole = self.lp.constrain({}, 1.0, 1.0)
        self.columns: dict[Counts, int] = {}
        for counts in lists.found:
            self.add(counts)

    def add(self, counts: Counts) -> bool:
        """Enter a list; false if it is known."""
        if counts in self.columns:
            return False
        self.columns[counts] = column = self.lp.variable(0.0, 1.0)
        self.lp.enter(self.whole, column, 1.0)
        for index, row in self.rows.items():
            if counts[index]:
                self.lp.enter(row, column, counts[index])
        return True

    def solve(self) -> tuple[Lottery, dict[int, int]]:
        """The best lottery over known lists, and the weights that a better list must exceed.

        Where the numbers defeat the solver, every known list weighs the same and no price is given.
        """
        answer = self.lp.maximise({self.least: 1})
        if answer is None:
            return self._even(), {}
        weights = [max(0.0, answer.values[column]) for column in self.columns.values()]
        exact = {index: abs(answer.prices[row]) for index, row in self.rows.items()}
        dearest = max(exact.values(), default=0.0) or 1.0
        prices = {index: round(SCALE * price / dearest) for index, price in exact.items()}
        lottery = Lottery(list(self.columns), weights, answer.value, 1.0)
        return lottery, {index: price for index, price in prices.items() if price}

    def _even(self) -> Lottery:
        known = list(self.columns)
        lottery = Lottery(known, [1 / len(known)] * len(known), 0.0, 1.0)
        chances = lottery.chances(self.sizes)
        lottery.lowest = min((chances[index] for index in self.rows), default=0.0)
        return lottery


def maximin(lists: Lists, excluded: frozenset[int], ceiling: float, budget: Budget) -> Lottery:
    """The exact maximin lottery by column generation; `ceiling` is the bound of the relaxation.

    Stops when the lowest chance meets its bound; a budget that ends gives the best so far.
    """
    master = Master(lists, excluded)
    lottery, prices = master.solve()
    lottery.bound = max(ceiling, lottery.lowest)
    for _ in range(MOST_ROUNDS if len(lists.sizes) <= MANY_UNITS else FEW_ROUNDS):
        if lottery.proven or not prices or budget.left <= 0:
            break
        bound, is_new = _price(lists, master, prices, budget)
        ceiling = min(ceiling, bound)
        if is_new:
            latest, prices = master.solve()
            lottery = latest if latest.lowest >= lottery.lowest - SAME else lottery
        lottery.bound = max(ceiling, lottery.lowest)
        if not is_new:
            break
    return lottery


def _price(
    lists: Lists, master: Master, prices: dict[int, int], budget: Budget
) -> tuple[float, bool]:
    """Ask for the lists that these prices like best: a valid bound, and whether any is new.

    After the first list, whoever it holds counts half, so that one round finds several lists.
    """
    bound, is_new, weights = 1.0, False, dict(prices)
    lists_now = LISTS_A_ROUND if len(lists.sizes) <= MANY_UNITS else LISTS_OF_MANY
    for turn in range(lists_now):
        answer = lists.best(weights, budget)
        if answer is None:
            break
        counts, proven = answer
        if turn == 0 and proven:
            total = sum(price * master.sizes[index] for index, price in prices.items())
            bound = sum(price * counts[index] for index, price in prices.items()) / total
        is_new = master.add(counts) or is_new
        weights = {index: each // 2 if counts[index] else each for index, each in weights.items()}
    return bound, is_new
