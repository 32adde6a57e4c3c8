"""Circle Dora: Amal and Ousmane; Giulia operates, Ismail mediates, Marta coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership, Meeting
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from tests.factories.circles import (
    CircleFactory,
    CircleMembershipFactory,
    EncounterFactory,
    MeetingFactory,
)
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    ParticipationFactory,
    StaffAssignmentFactory,
)

NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)
Role = CircleMembership.Role


@pytest.fixture(autouse=True)
def nineteenth_of_september() -> Iterator[None]:
    with clock.at(NOW):
        yield


@dataclass
class World:
    """A territory of an edition, and ways to bring people into it."""

    edition: Edition
    territory: Territory

    def participant(self, name: str) -> Person:
        person = PersonFactory.create(given_name=name, family_name="Abdi")
        ParticipationFactory.create(edition=self.edition, person=person, territory=self.territory)
        return person

    def staff(self, name: str, role: str) -> Person:
        person = PersonFactory.create(given_name=name, family_name="Ferro")
        StaffAssignmentFactory.create(
            edition=self.edition, person=person, role=role, territory=self.territory
        )
        return person

    def circle(self, name: str = "Dora") -> Circle:
        return CircleFactory.create(edition=self.edition, territory=self.territory, name=name)

    def seat(self, circle: Circle, person: Person, role: str) -> CircleMembership:
        return CircleMembershipFactory.create(
            circle=circle,
            person=person,
            role=role,
            invited_at=NOW - timedelta(days=60),
            accepted_at=NOW - timedelta(days=60),
        )


@pytest.fixture
def world(db: None) -> World:
    place = EditionTerritoryFactory.create(edition=EditionFactory.create())
    return World(place.edition, place.territory)


@dataclass
class Dora:
    world: World
    circle: Circle
    amal: Person
    ousmane: Person
    giulia: Person
    ismail: Person
    marta: Person

    def seat_of(self, person: Person) -> CircleMembership:
        return self.circle.memberships.get(person=person, left_at=None)

    def meeting(self, days: int = 7) -> Meeting:
        return MeetingFactory.create(circle=self.circle, starts_at=NOW + timedelta(days=days))

    def contact(self, one: Person, two: Person, *, times: int = 1, days_ago: int = 3) -> None:
        for _time in range(times):
            EncounterFactory.create(
                circle=self.circle, first=one, second=two, at=NOW - timedelta(days=days_ago)
            )


@pytest.fixture
def dora(world: World) -> Dora:
    circle = world.circle()
    cast = {
        "amal": world.participant("Amal"),
        "ousmane": world.participant("Ousmane"),
        "giulia": world.staff("Giulia", StaffAssignment.Role.OPERATOR),
        "ismail": world.staff("Ismail", StaffAssignment.Role.MEDIATOR),
    }
    for name, role in {
        "amal": Role.PARTICIPANT,
        "ousmane": Role.PARTICIPANT,
        "giulia": Role.OPERATOR,
        "ismail": Role.MEDIATOR,
    }.items():
        world.seat(circle, cast[name], role)
    PersonLanguageFactory.create(person=cast["amal"], language="ar")
    PersonLanguageFactory.create(person=cast["ismail"], language="ar", interprets=True)
    marta = world.staff("Marta", StaffAssignment.Role.COORDINATOR)
    return Dora(world=world, circle=circle, marta=marta, **cast)


def user_of(person: Person) -> User:
    """A fresh account object, without what an earlier request kept on it."""
    assert person.user_id is not None
    return User.objects.get(pk=person.user_id)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(user_of(person), backend="django.contrib.auth.backends.ModelBackend")
    return client
