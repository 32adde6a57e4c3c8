"""What a block of people is while it is written: where it stands, and what has been made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.demo.bulk.pattern import Pattern
from cerchia.demo.bulk.sheets import Sheets
from cerchia.demo.story.shapes import Ring, Who
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Territory
from cerchia.projects.models import Objective, Project, Wish

CHOSEN, FORMED = date(2013, 2, 27), date(2013, 3, 4)


@dataclass(slots=True)
class House:
    """What all blocks share: the edition, those who approve and pay, and the running numbers."""

    edition: Edition
    territories: Mapping[str, Territory]
    coordinator: User
    accounts: User
    password: str
    grant: UUID
    world: UUID
    texts: Mapping[str, Mapping[str, Mapping[str, str]]]
    codes: dict[str, int]
    pacts: int


@dataclass(slots=True)
class Block:
    """One block on its way into the sheets. `number` makes its names unlike those of others."""

    house: House
    sheets: Sheets
    pattern: Pattern
    number: int
    chance: Random
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    objectives: dict[tuple[str, str], Objective] = field(default_factory=dict)

    def uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def ring_of(self, who: Who) -> Ring:
        return next(ring for ring in self.pattern.rings if ring.key == who.circle)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.zone())
