"""`cerchia user`: what it does, and how it says no."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from cerchia.access.models import ApiToken, User
from cerchia.programmes.models import EditionTerritory, Participation, StaffAssignment
from tests.factories.programmes import EditionTerritoryFactory

PASSWORD = "four words of hers"


@pytest.fixture
def place(db: None) -> EditionTerritory:
    return EditionTerritoryFactory.create(edition__name="Prima", territory__name="Torino")


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))


def said(*words: str) -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("user", *words, stdout=out)
    return out.getvalue()


def add(name: str, role: str, *more: str) -> str:
    return said("add", name, "--role", role, "--edition", "Prima", *more)


def test_an_operator_is_added_and_signs_in(place: EditionTerritory) -> None:
    add("giulia", "operator", "--territory", "Torino", "--language", "it")

    post = StaffAssignment.objects.get()
    assert (post.role, post.territory) == ("operator", place.territory)
    assert Client().post("/entra/", {"username": "giulia", "password": PASSWORD}).status_code == 302


def test_a_coordinator_without_territory_has_them_all(place: EditionTerritory) -> None:
    add("marta", "coordinator")

    assert StaffAssignment.objects.get().territory is None


def test_a_participant_has_no_password(place: EditionTerritory) -> None:
    add("amal", "participant", "--territory", "Torino", "--language", "ar")

    assert Participation.objects.get().person.user == User.objects.get()
    assert not User.objects.get().has_usable_password()


def test_the_token_is_all_that_is_printed(place: EditionTerritory) -> None:
    add("giulia", "operator", "--territory", "Torino")

    token = said("token", "giulia").strip()

    answer = Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/me")
    assert answer.status_code == 200
    assert answer.json()["roles"][0]["territories"][0]["name"] == "Torino"


def test_a_revoked_token_is_worth_nothing(place: EditionTerritory) -> None:
    add("giulia", "operator", "--territory", "Torino")
    token = said("token", "giulia").strip()

    said("revoke", "giulia")

    assert ApiToken.objects.get().revoked_at
    answer = Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/me")
    assert answer.status_code == 401


def test_a_new_password_takes_the_place_of_the_old(place: EditionTerritory) -> None:
    add("giulia", "operator", "--territory", "Torino", "--no-password")

    said("password", "giulia")

    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    "words",
    [
        ["add", "x", "--role", "king", "--edition", "Prima"],
        ["add", "x", "--role", "operator", "--edition", "Seconda"],
        ["add", "x", "--role", "operator", "--edition", "Prima"],
        ["add", "x", "--role", "operator"],
        ["add", "x", "--role", "operator", "--edition", "Prima", "--territory", "Roma"],
        ["add", "x", "--role", "coordinator", "--edition", "Prima", "--language", "xx"],
        ["add", " ", "--role", "coordinator", "--edition", "Prima"],
        ["token", "nobody"],
        ["revoke", "nobody"],
        ["password", "nobody"],
    ],
)
def test_wrong_input_ends_with_a_sentence_and_2(place: EditionTerritory, words: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        said(*words)

    assert refused.value.returncode == 2
    assert str(refused.value).endswith(".")
    assert not User.objects.exists()


def test_a_name_is_given_once_and_a_weak_password_never(
    place: EditionTerritory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("giulia", "operator", "--territory", "Torino")
    with pytest.raises(CommandError, match="already"):
        add("giulia", "operator", "--territory", "Torino")

    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError):
        add("elena", "operator", "--territory", "Torino")

    assert not User.objects.filter(username="elena").exists()
