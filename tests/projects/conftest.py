"""Circle Dora: Amal and Ousmane; Giulia operates, Ismail mediates, Marta coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective, Project, ReviewMoment, Wish
from tests.factories.circles import CircleFactory, CircleMembershipFactory
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.programmes import ParticipationFactory, StaffAssignmentFactory
from tests.factories.projects import (
    ObjectiveFactory,
    ProjectFactory,
    ProjectMemberFactory,
    ReviewMomentFactory,
    WishFactory,
)

NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nineteenth_of_september() -> Iterator[None]:
    with clock.at(NOW):
        yield


def user_of(person: Person) -> User:
    """The account as a new request would load it."""
    assert person.user_id is not None
    return User.objects.get(pk=person.user_id)


def inside(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user_of(person))
    return client


@dataclass
class Dora:
    circle: Circle
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        people: dict[str, Person] = self.__dict__["people"]
        return people[name]

    def participant(self, name: str, circle: Circle | None = None) -> Person:
        place = circle or self.circle
        person = PersonFactory.create(given_name=name)
        ParticipationFactory.create(edition=place.edition, territory=place.territory, person=person)
        CircleMembershipFactory.create(circle=place, person=person)
        return person

    def staff(self, name: str, role: str, circle: Circle | None = None) -> Person:
        place = circle or self.circle
        person = PersonFactory.create(given_name=name)
        StaffAssignmentFactory.create(
            edition=place.edition, person=person, role=role, territory=place.territory
        )
        if role in {"operator", "mediator"}:
            CircleMembershipFactory.create(circle=place, person=person, role=role)
        return person

    def wish(self, text: str = "Voglio cucire vestiti su misura.", **more: object) -> Wish:
        given = {"person": self.amal, "edition": self.circle.edition, "text": text}
        return WishFactory.create(**given | more)

    def project(self, *people: Person) -> Project:
        wish = self.wish()
        project = ProjectFactory.create(circle=self.circle)
        project.wishes.add(wish)
        for person in people or (self.amal,):
            ProjectMemberFactory.create(project=project, person=person)
        return project

    def objective(self, project: Project | None = None, **more: object) -> Objective:
        here = project or self.project()
        given = {"project": here, "accepted_by": self.amal, "proposed_by": user_of(self.giulia)}
        return ObjectiveFactory.create(**given | more)

    def review(self, project: Project | None = None, **more: object) -> ReviewMoment:
        return ReviewMomentFactory.create(project=project or self.project(), **more)


def dora_circle() -> Dora:
    here = Dora(CircleFactory.create(name="Dora"))
    cast = here.people
    cast["amal"] = here.participant("Amal")
    cast["ousmane"] = here.participant("Ousmane")
    cast["giulia"] = here.staff("Giulia", "operator")
    cast["ismail"] = here.staff("Ismail", "mediator")
    cast["marta"] = here.staff("Marta", "coordinator")
    PersonLanguageFactory.create(person=cast["amal"], language="ar", position=0)
    PersonLanguageFactory.create(person=cast["amal"], language="it", position=1)
    return here


@pytest.fixture
def dora(db: None) -> Dora:
    return dora_circle()


@pytest.fixture
def elsewhere(dora: Dora) -> Dora:
    """Another circle, in another territory of the same edition."""
    there = Dora(CircleFactory.create(name="Cervo", edition=dora.circle.edition))
    there.people["amal"] = there.participant("Mariam")
    there.people["giulia"] = there.staff("Elena", "operator")
    there.people["marta"] = there.staff("Sandro", "coordinator")
    for role in ("accounts", "committee", "organisation", "editor", "system"):
        there.people[role] = there.staff(role.title(), role)
    return there
