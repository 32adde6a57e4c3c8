"""Two territories of one edition, the people who live and work there, and a shop or two."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network import words
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.queries import Place
from cerchia.network.usecases import Saying, name_contact
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from cerchia.vault.files import RECORDINGS, take_in
from cerchia.vault.models import SealedFile
from tests.factories.network import OrganisationFactory, OrganisationMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    ParticipationFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)
from tests.projects.sounds import tone

NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)
Role = StaffAssignment.Role
TORINO, BIELLA = "001272", "096004"


@pytest.fixture(autouse=True)
def nineteenth_of_september() -> Iterator[None]:
    with clock.at(NOW), translation.override("en"):
        yield


def sound(person: Person) -> SealedFile:
    """A short recording of theirs."""
    upload = SimpleUploadedFile("voce.wav", tone(), "audio/wav")
    return take_in(subject=person.pk, upload=upload, allowed=RECORDINGS, created_by=person.user_id)


@dataclass
class Town:
    """Torino and Biella, and whoever is asked for by name."""

    edition: Edition
    torino: Territory
    biella: Territory
    people: dict[str, Person] = field(default_factory=dict)

    def user(self, name: str) -> User:
        """A fresh account object, without what an earlier request kept on it."""
        return User.objects.get(person=self.people[name])

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.user(name), backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["language"] = "en"
        return client

    def place(self, territory: Territory | None = None) -> Place:
        return Place(self.edition, territory or self.torino)

    def shop(self, name: str = "Panetteria Lievito Lento", **facts: Any) -> Organisation:
        """An organisation of Torino that the search finds."""
        facts = {"territory": self.torino, "programme": self.edition.programme, **facts}
        row = OrganisationFactory.create(name=name, **facts)
        words.fill_keys(row).save()
        words.learn([row])
        return row

    def names(self, who: str, name: str, **said: Any) -> KnownContact:
        organisation = said.pop("organisation", None)
        territory = said.pop("territory", None)
        return name_contact(
            actor=self.user(who),
            person=self.people[who],
            place=self.place(territory),
            saying=Saying(name, **said),
            organisation=organisation,
        )


@pytest.fixture
def town(db: None) -> Town:
    return settle()


def settle() -> Town:
    edition = EditionFactory.create()
    torino, biella = (
        EditionTerritoryFactory.create(
            edition=edition,
            territory=TerritoryFactory.create(programme=edition.programme, name=name),
        ).territory
        for name in ("Torino", "Biella")
    )
    town = Town(edition, torino, biella)
    for name, place in {"amal": torino, "ousmane": torino, "mariam": biella}.items():
        person = PersonFactory.create(given_name=name.title(), family_name="Abdi")
        ParticipationFactory.create(edition=edition, person=person, territory=place)
        town.people[name] = person
    jobs = {
        "giulia": (Role.OPERATOR, torino),
        "ismail": (Role.MEDIATOR, torino),
        "elena": (Role.OPERATOR, biella),
        "marta": (Role.COORDINATOR, None),
        "rita": (Role.ACCOUNTS, None),
        "comitato": (Role.COMMITTEE, None),
        "lanificio": (Role.ORGANISATION, biella),
    }
    for name, (role, territory) in jobs.items():
        person = PersonFactory.create(given_name=name.title(), family_name="Ferro")
        StaffAssignmentFactory.create(
            edition=edition, person=person, role=role, territory=territory
        )
        town.people[name] = person
    mill = town.shop("Lanificio Val Scura", territory=biella, is_business=True, kind="factory")
    OrganisationMemberFactory.create(organisation=mill, person=town.people["lanificio"])
    return town
