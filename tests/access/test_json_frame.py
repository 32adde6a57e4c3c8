"""The JSON interface asks who is there, and says no in words and codes."""

import json

from django.test import Client
from pytest_django.fixtures import Settings

from cerchia.access.models import ApiToken
from cerchia.access.usecases import make_token, revoke_tokens
from cerchia.people.models import Person
from tests.access.conftest import Phone, user_of

ME = "/api/v1/me"


def bearer(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_a_token_does_what_its_user_can(giulia: Person) -> None:
    token = make_token(actor=None, user=user_of(giulia))

    answer = bearer(token).get(ME)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    said = answer.json()
    assert (said["name"], said["roles"][0]["role"]) == (giulia.full_name, "operator")
    assert set(said) == {"id", "name", "language", "roles"}
    assert set(said["roles"][0]) == {"role", "edition", "territories", "circles"}


def test_a_token_is_kept_as_a_hash(giulia: Person) -> None:
    token = make_token(actor=None, user=user_of(giulia))

    assert token not in str(list(ApiToken.objects.values()))


def test_without_anything_the_answer_is_401_in_json(db: None) -> None:
    answer = Client().get(ME)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_signed_in"
    assert answer.json()["status"] == 401


def test_a_revoked_token_works_no_more(giulia: Person) -> None:
    token = make_token(actor=None, user=user_of(giulia))
    revoke_tokens(actor=None, user=user_of(giulia))

    assert bearer(token).get(ME).status_code == 401


def test_guessed_tokens_are_counted(giulia: Person) -> None:
    statuses = [bearer(f"guess{n}").get(ME).status_code for n in range(32)]

    assert statuses == [401] * 30 + [429] * 2


def test_the_session_of_the_pages_reads(phone: Phone) -> None:
    phone.open()

    assert phone.client.get(ME).json()["roles"][0]["role"] == "participant"


def test_a_session_changes_nothing_without_its_secret(phone: Phone) -> None:
    phone.open()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(phone.client.cookies)

    answer = strict.post(
        f"/api/v1/funds/{phone.device.pk}/expenses", "{}", content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_what_is_not_there_is_a_problem_too(giulia: Person) -> None:
    client = bearer(make_token(actor=None, user=user_of(giulia)))

    unknown = client.get("/api/v1/nothing")
    not_hers = client.get(f"/api/v1/funds/{giulia.pk}")

    assert unknown.status_code == not_hers.status_code == 404
    assert unknown.json() == not_hers.json()


def test_refusals_speak_the_language_of_the_user(giulia: Person) -> None:
    user = user_of(giulia)
    user.language = "fr"
    user.save()
    client = bearer(make_token(actor=None, user=user))

    assert client.get(ME)["Content-Language"] in {"fr", "it"}
    assert client.get(ME).json()["language"] == "fr"


def test_what_cannot_be_read_is_422_and_not_repeated(giulia: Person, settings: Settings) -> None:
    client = bearer(make_token(actor=None, user=user_of(giulia)))

    answer = client.post(
        f"/api/v1/funds/{giulia.pk}/expenses",
        json.dumps({"what": "a secret word", "amount_cents": "x"}),
        content_type="application/json",
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "a secret word" not in answer.content.decode()


def test_the_interface_is_described_for_machines_and_people(db: None) -> None:
    machine, people = Client().get("/api/v1/openapi.json"), Client().get("/api/v1/docs")

    assert "/api/v1/me" in machine.json()["paths"]
    page = people.content.decode()
    assert "GET /api/v1/me" in page
    assert "cdn" not in page
    assert "<script>" not in page
