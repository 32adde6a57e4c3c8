"""Everybody at the table of a composition, and circles of a draft, as plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cerchia.selection.rules.hours import HOURS, PARTS

Values = dict[str, Any]
WORKING, KNOWN_WELL = "it", "C2"
LEVEL = "B1"
VOICES = 2
CAPACITY = 3
NO_URGENCY = (1, 1)
NOON, EVENING = 13, 18
UNSAID = "undisclosed"
GENDERS = {"woman": "f", "man": "m"}
OPERATOR, MEDIATOR = "operator", "mediator"
NEW = re.compile(r"g(\d+)")  # a circle of a draft has a number; one that is there its own id


@dataclass(frozen=True, slots=True)
class Shape:
    """How many people, operators and mediators a circle has, from and to."""

    size: tuple[int, int] = (4, 7)
    operators: tuple[int, int] = (2, 2)
    mediators: tuple[int, int] = (1, 2)


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who takes part and waits for a circle. `territory`: where they will walk."""

    code: str
    person_id: UUID
    name: str
    initials: str
    territory: str
    languages: Mapping[str, str]
    hours: tuple[str, ...] = ()
    theme: str = ""
    is_student: bool = False
    gender: str = ""
    known_operator: str | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """An operator or a mediator; `capacity` is how many circles at most."""

    id: str
    person_id: UUID
    name: str
    initials: str
    role: str
    territories: tuple[str, ...]
    languages: Mapping[str, str]
    hours: tuple[str, ...] = ()
    capacity: int = CAPACITY


@dataclass(frozen=True, slots=True)
class Keep:
    """Who stays together or apart, by codes and ids."""

    id: str
    kind: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """Of somebody in a circle, or with an hour of the circle itself."""

    id: str
    member: str
    circle: str
    hour: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """One circle of a draft: ids only."""

    id: str
    territory: str
    hour: str
    people: tuple[str, ...]
    operators: tuple[str, ...]
    mediators: tuple[str, ...]

    @property
    def team(self) -> tuple[str, ...]:
        return (*self.operators, *self.mediators)

    @classmethod
    def read(cls, values: Values) -> "Ring":
        return cls(
            values["id"],
            values["territory"],
            values["slot"],
            tuple(values["beneficiaries"]),
            tuple(values["operators"]),
            tuple(values["mediators"]),
        )

    def written(self) -> Values:
        return {
            "id": self.id,
            "territory": self.territory,
            "slot": self.hour,
            "beneficiaries": sorted(self.people),
            "operators": sorted(self.operators),
            "mediators": sorted(self.mediators),
        }


@dataclass(frozen=True, slots=True)
class Existing:
    """A circle that is there already; without an `hour` where it has not met yet.

    `left`: who is not put back into it, since they left it or said no.
    """

    ring: Ring
    name: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Everybody who sits at the table of a composition, and what was said about them."""

    shape: Shape
    walkers: tuple[Walker, ...]
    helpers: tuple[Helper, ...]
    keeps: tuple[Keep, ...] = ()
    locks: tuple[Lock, ...] = ()
    existing: tuple[Existing, ...] = ()

    @property
    def hours(self) -> tuple[str, ...]:
        """Every hour that anybody named; without any, those of a week."""
        told = {hour for one in self.walkers for hour in one.hours}
        told |= {hour for one in self.helpers for hour in one.hours}
        fixed = {one.ring.hour for one in self.existing} | {one.hour for one in self.locks}
        return tuple(sorted((told or set(HOURS)) | fixed - {""}))

    @property
    def there(self) -> dict[str, Existing]:
        """The circles that are there already, by id."""
        return {one.ring.id: one for one in self.existing}

    def stays(self, member: str, circle: str) -> bool:
        """Whether somebody walks in a circle that is there already."""
        mine = self.there.get(circle)
        return mine is not None and member in (*mine.ring.people, *mine.ring.team)

    @property
    def names(self) -> dict[str, str]:
        """What to call everybody, by code or id."""
        return {w.code: w.name for w in self.walkers} | {h.id: h.name for h in self.helpers}


def hour_of(day: str, hour: int) -> str:
    """The part of the week that a time of day lies in."""
    return f"{day}-{PARTS[(hour >= NOON) + (hour >= EVENING)]}"
