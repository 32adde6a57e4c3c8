"""Circle Dora in Torino with Amal's project; Tre Torchi, a firm of Torino, and its people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.kit import clock
from cerchia.network.models import Offer, Organisation
from cerchia.people.models import Person
from cerchia.projects.models import Objective, Project, ProjectStep
from cerchia.support import usecases
from cerchia.support.models import Commitment, Need
from cerchia.support.usecases import Asked
from tests.factories.circles import CircleFactory, CircleMembershipFactory
from tests.factories.network import OrganisationFactory, OrganisationMemberFactory
from tests.factories.offers import OfferFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import (
    EditionTerritoryFactory,
    ParticipationFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)
from tests.factories.projects import (
    ObjectiveFactory,
    ProjectFactory,
    ProjectMemberFactory,
    ProjectStepFactory,
)

NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)
TORINO, IVREA, BIELLA = "001272", "001125", "096004"


@pytest.fixture(autouse=True)
def nineteenth_of_september() -> Iterator[None]:
    with clock.at(NOW):
        yield


def user_of(person: Person) -> User:
    """The account as a new request would load it."""
    return User.objects.get(person=person.pk)


def inside(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user_of(person))
    return client


@dataclass
class Town:
    circle: Circle
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    project: Project = None  # type: ignore[assignment]
    objective: Objective = None  # type: ignore[assignment]
    step: ProjectStep = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Person:
        try:
            people: dict[str, Person] = self.__dict__["people"]
            return people[name]
        except KeyError:
            raise AttributeError(name) from None

    def user(self, name: str) -> User:
        return user_of(self.people[name])

    def client(self, name: str) -> Client:
        return inside(self.people[name])

    def participant(self, name: str, circle: Circle | None = None, **more: object) -> Person:
        place = circle or self.circle
        person = PersonFactory.create(given_name=name.title(), **more)
        ParticipationFactory.create(edition=place.edition, territory=place.territory, person=person)
        CircleMembershipFactory.create(circle=place, person=person)
        self.people[name] = person
        return person

    def staff(
        self, name: str, role: str, circle: Circle | None = None, sits: bool = True
    ) -> Person:
        place = circle or self.circle
        person = PersonFactory.create(given_name=name.title())
        StaffAssignmentFactory.create(
            edition=place.edition, person=person, role=role, territory=place.territory
        )
        if sits and role in {"operator", "mediator"}:
            CircleMembershipFactory.create(circle=place, person=person, role=role)
        self.people[name] = person
        return person

    def organisation(self, name: str, speaker: str, circle: Circle | None = None) -> Organisation:
        place = circle or self.circle
        body = OrganisationFactory.create(
            programme=place.edition.programme, territory=place.territory, name=name
        )
        person = PersonFactory.create(given_name=speaker.title())
        StaffAssignmentFactory.create(
            edition=place.edition, person=person, role="organisation", territory=place.territory
        )
        OrganisationMemberFactory.create(organisation=body, person=person)
        self.people[speaker] = person
        self.organisations[speaker] = body
        return body

    def offer(self, speaker: str = "tore", **more: object) -> Offer:
        body = self.organisations[speaker]
        given = {"organisation": body, "territory": body.territory, "edition": self.circle.edition}
        return OfferFactory.create(**given | more)

    def need(self, actor: str = "giulia", **more: object) -> Need:
        given: dict[str, object] = {
            "help": "advice",
            "what": "Sei ore di conti",
            "quantity": 6,
            "unit": "hours",
        }
        asked = Asked(**given | more)  # type: ignore[arg-type]
        return usecases.ask(
            actor=self.user(actor), project=self.project, step=self.step, asked=asked
        )

    def proposed(self, offer: Offer | None = None, need: Need | None = None) -> Commitment:
        return usecases.propose(
            actor=self.user("giulia"), offer=offer or self.offer(), need=need or self.need()
        )

    def agreed(self, *, share: bool = False, offer: Offer | None = None) -> Commitment:
        row = self.proposed(offer)
        usecases.accept(actor=self.user("amal"), commitment=row, language="it", share=share)
        return row


@pytest.fixture
def town(db: None) -> Town:
    circle = CircleFactory.create(name="Dora")
    EditionTerritoryFactory.create(edition=circle.edition, territory=circle.territory)
    place = Town(circle)
    place.participant("amal")
    place.participant("ousmane")
    place.staff("giulia", "operator")
    place.staff("ismail", "mediator")
    place.staff("marta", "coordinator")
    place.staff("hugo", "operator", sits=False)
    there = TerritoryFactory.create(programme=circle.edition.programme, name="Biella")
    EditionTerritoryFactory.create(edition=circle.edition, territory=there)
    cervo = CircleFactory.create(edition=circle.edition, territory=there, name="Cervo")
    place.participant("mariam", cervo)
    place.staff("elena", "operator", cervo)
    place.organisation("Tipografia Tre Torchi", "tore")
    place.organisation("Panetteria Lievito Lento", "pina")
    place.organisation("Lanificio Val Scura", "lina", cervo)
    place.project = ProjectFactory.create(circle=circle)
    ProjectMemberFactory.create(project=place.project, person=place.amal)
    place.objective = ObjectiveFactory.create(project=place.project, accepted_by=place.amal)
    place.step = ProjectStepFactory.create(
        objective=place.objective, due_on=NOW.date() + timedelta(days=40)
    )
    return place
