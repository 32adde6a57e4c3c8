"""Leaving is immediate and tells nothing; the language follows the person."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django.fixtures import Settings

from cerchia.people.models import Person
from tests.access.conftest import PASSWORD, Phone, user_of

FORMS = [
    "/entra/",
    "/pin/",
    "/pin/blocca/",
    "/lingua/",
    "/esci/",
    "/conferma/",
    "/io/impostazioni/uscita/",
    "/io/impostazioni/pin/",
    "/io/impostazioni/telefono/",
    "/conto/password/",
    "/conto/codici/",
]


@pytest.mark.parametrize("path", FORMS)
def test_every_form_needs_its_secret(phone: Phone, path: str) -> None:
    phone.open()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(phone.client.cookies)

    assert strict.post(path, {}).status_code == 403


def test_exit_ends_the_session_and_tells_nothing(phone: Phone) -> None:
    phone.open()
    phone.client.post(reverse("access:exit_page"), {"page": "recipes"})

    answer = phone.client.post("/esci/")

    assert "/p/ricette/" in answer.content.decode()
    assert "Cerchia" not in answer.content.decode()
    assert phone.sees() == 302


def test_who_signs_out_sees_the_door(giulia: Person, settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.post("/entra/", {"username": "giulia", "password": PASSWORD})

    assert client.post("/esci/", {"to": "sign_in"})["Location"] == "/entra/"
    assert client.get("/conto/").status_code == 302


@pytest.mark.parametrize("name", ["meteo", "ricette", "calcio"])
@pytest.mark.parametrize("language", ["it", "en", "fr", "ar"])
def test_a_neutral_page_says_nothing_of_us(db: None, name: str, language: str) -> None:
    answer = Client(headers={"Accept-Language": language}).get(f"/p/{name}/")
    page = answer.content.decode().casefold()

    assert answer.status_code == 200
    assert not answer.cookies
    for word in ("cerchia", "refugee", "rifugiat", "circle", "/web/"):
        assert word not in page


def test_a_neutral_page_that_is_none_is_not_found(db: None) -> None:
    assert Client().get("/p/altro/").status_code == 404


def test_signed_out_one_chooses_a_language_and_the_browser_remembers(db: None) -> None:
    client = Client()

    answer = client.post("/lingua/", {"language": "ar", "next": "/entra/"})
    page = client.get("/entra/").content.decode()

    assert answer["Location"] == "/entra/"
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page


def test_signed_in_the_language_goes_with_the_account(amal: Person, phone: Phone) -> None:
    phone.open()

    phone.client.post("/lingua/", {"language": "fr", "next": "/io/impostazioni/"})

    assert user_of(amal).language == "fr"
    assert 'lang="fr"' in phone.client.get("/io/impostazioni/").content.decode()


def test_a_language_that_is_not_spoken_is_refused(db: None) -> None:
    assert Client().post("/lingua/", {"language": "xx"}).status_code == 422


def test_every_language_stands_under_its_own_name(db: None) -> None:
    page = Client().get("/lingua/").content.decode()

    for name in ("Italiano", "English", "Français", "العربيّة"):
        assert name in page


def test_signed_out_nobody_reads_anything_of_anybody(amal: Person, phone: Phone) -> None:
    phone.open()
    words = {"Amal", "Canaria", user_of(amal).username}
    paths = [
        "/" + str(pattern.pattern)
        for pattern in get_resolver("cerchia.access.urls").url_patterns
        if "<" not in str(pattern.pattern)
    ]

    for path in [*paths, "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/me", "/p/meteo/"]:
        page = Client().get(path, follow=True).content.decode()
        assert not [word for word in words if word in page]


def test_every_answer_to_somebody_inside_is_kept_by_nobody(phone: Phone) -> None:
    phone.open()

    answer = phone.client.get("/io/impostazioni/")

    assert answer["Cache-Control"] == "no-store, private"
