"""What a sheet of criteria may never ask: checked before any name is looked at.

Protected traits enter floors only, with a written reason. Floors on the values of a trait must
leave room for whoever has another value or does not disclose it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from cerchia.balance.records import PROTECTED, Pool, Rule
from cerchia.balance.selection.model import seats_of

SMALLEST_GROUP = 2


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule set that may not be used, and the sentence for its author."""

    code: str
    rules: tuple[str, ...]
    sentence: str


def refusals(pool: Pool) -> list[Refusal]:
    """Everything that stands against using this sheet with this pool."""
    return [
        *_ceilings(pool),
        *_unreasoned(pool),
        *_single_people(pool),
        *_hidden_ceilings(pool),
    ]


def implied_ceilings(pool: Pool) -> dict[str, int]:
    """For each named value of a trait with floors, the most seats the other floors leave it."""
    _, seats = seats_of(pool)
    found: dict[str, int] = {}
    for feature, floors in _floors_by_feature(pool).items():
        total = sum(rule.minimum or 0 for rule in floors)
        for rule in floors:
            found[rule.id] = seats - total + (rule.minimum or 0)
        found[f"{feature}=*"] = seats - total
    return found


def reserve(pool: Pool, floors: list[Rule]) -> int:
    """Seats to keep for people outside the named values of a trait; none if there are none."""
    named = {rule.value for rule in floors}
    feature = floors[0].feature or ""
    outside = sum(person.value(feature) not in named for person in pool.candidates)
    if not outside:
        return 0
    _, seats = seats_of(pool)
    return max(1, -(-seats * outside // len(pool.candidates)))


def _floors_by_feature(pool: Pool) -> dict[str, list[Rule]]:
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in pool.of_kind("floor"):
        if rule.feature in PROTECTED:
            found[rule.feature or ""].append(rule)
    return dict(sorted(found.items()))


def _hidden_ceilings(pool: Pool) -> list[Refusal]:
    """Floors that add up to more than the seats are a conflict of their own, not a refusal."""
    _, seats = seats_of(pool)
    found = []
    for feature, floors in _floors_by_feature(pool).items():
        total, kept = sum(rule.minimum or 0 for rule in floors), reserve(pool, floors)
        if seats - kept < total <= seats:
            found.append(
                Refusal(
                    "hidden_ceiling",
                    tuple(rule.id for rule in floors),
                    f"rules: the floors on {feature} add up to {total} of {seats} seats and leave "
                    f"less than the {kept} that people with another value or none must have.",
                )
            )
    return found


def _ceilings(pool: Pool) -> list[Refusal]:
    return [
        Refusal(
            "protected_ceiling",
            (rule.id,),
            f"rules: {rule.id} is a range on {rule.feature}; protected traits have floors only.",
        )
        for rule in pool.of_kind("range")
        if rule.feature in PROTECTED
    ]


def _unreasoned(pool: Pool) -> list[Refusal]:
    return [
        Refusal(
            "no_reason",
            (rule.id,),
            f"rules: {rule.id} is a floor on {rule.feature} and needs a written reason.",
        )
        for rule in pool.of_kind("floor")
        if rule.feature in PROTECTED and not rule.reason.strip()
    ]


def _single_people(pool: Pool) -> list[Refusal]:
    counted = Counter(
        (feature, person.value(feature)) for person in pool.candidates for feature in PROTECTED
    )
    return [
        Refusal(
            "single_person",
            (rule.id,),
            f"rules: {rule.id} speaks of one person only; no rule may be about fewer than two.",
        )
        for rule in pool.of_kind("floor")
        if rule.feature in PROTECTED
        and rule.minimum
        and counted[rule.feature, rule.value or ""] == SMALLEST_GROUP - 1 >= rule.minimum
    ]
