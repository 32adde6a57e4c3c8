"""Who and what is on the stage while the story is played, by the names that the story uses."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.contrib.auth.hashers import make_password

from cerchia.access.models import User
from cerchia.audit.usecases import file_opened
from cerchia.circles.models import Circle
from cerchia.demo.story.people import PEOPLE
from cerchia.demo.story.shapes import Plan, Who
from cerchia.demo.story.staff import RINGS
from cerchia.funds.models import Fund, Pact
from cerchia.kit import clock
from cerchia.network.models import KnownContact
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Territory
from cerchia.projects.models import Objective, Project

PASSWORD = "cerchia-demo"  # noqa: S105 - the one that the demo tells everybody
KEPT = ("_standing", "_seats", "_person_id", "_network_places")


@dataclass(slots=True)
class Stage:
    """Everything made so far. `chance` is seeded: the same seed tells the same story."""

    chance: random.Random
    edition: Edition = field(init=False)
    territories: dict[str, Territory] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    objectives: dict[tuple[str, str], Objective] = field(default_factory=dict)
    funds: dict[str, Fund] = field(default_factory=dict)
    pacts: dict[str, Pact] = field(default_factory=dict)
    spoken: KnownContact = field(init=False)
    password: str = field(default_factory=lambda: make_password(PASSWORD))
    told_cents: dict[str, int] = field(
        default_factory=lambda: {"all": 0, "declaration": 0, "later": 0}
    )
    papers: int = 0
    _forgetful: set[str] = field(default_factory=set)
    _inside: dict[str, set[str]] = field(default_factory=dict)

    def user(self, key: str) -> User:
        """The account of somebody; what it remembers about where it stands is true today."""
        user = self.users[key]
        if key in self._forgetful:
            self._forgetful.discard(key)
            for name in KEPT:
                user.__dict__.pop(name, None)
        return user

    def moved(self) -> None:
        """Somebody took a place, or gave one up: nobody relies on what they knew before."""
        self._forgetful = set(self.users)
        self._inside = {}

    def looks(self, reader: str, role: str, people: Iterable[str], part: str) -> None:
        """Somebody who works opens a part of people's files; each of them sees it."""
        file_opened(
            reader=self.users[reader],
            role=role,
            people=[self.people[key].pk for key in people],
            part=part,
        )

    def inside(self, circle: str) -> set[str]:
        """Keys of those who walk in a circle now."""
        if circle not in self._inside:
            rows = self.circles[circle].memberships.current().values_list("person__user__username")
            self._inside[circle] = {str(name) for (name,) in rows}
        return self._inside[circle]

    def uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)


@dataclass(order=True, slots=True)
class Act:
    """Something that happens at a moment; of two at the same one, the first written is first."""

    at: datetime
    order: int
    play: Callable[[], object] = field(compare=False)


class Script:
    """The acts of the story, in whatever order they are written down."""

    def __init__(self) -> None:
        self.acts: list[Act] = []

    def on(self, day: date, hour: str, play: Callable[[], object]) -> None:
        moment = datetime.combine(day, time.fromisoformat(hour), tzinfo=clock.zone())
        self.acts.append(Act(moment, len(self.acts), play))


WHO: dict[str, Who] = {who.key: who for who in PEOPLE}
RING = {ring.key: ring for ring in RINGS}


def circle_of(key: str) -> str:
    """The name of the circle in which a participant walks."""
    return WHO[key].circle


def operator_of(key: str) -> str:
    return RING[circle_of(key)].operators[0]


def mediator_of(key: str) -> str:
    return RING[circle_of(key)].mediators[0]


def is_shared(plan: Plan) -> bool:
    """Whether several people stand behind the project."""
    return len(plan.people) > 1
