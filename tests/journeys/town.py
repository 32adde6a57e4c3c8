"""A small town: a circle with its people, and nothing said or agreed in it yet."""

from dataclasses import dataclass

from cerchia.access.usecases import set_password
from cerchia.circles.models import Circle
from cerchia.funds.usecases import enter_budget
from cerchia.people.models import Person
from tests.factories.circles import CircleFactory, CircleMembershipFactory
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.programmes import (
    EditionTerritoryFactory,
    ParticipationFactory,
    StaffAssignmentFactory,
)
from tests.funds.tables import fresh
from tests.journeys.conftest import PASSWORD

STAFF = {
    "giulia": "operator",
    "ismail": "mediator",
    "marta": "coordinator",
    "rita": "accounts",
}


@dataclass(frozen=True)
class Town:
    """Who lives in it, by user name."""

    circle: Circle
    people: dict[str, Person]


def town(participants: dict[str, str]) -> Town:
    """`participants` by user name, each with the language of their pages."""
    circle = CircleFactory.create(name="Dora")
    EditionTerritoryFactory.create(
        edition=circle.edition, territory=circle.territory, target_people=20
    )
    people: dict[str, Person] = {}
    for name, language in participants.items():
        people[name] = _person(name, language)
        _takes_part(circle, people[name])
    for name, role in STAFF.items():
        people[name] = _person(name, "it")
        StaffAssignmentFactory.create(edition=circle.edition, person=people[name], role=role)
        if role in {"operator", "mediator"}:
            CircleMembershipFactory.create(circle=circle, person=people[name], role=role)
    enter_budget(actor=fresh(people["rita"]), edition=circle.edition, cents=10_000_000)
    return Town(circle, people)


def _person(name: str, language: str) -> Person:
    person = PersonFactory.create(
        user__username=name,
        user__language=language,
        given_name=name.title(),
        family_name="Di Prova",
    )
    set_password(actor=None, user=fresh(person), password=PASSWORD)
    PersonLanguageFactory.create(person=person, language="ar", level="C2", interprets=True)
    PersonLanguageFactory.create(person=person, language="it", level="B1", position=1)
    return person


def _takes_part(circle: Circle, person: Person) -> None:
    ParticipationFactory.create(edition=circle.edition, territory=circle.territory, person=person)
    CircleMembershipFactory.create(circle=circle, person=person)
