"""Why no valid list exists: problem S as a case for the search for conflicts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from cerchia.balance.conflict.investigate import Suspect
from cerchia.balance.engine import Budget, Session
from cerchia.balance.errors import UndecidedError
from cerchia.balance.linear import Program, elastic
from cerchia.balance.records import Change, Pool, Rule
from cerchia.balance.selection.model import SelectionModel, build, rules_of, seats_of

RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            *("seats", "range", "at_most_one", "together", "mediation_capacity"),
            *("floor", "lock_in", "lock_out"),
        )
    )
}
PRICES = {"seats": 100, "lock_in": 1000, "lock_out": 1000, "together": 1000}
PLAIN_PRICE = 10


class SelectionCase:
    """Plain models of problem S under any set of its rules."""

    def __init__(self, pool: Pool, budget: Budget) -> None:
        """Build the rows once; a set of rules picks among them."""
        self.pool, self.budget = pool, budget
        self.model: SelectionModel = build(pool)
        self._rules = {rule.id: rule for rule in rules_of(pool)}

    def order(self) -> Sequence[str]:
        return sorted(self._rules, key=lambda each: (RANK[self._rules[each].kind], each))

    def is_feasible(self, rules: frozenset[str]) -> bool:
        answer = Session(self._plain(rules)).any(self.budget)
        if answer.verdict == "unknown":
            raise UndecidedError(tuple(sorted(rules)))
        return answer.found

    def persons(self, rules: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002  (a lock names its person itself)
        return ()

    def repairs(self, rules: Sequence[str]) -> list[tuple[str, Change, int]] | None:
        prices = {rule: PRICES.get(self._rules[rule].kind, PLAIN_PRICE) for rule in rules}
        soft, owners, cost = elastic(self._plain(frozenset(self._rules)), prices)
        answer = Session(soft).minimise(cost, self.budget)
        if answer.verdict == "unknown":
            raise UndecidedError
        if not answer.found:
            return None
        given: Counter[tuple[str, Change]] = Counter()
        for variable, (rule, change) in owners.items():
            given[rule, self._change(rule, change)] += answer.values[variable]
        return [(rule, change, amount) for (rule, change), amount in given.items() if amount]

    def _change(self, rule: str, change: Change) -> Change:
        kind = self._rules[rule].kind
        if kind in {"lock_in", "lock_out"}:
            return "unlock"
        return "drop" if kind in {"together", "at_most_one"} else change

    def _plain(self, rules: frozenset[str]) -> Program:
        units = len(self.model.units)
        whole = self.model.program
        rows = [row for row in whole.rows if row.rule in rules]
        return Program(whole.lows[:units], whole.highs[:units], rows)

    def suspects(self) -> Iterator[Suspect]:
        yield from self._floors_over_people()
        yield from self._sums()
        yield from self._locks()

    def _floors_over_people(self) -> Iterator[Suspect]:
        low, _ = seats_of(self.pool)
        people = len(self.pool.candidates)
        if low > people:
            for rule in self.pool.of_kind("seats"):
                if (rule.minimum or 0) > people:
                    yield Suspect((rule.id,), _count(f"{people} < {rule.minimum}"))
        for rule in self.pool.of_kind("range", "floor"):
            there = self._people(rule)
            if (rule.minimum or 0) > there:
                yield Suspect(
                    (rule.id,),
                    (
                        f"the pool holds {there} such people",
                        f"nel gruppo ci sono {there} persone così",
                    ),
                )

    def _sums(self) -> Iterator[Suspect]:
        low, high = seats_of(self.pool)
        seats = tuple(rule.id for rule in self.pool.of_kind("seats"))
        for rules in self._by_feature().values():
            mins = _fewest(rules, high)
            total = sum(rule.minimum or 0 for rule in mins)
            if total > high and len(mins) > 1:
                yield Suspect(
                    (*seats, *(rule.id for rule in mins)),
                    (
                        f"the minimums add up to {total} and the seats are {high}",
                        f"i minimi sommano {total} e i posti sono {high}",
                    ),
                )
            capped = [rule for rule in rules if rule.maximum is not None]
            there = len(self.pool.candidates)
            for rule in capped:
                there -= max(0, self._people(rule) - (rule.maximum or 0))
            if there < low <= len(self.pool.candidates):
                yield Suspect(
                    (*seats, *(rule.id for rule in capped)),
                    (
                        f"the maximums let in {there} people and the seats are {low}",
                        f"i massimi fanno entrare {there} persone e i posti sono {low}",
                    ),
                )

    def _locks(self) -> Iterator[Suspect]:
        locked = {rule.members[0]: rule.id for rule in self._locks_of("lock_in")}
        for rule in self._locks_of("lock_out"):
            if rule.members[0] in locked:
                both = (locked[rule.members[0]], rule.id)
                yield Suspect(both, ("they say the opposite", "dicono il contrario"))
        for rule in self.pool.of_kind("at_most_one"):
            inside = [locked[member] for member in rule.members if member in locked]
            if len(inside) > 1:
                yield Suspect(
                    (rule.id, *inside[:2]),
                    ("two are locked in where one may be", "due sono fissate dove ne entra una"),
                )

    def _locks_of(self, kind: str) -> list[Rule]:
        return [rule for rule in self._rules.values() if rule.kind == kind]

    def _by_feature(self) -> dict[str, list[Rule]]:
        """Ranges of one feature, one rule a value, so that their people do not overlap."""
        found: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
        for rule in self.pool.of_kind("range", "floor"):
            found[rule.feature or ""].setdefault(rule.value or "", rule)
        return {feature: list(rules.values()) for feature, rules in sorted(found.items())}

    def _people(self, rule: Rule) -> int:
        feature = rule.feature or ""
        return sum(person.value(feature) == rule.value for person in self.pool.candidates)


def _fewest(rules: Sequence[Rule], seats: int) -> list[Rule]:
    """The largest minimums that already exceed the seats; all of them if they do not."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (-(each.minimum or 0), each.id)):
        if sum(each.minimum or 0 for each in found) > seats:
            break
        if rule.minimum:
            found.append(rule)
    return found


def _count(text: str) -> tuple[str, str]:
    return text, text
