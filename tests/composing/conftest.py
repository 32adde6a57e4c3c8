"""Torino with eleven who wait and Biella with five; four operators, three mediators, Marta."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.composing import usecases
from cerchia.composing.models import Composition
from cerchia.composing.rules import Ring
from cerchia.composing.solving import Ears
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    ParticipationFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)

NOW = datetime(2013, 3, 4, 10, 0, tzinfo=UTC)
Role = StaffAssignment.Role
TORINO = {
    "Amal": "ar", "Mahad": "so", "Ousmane": "fr", "Zahra": "prs", "Emeka": "en", "Imran": "ur",
    "Idris": "ar", "Seydou": "fr", "Karim": "prs", "Blessing": "en", "أمينة": "ar",
}  # fmt: skip
BIELLA = {"Yonas": "ti", "Tariq": "ur", "Mariam": "prs", "Osaze": "en", "Filmon": "ti"}


@pytest.fixture(autouse=True)
def fourth_of_march() -> Iterator[None]:
    with clock.at(NOW):
        yield


@dataclass
class Town:
    """An edition in two territories, with those who wait for a circle."""

    edition: Edition
    torino: Territory
    biella: Territory
    people: dict[str, Person] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def walker(self, name: str, place: Territory, language: str) -> Person:
        person = PersonFactory.create(given_name=name, family_name="Abdi")
        PersonLanguageFactory.create(person=person, language=language, level="C2")
        self.codes[name] = f"{place.name[:2].upper()}-{len(self.codes) + 1:02d}"
        ParticipationFactory.create(
            edition=self.edition, person=person, territory=place, code=self.codes[name]
        )
        self.people[name] = person
        return person

    def helper(self, name: str, role: str, place: Territory | None, *languages: str) -> Person:
        person = PersonFactory.create(given_name=name, family_name="Ferro")
        for language in languages:
            PersonLanguageFactory.create(person=person, language=language, level="C1")
        StaffAssignmentFactory.create(
            edition=self.edition, person=person, role=role, territory=place
        )
        self.people[name] = person
        return person

    def user(self, name: str) -> User:
        """A fresh account object."""
        return User.objects.get(person=self.people[name])

    def client(self, name: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(self.user(name), backend="django.contrib.auth.backends.ModelBackend")
        return client

    def begin(self, *places: Territory, by: str = "Marta") -> Composition:
        return usecases.begin(
            actor=self.user(by), edition=self.edition, territories=places or (self.torino,)
        )

    def solve(self, composition: Composition, by: str = "Marta") -> Composition:
        """The answer at once, without the process that does long work."""
        usecases.find(composition_id=composition.pk, actor=self.user(by), ears=Ears())
        return fresh(composition)

    def id_of(self, name: str) -> str:
        """What stands for somebody in a draft: the code of a person, the id of the team."""
        return self.codes.get(name) or str(self.people[name].pk)


def fresh(composition: Composition) -> Composition:
    return Composition.objects.select_related("edition", "standing").get(pk=composition.pk)


def rings(composition: Composition) -> dict[str, Ring]:
    assert composition.standing is not None
    return {one["id"]: Ring.read(one) for one in composition.standing.content["circles"]}


def circle_of(composition: Composition, code: str) -> Ring:
    return next(one for one in rings(composition).values() if code in (*one.people, *one.team))


def other_circle(composition: Composition, code: str) -> Ring:
    """One of the same territory where `code` does not walk."""
    mine = circle_of(composition, code)
    return next(
        one
        for one in rings(composition).values()
        if one.id != mine.id and one.territory == mine.territory
    )


@pytest.fixture
def town(db: None) -> Town:
    edition = EditionFactory.create()
    torino, biella = (
        TerritoryFactory.create(programme=edition.programme, name=name)
        for name in ("Torino", "Biella")
    )
    for place in (torino, biella):
        EditionTerritoryFactory.create(edition=edition, territory=place)
    found = Town(edition, torino, biella)
    for name, language in TORINO.items():
        found.walker(name, found.torino, language)
    for name, language in BIELLA.items():
        found.walker(name, found.biella, language)
    for name, language in {"Giulia": "fr", "Paolo": "en", "Davide": "en", "Chiara": "fr"}.items():
        found.helper(name, Role.OPERATOR, found.torino, language)
    for name in ("Elena", "Luca"):
        found.helper(name, Role.OPERATOR, found.biella, "en")
    found.helper("Ismail", Role.MEDIATOR, found.torino, "so", "ar", "ti", "am")
    found.helper("Farida", Role.MEDIATOR, None, "prs", "ur", "fr", "ti")
    found.helper("Nadeem", Role.MEDIATOR, None, "ur", "en", "prs", "ar")
    found.helper("Fatou", Role.MEDIATOR, None, "fr", "so", "ar")
    found.helper("Marta", Role.COORDINATOR, None)
    found.helper("Tullia", Role.COORDINATOR, found.torino)
    found.helper("Sandro", Role.COORDINATOR, found.biella)
    return found


@pytest.fixture
def drafted(town: Town) -> Composition:
    """Torino with a first proposal."""
    return town.solve(town.begin(town.torino))
