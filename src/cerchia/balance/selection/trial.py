"""What a list would be like, counted without a solver: for pages that show before and after.

Loads nothing but the standard library and the plain values of the room.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cerchia.balance.records import Candidate, Pool, Rule, Tolerances
from cerchia.balance.selection.model import measure as levels_of
from cerchia.balance.selection.model import rules_of, targets_of

COUNTED = frozenset({"seats", "range", "floor", "mediation_capacity"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule of the sheet, and how the list stands to it.

    `count` lies between `minimum` and `maximum` where the rule holds; `short` and `over` say by how
    many it does not. For rules about named people `count` is how many of `persons` are in.
    """

    rule: str
    kind: str
    count: int
    minimum: int | None
    maximum: int | None
    feature: str | None = None
    value: str | None = None
    protected: bool = False
    persons: tuple[str, ...] = ()
    holds: bool = True

    @property
    def short(self) -> int:
        return max(0, (self.minimum or 0) - self.count)

    @property
    def over(self) -> int:
        return 0 if self.maximum is None else max(0, self.count - self.maximum)


@dataclass(frozen=True, slots=True)
class Target:
    """A wanted number of the sheet; a wish of the levels S2 and S3, never a hard rule."""

    feature: str
    value: str
    count: int
    wanted: int

    @property
    def gap(self) -> int:
        """How many too many, or too few where it is below zero."""
        return self.count - self.wanted


@dataclass(frozen=True, slots=True)
class Trial:
    """A list as it stands: every rule, every target, and the four levels."""

    people: int
    rules: tuple[Reading, ...]
    targets: tuple[Target, ...]
    levels: Mapping[str, int]
    unknown: tuple[str, ...] = ()

    @property
    def broken(self) -> tuple[str, ...]:
        """The ids of the rules that do not hold."""
        return tuple(each.rule for each in self.rules if not each.holds)

    @property
    def holds(self) -> bool:
        return not self.broken and not self.unknown


def measure(pool: Pool, chosen: Iterable[str]) -> Trial:
    """How a list stands to every rule, target and level of the sheet."""
    inside = frozenset(chosen)
    members = [person for person in pool.candidates if person.id in inside]
    targets = targets_of(pool)
    return Trial(
        people=len(members),
        rules=tuple(_reading(rule, members, inside) for rule in rules_of(pool)),
        targets=tuple(
            Target(feature, value, _having(members, feature, value), wanted)
            for (feature, value), wanted in targets.items()
        ),
        levels=levels_of(pool, targets, inside),
        unknown=tuple(sorted(inside - {person.id for person in members})),
    )


def is_as_good(
    best: Mapping[str, int], levels: Mapping[str, int], kept: Tolerances | None = None
) -> bool:
    """Whether levels lie in the band of equals around the best ones, which a solver found."""
    kept = kept or Tolerances()
    return (
        levels["S1"] * 100 >= best["S1"] * kept.critical_percent
        and levels["S2"] <= best["S2"] + kept.worst_gap
        and levels["S3"] <= best["S3"] + kept.total_gap
        and levels["S4"] * 100 >= best["S4"] * kept.urgency_percent
    )


def _having(members: Iterable[Candidate], feature: str, value: str) -> int:
    return sum(person.value(feature) == value for person in members)


def _reading(rule: Rule, members: list[Candidate], inside: frozenset[str]) -> Reading:
    if rule.kind in COUNTED:
        return _counted(rule, members)
    there = len(inside.intersection(rule.members))
    whole = len(rule.members)
    low, high = {
        "lock_in": (whole, whole),
        "lock_out": (0, 0),
        "at_most_one": (0, 1),
        "together": (0, whole),
    }[rule.kind]
    return Reading(
        rule=rule.id,
        kind=rule.kind,
        count=there,
        minimum=low,
        maximum=high,
        persons=rule.members,
        holds=there in {0, whole} if rule.kind == "together" else low <= there <= high,
    )


def _counted(rule: Rule, members: list[Candidate]) -> Reading:
    if rule.kind == "seats":
        count = len(members)
    elif rule.kind == "mediation_capacity":
        count = sum(each.needs_mediation and each.territory == rule.value for each in members)
    else:
        count = _having(members, rule.feature or "", rule.value or "")
    low, high = rule.minimum, rule.maximum
    return Reading(
        rule=rule.id,
        kind=rule.kind,
        count=count,
        minimum=low,
        maximum=high,
        feature=rule.feature,
        value=rule.value,
        protected=rule.protected,
        holds=(low is None or count >= low) and (high is None or count <= high),
    )
