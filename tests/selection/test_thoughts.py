"""After a meeting the team notes which way the wish goes, free hours, the circle it thinks of."""

import json
from typing import Any

import pytest
from django.test import Client

from cerchia.selection.models.candidacies import State
from cerchia.selection.pool import pool_of
from cerchia.selection.refusals import NotMet
from cerchia.selection.usecases.thoughts import note_thoughts
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db
ADDRESS = "/selezione/C-002/pensieri/"
TOLD = {
    "thoughts-theme": "enterprise",
    "thoughts-slots": ["mon-evening", "sat-morning"],
    "thoughts-circle": "Dora",
}


@pytest.fixture
def found() -> Round:
    made = a_round()
    made.freeze(floors=())
    return made


def client_of(found: Round, name: str = "giulia") -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("name", ["giulia", "ismail", "marta"])
def test_written_on_the_page_of_the_person_and_read_there(found: Round, name: str) -> None:
    client = client_of(found, name)

    assert client.post(ADDRESS, TOLD).status_code == 302

    row = found.one("C-002")
    assert (row.theme, row.slots, row.thought_circle) == (
        "enterprise",
        ["mon-evening", "sat-morning"],
        "Dora",
    )
    html = text(client.get("/selezione/C-002/"))
    assert "Monday: in the evening" in html
    assert "Saturday: in the morning" in html
    assert "Enterprise" in html
    assert '<option value="Dora">' in html


def test_the_hours_reach_the_exchange_file_and_nothing_of_it_is_a_rank(found: Round) -> None:
    client_of(found).post(ADDRESS, TOLD)

    pool = pool_of(found.fresh(), found.round.sheets.get())

    one = next(each for each in pool["candidates"] if each["id"] == "C-002")
    assert (one["theme"], one["slots"]) == ("enterprise", ["mon-evening", "sat-morning"])
    assert "Dora" not in json.dumps(one)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("thoughts-slots", "never"),
        ("thoughts-theme", "religion"),
        ("thoughts-circle", "a" * 81),
        ("thoughts-slots", "mon-evening'; DROP TABLE"),
    ],
)
def test_what_is_not_on_the_list_is_refused(found: Round, field: str, value: str) -> None:
    answer = client_of(found).post(ADDRESS, TOLD | {field: value})

    assert answer.status_code == 422
    assert found.one("C-002").theme == ""


def test_emoji_and_right_to_left_names_of_a_circle_are_kept(found: Round) -> None:
    client = client_of(found)

    client.post(ADDRESS, TOLD | {"thoughts-circle": "دورا 🌊"})

    assert found.one("C-002").thought_circle == "دورا 🌊"
    assert "<bdi>دورا 🌊</bdi>" in text(client.get("/selezione/C-002/"))


def test_not_before_a_meeting_and_not_of_another_territory(found: Round) -> None:
    found.met("C-050", state=State.ELIGIBLE)

    html = text(client_of(found).get("/selezione/C-050/"))

    assert "When the person is free" not in html
    assert client_of(found).post("/selezione/C-050/pensieri/", TOLD).status_code == 422
    assert client_of(found, "elena").post(ADDRESS, TOLD).status_code == 404
    assert client_of(found, "rita").post(ADDRESS, TOLD).status_code == 404
    with pytest.raises(NotMet):
        note_thoughts(actor=found.user("giulia"), candidacy=found.one("C-050"), theme="", slots=())


def test_a_household_is_asked_only_where_the_criteria_count_households(found: Round) -> None:
    client = client_of(found)
    assert "Household" not in text(client.get("/selezione/C-002/"))
    sheet = found.freeze(floors=(), one_a_household=True)

    for code in ("C-002", "C-003"):
        address = f"/selezione/{code}/pensieri/"
        client.post(address, TOLD | {"thoughts-household": "Via Dora"})

    rules = {rule["id"]: rule for rule in pool_of(found.fresh(), sheet)["rules"]}
    assert rules["house:Via Dora"]["members"] == ["C-002", "C-003"]
