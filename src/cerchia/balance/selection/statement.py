"""The fairness statement: one page of counts, published with the proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

from cerchia.balance.engine import Budget
from cerchia.balance.linear import Row
from cerchia.balance.records import PROTECTED, Candidate, Pool
from cerchia.balance.selection.chances import Lists, exclusions, leximin_bound
from cerchia.balance.selection.explain import blocking_rules
from cerchia.balance.selection.impossible import SelectionCase
from cerchia.balance.selection.model import SelectionModel, build, seats_of
from cerchia.balance.selection.tickets import Draw

SMALLEST_GROUP = 5
GROUPS = ("territory", "theme", "gender", "age_band", "status")


@dataclass(frozen=True, slots=True)
class Stop:
    """The run is stopped: a protected trait, or silence about it, leaves somebody no chance."""

    persons: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return (
            f"Stopped: {len(self.persons)} people are in no valid list because of "
            f"{', '.join(self.rules)}; change the floors before any list is published."
        )


def stopped_by(case: SelectionCase, model: SelectionModel, budget: Budget) -> Stop | None:
    """Whether floors on protected traits leave anybody without any valid list at all."""
    pool = model.pool
    protected = {rule.id for rule in pool.of_kind("floor") if rule.feature in PROTECTED}
    persons: list[str] = []
    rules: set[str] = set()
    for index in sorted(exclusions(Lists(model, ()), budget)):
        blocking = blocking_rules(pool, model.units[index][0], case.budget)
        if protected & set(blocking):
            persons.extend(person.id for person in model.units[index])
            rules |= protected & set(blocking)
    return Stop(tuple(persons), tuple(sorted(rules))) if persons else None


def fairness(model: SelectionModel, draw: Draw, rows: Sequence[Row]) -> Mapping[str, object]:
    """Counts and chances, as section by section people read them."""
    pool = model.pool
    inside = [draw.chances[p.id] for p in pool.candidates if p.id not in set(draw.in_no_list)]
    low, high = seats_of(pool)
    return {
        "people": len(pool.candidates),
        "seats": [low, high],
        "lists": len(draw.tickets),
        "lists_sha256": draw.sha256,
        "lowest_chance": draw.lowest,
        "median_chance": median(inside) if inside else 0.0,
        "highest_chance": max(inside, default=0.0),
        "lowest_possible": round(draw.lowest_possible, 6),
        "bound": round(draw.bound, 6),
        "bound_proven": draw.proven,
        "in_no_list": len(draw.in_no_list),
        "groups": groups(model, draw, rows),
        "assessors": agreement(pool.candidates),
    }


def groups(
    model: SelectionModel, draw: Draw, rows: Sequence[Row]
) -> dict[str, dict[str, Mapping[str, float]]]:
    """Mean chance per group and its ratio to the overall mean, with and without protected floors.

    Groups of fewer than five people are not told.
    """
    pool = model.pool
    overall = mean(draw.chances.values()) if draw.chances else 0.0
    plain = chances_without_floors(pool, rows)
    found: dict[str, dict[str, Mapping[str, float]]] = {}
    for feature in GROUPS:
        by_value: dict[str, list[str]] = {}
        for person in pool.candidates:
            by_value.setdefault(person.value(feature), []).append(person.id)
        found[feature] = {
            value: {
                "people": len(ids),
                "mean": round(mean(draw.chances[one] for one in ids), 4),
                "ratio": round(mean(draw.chances[one] for one in ids) / (overall or 1.0), 4),
                "mean_without_floors": round(mean(plain[one] for one in ids), 4),
            }
            for value, ids in sorted(by_value.items())
            if len(ids) >= SMALLEST_GROUP
        }
    return found


def chances_without_floors(pool: Pool, rows: Sequence[Row]) -> dict[str, float]:
    """Chances of the relaxation if no floor protected anybody."""
    kept = tuple(r for r in pool.rules if not (r.kind == "floor" and r.feature in PROTECTED))
    return relaxed_chances(replace(pool, sheet=replace(pool.sheet, rules=kept)), rows)


def relaxed_chances(pool: Pool, rows: Sequence[Row] = ()) -> dict[str, float]:
    """Leximin chances of the relaxation, by person; rows must fit the pool's own units."""
    model = build(pool)
    chances = leximin_bound(Lists(model, rows), frozenset())
    return {person.id: chances[i] for i, unit in enumerate(model.units) for person in unit}


def flip(pool: Pool, person: str, feature: str, value: str) -> tuple[float, float]:
    """A person's chance before and after a protected trait is another; only floors may matter."""
    if feature not in PROTECTED:
        raise ValueError(f"{feature} is not a protected trait.")
    other = tuple(
        _with(each, feature, value) if each.id == person else each for each in pool.candidates
    )
    flipped = replace(pool, candidates=other)
    return relaxed_chances(pool)[person], relaxed_chances(flipped)[person]


def _with(person: Candidate, feature: str, value: str) -> Candidate:
    if feature == "gender":
        return replace(person, gender=value)
    if feature == "age_band":
        return replace(person, age_band=value)
    return replace(person, status=value)


def agreement(people: Sequence[Candidate]) -> Mapping[str, float]:
    """Quadratically weighted kappa of the two assessors, and how many pairs are discordant."""
    pairs = [person.urgency for person in people]
    seen = sum((a - b) ** 2 for a, b in pairs)
    expected = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / (len(pairs) or 1)
    return {
        "kappa": round(1 - seen / expected, 4) if expected else 1.0,
        "discordant": sum(person.is_discordant for person in people),
    }
