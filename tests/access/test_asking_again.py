"""Acts that matter ask for the PIN or the password once more, and lose nothing that was written."""

from django.test import Client
from pytest_django.fixtures import Settings

from cerchia.people.models import Person
from tests.access.conftest import PASSWORD, PIN, Hands, Phone

ADD = "/conto/secondo-fattore/app/"


def inside(settings: Settings) -> Client:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.post("/entra/", {"username": "giulia", "password": PASSWORD})
    return client


def test_a_page_opens_after_the_password(giulia: Person, settings: Settings, hands: Hands) -> None:
    client = inside(settings)
    at_once = client.get(ADD).status_code
    hands.go_on(minutes=6)

    asked = client.get(ADD)
    wrong = client.post(asked["Location"], {"proof": "guess"})
    right = client.post(asked["Location"], {"proof": PASSWORD})

    assert (at_once, asked.status_code, wrong.status_code) == (200, 302, 422)
    assert right["Location"] == ADD
    assert client.get(ADD).status_code == 200


def test_what_was_written_is_carried_along(phone: Phone, hands: Hands) -> None:
    phone.open()
    for _minute in range(6):
        hands.go_on(minutes=1)
        phone.sees()

    page = phone.client.post(
        "/io/impostazioni/telefono/", {"note": '"><b>mine', "csrfmiddlewaretoken": "old"}
    )

    assert page.status_code == 403
    html = page.content.decode()
    assert 'name="note" value="&quot;&gt;&lt;b&gt;mine"' in html
    assert 'value="old"' not in html


def test_guesses_are_counted_here_too(phone: Phone, hands: Hands) -> None:
    phone.open()
    for _minute in range(6):
        hands.go_on(minutes=1)
        phone.sees()
    path = "/io/impostazioni/telefono/"

    statuses = [phone.client.post(path, {"proof": "000000"}).status_code for _try in range(6)]

    assert statuses == [422] * 5 + [429]
    assert "Retry-After" in phone.client.post(path, {"proof": PIN}).headers


def test_the_question_leads_nowhere_else(phone: Phone) -> None:
    phone.open()

    assert phone.client.get("/conferma/?next=//evil.example/")["Location"] == "/"


def test_signed_out_there_is_no_question() -> None:
    assert Client().get("/conferma/")["Location"].startswith("/entra/")
