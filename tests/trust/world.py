"""One small world with everything in it that trust speaks of; personal words are canaries.

Torino has circles Dora and Sangone, Biella has Cervo. Amal and Ousmane sit in Dora (with Dalia,
whose pact is a draft, and Farid, who left), Bahar in Sangone, Mariam and Yonas in Cervo, where
they share a fund that Farid left.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cerchia.access.models import User
from cerchia.access.usecases import make_token
from cerchia.circles.models import Circle, CircleMembership
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Territory
from tests.factories.access import DeviceFactory
from tests.factories.circles import CircleFactory, CircleMembershipFactory
from tests.factories.people import (
    ContactPointFactory,
    PersonFactory,
    PersonLanguageFactory,
    PracticalCheckFactory,
    ProtectionFactory,
)
from tests.factories.privacy import ConsentFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    ParticipationFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)
from tests.projects.sounds import tone
from tests.trust.canaries import Aviary

NOW = datetime(2013, 9, 19, 10, tzinfo=UTC)
PARTICIPANTS = {
    "amal": "dora",
    "ousmane": "dora",
    "dalia": "dora",
    "farid": "dora",
    "bahar": "sangone",
    "mariam": "cervo",
    "yonas": "cervo",
}
CIRCLE_STAFF = {
    "giulia": ("operator", "dora"),
    "ismail": ("mediator", "dora"),
    "hugo": ("operator", "sangone"),
    "nadia": ("mediator", "sangone"),
    "elena": ("operator", "cervo"),
    "jamila": ("mediator", "cervo"),
    "zeno": ("operator", "dora"),  # the job ended, the seat was forgotten
    "delio": ("operator", "dora"),  # the account is closed
}
OFFICE_STAFF = {
    "marta": ("coordinator", None),
    "tullia": ("coordinator", "torino"),
    "sandro": ("coordinator", "biella"),
    "rita": ("accounts", None),
    "comitato": ("committee", None),
    "lanificio": ("organisation", "biella"),
    "redazione": ("editor", None),
    "admin": ("system", None),
}
TERRITORY_OF = {"dora": "torino", "sangone": "torino", "cervo": "biella"}


def photo(seed: int = 1) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), (seed * 37 % 255, 90, 120)).save(out, "JPEG")
    return SimpleUploadedFile("scontrino.jpg", out.getvalue(), "image/jpeg")


def voice() -> SimpleUploadedFile:
    return SimpleUploadedFile("voce.wav", tone(), "audio/wav")


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    with clock.at(NOW - timedelta(days=days)):
        yield


class Browser(Client):
    """The test client without its notes on templates: thousands of pages are asked here.

    A mistake of ours is an answer with 500, as for everybody.
    """

    def request(self, **request: Any) -> Any:
        ask: Any = self._base_environ  # type: ignore[attr-defined]
        answer: Any = self.handler(ask(**request))
        answer.json = lambda: json.loads(answer.content)
        if answer.cookies:
            self.cookies.update(answer.cookies)
        return answer


@dataclass
class World:
    """Everybody and everything by name. `things` holds rows that addresses name."""

    aviary: Aviary
    edition: Edition
    territories: dict[str, Territory] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None

    def user(self, name: str) -> User:
        """The account as a new request would load it."""
        return User.objects.get(username=name)

    def client(self, name: str, **options: Any) -> Browser:
        """A browser in which `name` is signed in; "anonymous" is nobody."""
        client = Browser(headers={"accept-language": "en"}, **options)
        if name in self.cookies:
            client.cookies["session"] = self.cookies[name]
        return client

    def say(self, owner: str, what: str) -> str:
        return self.aviary.word(owner, what)


def found() -> World:
    """The world before anything is said in it: places, people, seats and jobs."""
    edition = EditionFactory.create(
        name="Edizione di prova", starts_on=date(2013, 1, 7), ends_on=date(2013, 12, 20)
    )
    world = World(Aviary(), edition)
    for name in ("torino", "biella"):
        place = TerritoryFactory.create(programme=edition.programme, name=name.title())
        EditionTerritoryFactory.create(edition=edition, territory=place, target_people=20)
        world.territories[name] = place
    for name, where in TERRITORY_OF.items():
        world.circles[name] = CircleFactory.create(
            edition=edition,
            territory=world.territories[where],
            name=name.title(),
            formed_at=NOW - timedelta(days=200),
            activated_at=NOW - timedelta(days=190),
        )
    for name, circle in PARTICIPANTS.items():
        _participant(world, name, circle)
    for name, (role, circle) in CIRCLE_STAFF.items():
        _staff(world, name, role, TERRITORY_OF[circle])
        _seat(world, name, role, circle)
    for name, (job, territory) in OFFICE_STAFF.items():
        _staff(world, name, job, territory)
    _endings(world)
    return world


def _person(world: World, name: str, **more: Any) -> Person:
    say = world.say
    person = PersonFactory.create(
        user__username=name,
        given_name=say(name, "given"),
        family_name=say(name, "family"),
        **more,
    )
    world.people[name] = person
    return person


def _participant(world: World, name: str, circle: str) -> None:
    say = world.say
    country = world.aviary.country(name)
    person = _person(
        world, name, own_script_name=say(name, "script"), birth_year="1987", country=country
    )
    ParticipationFactory.create(
        edition=world.edition,
        person=person,
        territory=world.circles[circle].territory,
        code=f"K{len(world.people):03d}",
    )
    for place, language in enumerate(("so", "it")):
        PersonLanguageFactory.create(
            person=person, language=language, position=place, reads=language == "so"
        )
    world.things[f"contact_{name}"] = ContactPointFactory.create(
        person=person, value=world.aviary.phone(name)
    )
    ProtectionFactory.create(person=person, permit_expires_on=NOW.date() + timedelta(days=40))
    PracticalCheckFactory.create(person=person, obstacles=say(name, "obstacles"))
    world.things[f"seat_{name}"] = _seat(world, name, "participant", circle)
    world.things[f"device_{name}"] = DeviceFactory.create(user=person.user)


def _staff(world: World, name: str, role: str, territory: str | None) -> None:
    person = _person(world, name)
    PersonLanguageFactory.create(person=person, language="so", interprets=role == "mediator")
    world.things[f"job_{name}"] = StaffAssignmentFactory.create(
        edition=world.edition,
        person=person,
        role=role,
        territory=world.territories[territory] if territory else None,
    )


def _seat(world: World, name: str, role: str, circle: str) -> CircleMembership:
    return CircleMembershipFactory.create(
        circle=world.circles[circle],
        person=world.people[name],
        role=role,
        invited_at=NOW - timedelta(days=180),
        accepted_at=NOW - timedelta(days=180),
    )


def _endings(world: World) -> None:
    """Zeno's job is over, Delio's account is closed. Ousmane lets mediators see the money."""
    job = world.things["job_zeno"]
    job.ends_on = NOW.date() - timedelta(days=1)
    job.save()
    world.user("delio").__class__.objects.filter(username="delio").update(is_active=False)
    for name in ("amal", "ousmane", "mariam"):
        ConsentFactory.create(person=world.people[name], purpose="notes")
        ConsentFactory.create(person=world.people[name], purpose="voice")
    ConsentFactory.create(person=world.people["ousmane"], purpose="fund_circle")


def open_doors(world: World) -> None:
    """A session and a token for each; for Delio they stem from before the account was closed."""
    for name, person in world.people.items():
        user = world.user(name)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        world.cookies[name] = client.cookies["session"].value
        world.tokens[name] = make_token(actor=None, user=user)
        assert person.user_id == user.pk
