"""Problem S as rows: who may be in together, and the four levels of the sheet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from cerchia.balance.errors import SchemaError
from cerchia.balance.linear import INFINITE, Program, Row, Terms
from cerchia.balance.records import BALANCED, Candidate, Pool, Rule

LEVELS = ("S1", "S2", "S3", "S4")
BETTER_HIGH = frozenset({"S1", "S4"})
KINDS = frozenset(
    {
        *("seats", "range", "floor", "mediation_capacity"),
        *("at_most_one", "together", "lock_in", "lock_out"),
    }
)
Levels = Mapping[str, int]
Weight = Callable[[Candidate], int]


@dataclass(slots=True)
class SelectionModel:
    """Identical people are one whole-number variable, a *unit*: they share chance and fate."""

    pool: Pool
    units: list[tuple[Candidate, ...]]
    program: Program
    targets: Mapping[tuple[str, str], int]
    critical: Terms = field(default_factory=dict)
    urgency: Terms = field(default_factory=dict)
    worst: int = -1
    gaps: list[int] = field(default_factory=list)

    @property
    def goals(self) -> dict[str, Terms]:
        """The expression of each level."""
        return {
            "S1": self.critical,
            "S2": {self.worst: 1},
            "S3": dict.fromkeys(self.gaps, 1),
            "S4": self.urgency,
        }

    def people(self, values: list[int], first: Collection[str] = ()) -> tuple[str, ...]:
        """The ids that a solution chooses; of people who are alike, those in `first` go first."""
        found: list[str] = []
        for index, unit in enumerate(self.units):
            ids = sorted((person.id for person in unit), key=lambda one: (one not in first, one))
            found.extend(ids[: values[index]])
        return tuple(sorted(found))

    def unit_of(self) -> dict[str, int]:
        return {person.id: index for index, unit in enumerate(self.units) for person in unit}

    def counts(self, ids: Iterable[str]) -> list[int]:
        """How many people of each unit a list holds."""
        where = self.unit_of()
        found = Counter(where[one] for one in ids if one in where)
        return [found[index] for index in range(len(self.units))]

    def hint(self, ids: Iterable[str]) -> list[int]:
        """Values for every variable of the program, from a list of people."""
        inside = frozenset(ids)
        counted = gaps_of(self.pool, self.targets, inside)
        levels = [counted[key] for key in sorted(self.targets)]
        return [*self.counts(inside), max(levels, default=0), *levels]

    def measure(self, ids: Iterable[str]) -> dict[str, int]:
        """The four levels of any list, whether or not it obeys the rules."""
        return measure(self.pool, self.targets, ids)


def build(pool: Pool, only: frozenset[str] | None = None, *, levels: bool = True) -> SelectionModel:
    """The rows of all rules of problem S, or only of some, with the variables of the levels.

    Without `levels`, people are alike when no rule tells them apart: for chances under the rules
    alone, where need does not count.
    """
    units = _units(pool) if levels else _units_of_rules(pool)
    program = Program()
    for unit in units:
        program.add(0, len(unit))
    model = SelectionModel(pool, units, program, targets_of(pool))
    for rule in rules_of(pool):
        if only is None or rule.id in only:
            program.rows.extend(_rows(rule, model))
    if levels:
        model.critical = _terms(units, lambda person: int(person.is_critical))
        model.urgency = _terms(units, lambda person: person.points)
        _add_gaps(model)
    return model


def rules_of(pool: Pool) -> tuple[Rule, ...]:
    """The rules that problem S obeys."""
    return tuple(rule for rule in pool.rules if rule.kind in KINDS and not rule.is_placed)


def seats_of(pool: Pool) -> tuple[int, int]:
    """The fewest and the most seats."""
    rules = pool.of_kind("seats")
    if not rules:
        raise SchemaError("rules: a selection needs one rule of the kind seats.")
    low = max(rule.minimum or 0 for rule in rules)
    high = min(rule.maximum if rule.maximum is not None else INFINITE for rule in rules)
    return low, high


def targets_of(pool: Pool) -> dict[tuple[str, str], int]:
    """The wanted number of people per territory and theme.

    Frozen in the sheet; where it is silent, the seats times the share of the pool, by largest
    remainder.
    """
    if pool.sheet.targets is not None:
        return {
            (feature, value): wanted
            for feature, values in pool.sheet.targets.items()
            for value, wanted in values.items()
        }
    seats = min(seats_of(pool)[1], len(pool.candidates))
    found: dict[tuple[str, str], int] = {}
    for feature in BALANCED:
        counted = Counter(person.value(feature) for person in pool.candidates)
        for value, wanted in share_out(seats, counted).items():
            found[feature, value] = wanted
    return found


def share_out(seats: int, counted: Mapping[str, int]) -> dict[str, int]:
    """Seats in proportion to counts, by largest remainder; ties go by name."""
    total = sum(counted.values())
    whole = {value: seats * count // total for value, count in counted.items()}
    rest = {value: seats * count % total for value, count in counted.items()}
    missing = seats - sum(whole.values()) if total else 0
    for value in sorted(rest, key=lambda each: (-rest[each], each))[:missing]:
        whole[value] += 1
    return whole


def gaps_of(
    pool: Pool, targets: Mapping[tuple[str, str], int], inside: frozenset[str]
) -> dict[tuple[str, str], int]:
    """How far a list is from each target."""
    counted: Counter[tuple[str, str]] = Counter()
    for person in pool.candidates:
        if person.id in inside:
            counted.update((feature, person.value(feature)) for feature in BALANCED)
    return {key: abs(counted[key] - wanted) for key, wanted in targets.items()}


def measure(
    pool: Pool, targets: Mapping[tuple[str, str], int], ids: Iterable[str]
) -> dict[str, int]:
    """The four levels of a list."""
    inside = frozenset(ids)
    members = [person for person in pool.candidates if person.id in inside]
    gaps = gaps_of(pool, targets, inside).values()
    return {
        "S1": sum(person.is_critical for person in members),
        "S2": max(gaps, default=0),
        "S3": sum(gaps),
        "S4": sum(person.points for person in members),
    }


def band_rows(model: SelectionModel, best: Levels) -> list[Row]:
    """The band of equals: every list inside is as good as the best."""
    kept = model.pool.sheet.tolerances
    return [
        Row(model.critical, low=-(-best["S1"] * kept.critical_percent // 100), high=INFINITE),
        Row({model.worst: 1}, low=0, high=best["S2"] + kept.worst_gap),
        Row(dict.fromkeys(model.gaps, 1), low=0, high=best["S3"] + kept.total_gap),
        Row(model.urgency, low=-(-best["S4"] * kept.urgency_percent // 100), high=INFINITE),
    ]


def _units(pool: Pool) -> list[tuple[Candidate, ...]]:
    named = {member for rule in pool.rules if rule.kind in KINDS for member in rule.members}
    groups: defaultdict[tuple[object, ...], list[Candidate]] = defaultdict(list)
    for person in pool.candidates:
        key = (
            *(person.id if person.id in named else "",),
            *(person.territory, person.status, person.gender, person.age_band, person.theme),
            *(person.needs_mediation, person.points, person.is_critical),
            *(person.student, person.mediated),
        )
        groups[key].append(person)
    return [tuple(unit) for unit in groups.values()]


def _units_of_rules(pool: Pool) -> list[tuple[Candidate, ...]]:
    rules = rules_of(pool)
    named = {member for rule in rules for member in rule.members}
    features = sorted({rule.feature for rule in rules if rule.feature})
    heard = any(rule.kind == "mediation_capacity" for rule in rules)
    groups: defaultdict[tuple[object, ...], list[Candidate]] = defaultdict(list)
    for person in pool.candidates:
        key = (
            person.id if person.id in named else "",
            *(person.value(feature) for feature in features),
            (person.territory, person.needs_mediation) if heard else "",
        )
        groups[key].append(person)
    return [tuple(unit) for unit in groups.values()]


def _terms(units: list[tuple[Candidate, ...]], weight: Weight) -> dict[int, int]:
    weights = ((index, weight(unit[0])) for index, unit in enumerate(units))
    return {index: each for index, each in weights if each}


def _rows(rule: Rule, model: SelectionModel) -> Iterator[Row]:
    low = rule.minimum if rule.minimum is not None else -INFINITE
    high = rule.maximum if rule.maximum is not None else INFINITE
    if rule.members:
        yield from _rows_of_people(rule, model)
    elif rule.kind == "seats":
        yield Row(dict.fromkeys(range(len(model.units)), 1), low, high, rule.id)
    elif rule.kind == "mediation_capacity":
        need = _terms(
            model.units,
            lambda person: int(person.needs_mediation and person.territory == rule.value),
        )
        yield Row(need, low, high, rule.id)
    else:
        has = _has(rule.feature or "", rule.value or "")
        yield Row(_terms(model.units, has), low, high, rule.id)


def _rows_of_people(rule: Rule, model: SelectionModel) -> Iterator[Row]:
    where = model.unit_of()
    members = [where[member] for member in rule.members if member in where]
    match rule.kind:
        case "at_most_one":
            yield Row(dict.fromkeys(members, 1), 0, 1, rule.id)
        case "together":
            for one, other in pairwise(members):
                yield Row({one: 1, other: -1}, 0, 0, rule.id)
        case "lock_in" | "lock_out":
            fixed = int(rule.kind == "lock_in")
            for member in members:
                yield Row({member: 1}, fixed, fixed, rule.id)


def _add_gaps(model: SelectionModel) -> None:
    program, most = model.program, len(model.pool.candidates)
    furthest = max([most, *model.targets.values()])
    model.worst = program.add(0, furthest)
    for feature, value in sorted(model.targets):
        wanted = model.targets[feature, value]
        gap = program.add(0, furthest)
        model.gaps.append(gap)
        count = _terms(model.units, _has(feature, value))
        program.row({**count, gap: -1}, high=wanted)
        program.row({**count, gap: 1}, low=wanted)
        program.row({model.worst: 1, gap: -1}, low=0)


def _has(feature: str, value: str) -> Weight:
    return lambda person: int(person.value(feature) == value)
