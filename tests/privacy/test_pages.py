"""One's own data: who looked, what one agreed to, how one is reached."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.audit.usecases import file_opened
from cerchia.people.models import ContactPoint, Person
from cerchia.privacy.models import Consent
from cerchia.privacy.queries import LOOKS_ON_A_PAGE
from tests.factories.access import UserFactory
from tests.factories.people import ContactPointFactory, PersonFactory, PersonLanguageFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)
ROWS = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "languages": "set"}


@pytest.fixture
def amal() -> Person:
    return PersonFactory.create(given_name="Amal")


def inside(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(person=person))
    return client


def looked(at: Person, times: int, parts: int = 1) -> Person:
    reader = PersonFactory.create(given_name="Giulia", family_name="Ferro")
    user = User.objects.get(person=reader)
    for n in range(times):
        for part in ("profile", "money", "notes")[:parts]:
            moment = NOW - timedelta(hours=n)
            file_opened(reader=user, role="operator", people=[at.pk], part=part, at=moment)
    return reader


def test_who_looked_is_read_in_plain_words(amal: Person) -> None:
    looked(amal, 1)
    looked(PersonFactory.create(), 1)

    page = inside(amal).get("/io/dati/").content.decode()

    assert page.count("Giulia F.") == 1
    assert "operator" in page


def test_nobody_looked_is_said_too(amal: Person) -> None:
    assert b"Nobody yet" in inside(amal).get("/io/dati/").content


def test_no_look_is_lost_between_two_pages(amal: Person) -> None:
    times = LOOKS_ON_A_PAGE // 3 + 1
    looked(amal, times, parts=3)
    client = inside(amal)

    first = client.get("/io/dati/")
    second = client.get("/io/dati/", {"prima": first.context["more"]})

    seen = [look.key for look in (*first.context["looks"], *second.context["looks"])]
    assert len(seen) == len(set(seen)) == times * 3
    assert not second.context["more"]


@pytest.mark.parametrize(
    "place", ["x", "2013-09-19", "2013-99-99,x", f"2013-09-19T10:00,{UUID(int=7)}"]
)
def test_a_place_that_is_none_begins_at_the_start(amal: Person, place: str) -> None:
    looked(amal, 1)

    assert len(inside(amal).get("/io/dati/", {"prima": place}).context["looks"]) == 1


def test_yes_and_not_any_more_are_one_tap_each(amal: Person) -> None:
    client = inside(amal)

    client.post("/io/dati/consensi/", {"purpose": "voice", "answer": "yes"})
    assert Consent.objects.in_force().get(person=amal).purpose == "voice"
    assert b"Take it back" in client.get("/io/dati/").content
    client.post("/io/dati/consensi/", {"purpose": "voice", "answer": "no"})

    assert not Consent.objects.in_force().exists()
    assert client.post("/io/dati/consensi/", {"purpose": "everything"}).status_code == 404


def test_a_way_to_be_reached_is_added_and_ended(amal: Person) -> None:
    client = inside(amal)
    theirs = ContactPointFactory.create()

    client.post("/io/dati/contatti/", {"kind": "phone", "value": "011 000 9999", "contact": "add"})
    mine = ContactPoint.objects.get(person=amal)
    wrong = [
        client.post("/io/dati/contatti/fine/", {"contact": key}).status_code
        for key in (theirs.pk, "x", "")
    ]
    client.post("/io/dati/contatti/fine/", {"contact": mine.pk})

    assert not mine.is_safe
    assert wrong == [404, 404, 404]
    mine.refresh_from_db()
    assert mine.ended_at
    assert b"011 000 9999" not in client.get("/io/dati/contatti/").content


def test_languages_are_ones_own_to_change(amal: Person) -> None:
    PersonLanguageFactory.create(person=amal, language="fr")

    answer = inside(amal).post(
        "/io/dati/contatti/",
        {**ROWS, "form-0-language": "so", "form-1-language": "it", "form-1-level": "A1"},
    )

    assert answer.status_code == 302
    assert list(amal.languages.values_list("language", flat=True)) == ["so", "it"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"contact": "add", "kind": "phone", "value": "casa mia"}, "casa mia"),
        ({"contact": "add", "kind": "pigeon", "value": "011 000 9999"}, "011 000 9999"),
        ({**ROWS, "form-0-language": "xx"}, "My languages"),
        ({}, "My languages"),
    ],
)
def test_what_is_not_clear_stays_on_the_page(
    amal: Person, typed: dict[str, str], words: str
) -> None:
    answer = inside(amal).post("/io/dati/contatti/", typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_account_without_a_person_has_no_such_pages() -> None:
    client = Client()
    client.force_login(UserFactory.create())

    assert client.get("/io/dati/").status_code == 404
    assert client.get("/io/dati/contatti/").status_code == 404
