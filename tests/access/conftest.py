"""Amal with her phone, Giulia with her password; hashes are counted as they are made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from cerchia.access.models import Device, User
from cerchia.access.usecases import bind_phone, make_code, set_password
from cerchia.kit import clock
from cerchia.people.models import Person
from tests.factories.people import PersonFactory
from tests.factories.programmes import ParticipationFactory, StaffAssignmentFactory

NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)
PIN = "408257"
PASSWORD = "four words of hers"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a guess comes as far as the hash."""

    looked = 0

    def verify(self, password: str, encoded: str) -> bool:
        CountingHasher.looked += 1
        return bool(super().verify(password, encoded))


@dataclass
class Hands:
    """The hands of the clock, moved by a test."""

    now: datetime = field(default=NOW)

    def go_on(self, **lapse: float) -> None:
        self.now += timedelta(**lapse)


@pytest.fixture(autouse=True)
def hands() -> Iterator[Hands]:
    held = Hands()
    clock.set_source(lambda: held.now)
    yield held
    clock.set_source(None)


@pytest.fixture(autouse=True)
def a_second_factor_is_needed(settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = True
    settings.PASSWORD_HASHERS = ["tests.access.conftest.CountingHasher"]
    CountingHasher.looked = 0


@pytest.fixture
def amal(db: None) -> Person:
    return ParticipationFactory.create(
        person=PersonFactory.create(given_name="Amal", family_name="Canaria")
    ).person


@pytest.fixture
def giulia(db: None) -> Person:
    person = StaffAssignmentFactory.create(
        person=PersonFactory.create(given_name="Giulia", user__username="giulia")
    ).person
    set_password(actor=None, user=user_of(person), password=PASSWORD)
    return person


def user_of(person: Person) -> User:
    assert person.user_id is not None
    return User.objects.get(pk=person.user_id)


@dataclass
class Phone:
    """A phone in a hand: the browser, the device that the server knows, the secret."""

    client: Client
    device: Device
    secret: str

    def open(self, pin: str = PIN) -> int:
        return self.client.post(reverse("access:pin"), {"pin": pin}).status_code

    def sees(self, path: str = "/io/impostazioni/") -> int:
        return self.client.get(path).status_code


def connected(person: Person, picture: str = "bicycle") -> Phone:
    user = user_of(person)
    made = make_code(actor=user, user=user)
    device, secret = bind_phone(code=made.row, pin=PIN, picture=picture)
    client = Client()
    client.cookies["phone"] = secret
    return Phone(client, device, secret)


@pytest.fixture
def phone(amal: Person) -> Phone:
    return connected(amal)
