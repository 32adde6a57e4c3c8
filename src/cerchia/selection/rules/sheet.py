"""The criteria sheet as plain values: wanted numbers, each with its reason, and what is refused."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

PROTECTED = ("gender", "age_band", "status")
NEVER = ("nationality", "ethnic_origin", "religion", "health")
USUAL_SIZE = (4, 7)


@dataclass(frozen=True, slots=True)
class Place:
    """Wanted people of a territory: the number aimed at, and between which numbers it may lie."""

    wanted: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Floor:
    """At least so many people with a protected trait; never a ceiling, always with a reason."""

    feature: str
    value: str
    least: int
    reason: str
    review_on: str = ""

    @property
    def id(self) -> str:
        return f"floor:{self.feature}={self.value}"

    @property
    def review_day(self) -> date | None:
        return date.fromisoformat(self.review_on) if self.review_on else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`students` and `circle_size` are from-to; None means that nothing is wanted."""

    seats: int
    places: Mapping[str, Place] = field(default_factory=dict)
    floors: tuple[Floor, ...] = ()
    students: tuple[int, int] | None = None
    mediated: int | None = None
    per_operator: int | None = None
    circle_size: tuple[int, int] = USUAL_SIZE
    one_a_household: bool = False
    urgency: bool = False
    why: str = ""

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Sheet":
        """From the JSON that is kept."""
        students, size = content.get("students"), content.get("circle_size") or USUAL_SIZE
        return cls(
            seats=int(content.get("seats", 0)),
            places={name: Place(**each) for name, each in content.get("places", {}).items()},
            floors=tuple(Floor(**each) for each in content.get("floors", [])),
            students=(students[0], students[1]) if students else None,
            mediated=content.get("mediated"),
            per_operator=content.get("per_operator"),
            circle_size=(size[0], size[1]),
            one_a_household=bool(content.get("one_a_household")),
            urgency=bool(content.get("urgency")),
            why=str(content.get("why", "")),
        )

    def in_order(self, names: Sequence[str]) -> "Sheet":
        """The territories in the order of the edition: kept JSON has none."""
        found = {name: self.places[name] for name in names if name in self.places}
        return replace(self, places={**found, **self.places})

    def content(self) -> dict[str, Any]:
        """As JSON keeps it; the same sheet gives the same content."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self), sort_keys=True))
        return found


def seal(content: Mapping[str, Any]) -> str:
    """The mark of a frozen sheet, over its canonical JSON."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def reserve(seats: int, outside: int, people: int) -> int:
    """Seats to keep for people with another value of a trait, or who do not say it."""
    if not outside or not people:
        return 0
    return max(1, -(-seats * outside // people))


def implied_ceilings(sheet: Sheet) -> dict[str, int]:
    """For each floor, the most seats that the other floors on the same trait leave to it.

    A trait with one floor only has no ceiling, and is not told.
    """
    found: dict[str, int] = {}
    for feature in PROTECTED:
        floors = [each for each in sheet.floors if each.feature == feature]
        total = sum(each.least for each in floors)
        if len(floors) > 1:
            found |= {each.id: sheet.seats - total + each.least for each in floors}
            found[f"{feature}=*"] = sheet.seats - total
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The names of what two sheets say differently."""
    return sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
