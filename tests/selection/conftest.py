"""Torino and Biella on 21 February 2013: a round that closes in a week, and its team."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Territory
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.rules.eligibility import PRESETS
from tests.factories.people import PersonFactory, PersonLanguageFactory, ProtectionFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)
from tests.factories.selection import (
    CandidacyFactory,
    CandidacyMomentFactory,
    SelectionRoundFactory,
)
from tests.projects.sounds import tone

TODAY = datetime(2013, 2, 21, 10, 0, tzinfo=UTC)
TEAM = {
    "giulia": (Role.OPERATOR, "torino", "it"),
    "ismail": (Role.MEDIATOR, "torino", "so"),
    "tullia": (Role.COORDINATOR, "torino", "it"),
    "elena": (Role.OPERATOR, "biella", "it"),
    "sandro": (Role.COORDINATOR, "biella", "it"),
    "marta": (Role.COORDINATOR, None, "it"),
    "lanificio": (Role.ORGANISATION, "biella", "it"),
    "comitato": (Role.COMMITTEE, None, "it"),
}


def sound() -> SimpleUploadedFile:
    """Somebody's voice."""
    return SimpleUploadedFile("voce.wav", tone(), "audio/wav")


@pytest.fixture
def february() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@dataclass
class Asking:
    """Everybody by name. `user` gives the account as a new request would load it."""

    edition: Edition
    round: SelectionRound
    places: dict[str, Territory] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def user(self, name: str) -> User:
        return User.objects.get(person=self.people[name])

    def client(self, name: str = "", **options: Any) -> Client:
        client = Client(headers={"accept-language": "en"}, **options)
        if name:
            client.force_login(self.user(name))
        return client

    def account(self, row: Candidacy) -> User:
        """Who follows a candidacy on a phone."""
        return User.objects.get(person=row.person_id)

    def phone(self, row: Candidacy) -> Client:
        client = self.client()
        client.force_login(self.account(row))
        return client

    def candidacy(self, place: str = "torino", *, known: bool = True, **more: Any) -> Candidacy:
        """Somebody asked to take part; `known`: of age and a refugee, as the rules want."""
        row = CandidacyFactory.create(round=self.round, territory=self.places[place], **more)
        CandidacyMomentFactory.create(candidacy=row, became=row.state)
        if known:
            row.person.birth_year = "1985"
            row.person.save()
            ProtectionFactory.create(person=row.person)
        return row

    def where(self, place: str = "torino") -> str:
        return f"{self.round.pk}.{self.places[place].pk}"


@pytest.fixture
def asking(db: None, february: None) -> Asking:
    edition = EditionFactory.create(starts_on=date(2013, 1, 7), ends_on=date(2013, 12, 20))
    selection = SelectionRoundFactory.create(
        edition=edition,
        number=1,
        opens_on=date(2013, 1, 14),
        closes_on=date(2013, 2, 28),
        eligibility=PRESETS["2013"],
    )
    made = Asking(edition, selection)
    for position, name in enumerate(("torino", "biella")):
        made.places[name] = TerritoryFactory.create(
            programme=edition.programme, name=name.title(), position=position
        )
        EditionTerritoryFactory.create(edition=edition, territory=made.places[name])
    for name, (role, place, language) in TEAM.items():
        person = PersonFactory.create(user__username=name, given_name=name.title())
        made.people[name] = person
        PersonLanguageFactory.create(person=person, language=language)
        StaffAssignmentFactory.create(
            edition=edition,
            person=person,
            role=role,
            territory=made.places[place] if place else None,
        )
    return made
