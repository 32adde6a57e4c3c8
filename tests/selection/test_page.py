"""The page of a round: what it says, tries, confirms, and keeps."""

from typing import Any

import pytest
from django.test import Client

from cerchia.audit.models import FileRead
from cerchia.selection.models import Decision, Lock
from cerchia.selection.models.candidacies import State
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db
PAGE = "/selezione/"


@pytest.fixture
def found() -> Round:
    return a_round()


def client_of(found: Round, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_before_the_criteria_there_are_no_names(found: Round) -> None:
    html = text(client_of(found, "marta").get(PAGE))

    assert "First the criteria, then the names" in html
    assert "NC-001" not in html
    assert "9 met" in html
    assert not FileRead.objects.exists()


def test_the_headline_says_the_situation(found: Round) -> None:
    found.freeze()

    html = text(client_of(found, "marta").get(PAGE))

    assert "6 proposals for 6 places, with two imbalances" in html
    assert "Torino: 1 more than wanted" in html
    assert "Biella: 1 fewer than wanted" in html
    assert "Women: 1 fewer than wanted" in html
    assert html.index("C-001") < html.index("C-005") < html.index("C-007") < html.index("C-009")
    assert FileRead.objects.filter(part="candidacy").count() == 9


def test_a_trial_shows_before_and_after_and_keeps_nothing(found: Round) -> None:
    found.freeze()

    html = text(client_of(found, "marta").get(f"{PAGE}?leaves=C-005&enters=C-007"))

    assert "With this change the two imbalances close." in html
    assert "from 5 to <b>4</b>" in html
    assert "Confirm the swap" in html
    assert found.state("C-005") == State.PROPOSED
    assert not Decision.objects.exists()


def test_a_swap_needs_a_reason_and_then_stays(found: Round) -> None:
    found.freeze()
    client = client_of(found, "marta")
    body = {"leaves": "C-005", "enters": "C-007", "reason": "", "seen": "0"}

    assert client.post(f"{PAGE}scambio/", body).status_code == 422
    body["reason"] = "Biella ha un posto libero."
    assert client.post(f"{PAGE}scambio/", body).status_code == 302

    assert (found.state("C-005"), found.state("C-007")) == (State.WAITING_LIST, State.PROPOSED)
    act = Decision.objects.get()
    assert (act.kind, act.left, act.entered) == ("swapped", ["C-005"], ["C-007"])
    assert str(act.reason) == "Biella ha un posto libero."
    history = text(client.get(f"{PAGE}storia/"))
    assert "out C-005 · in C-007" in history
    assert "Biella ha un posto libero." in history


def test_who_is_slower_is_told_what_changed_and_loses_nothing(found: Round) -> None:
    found.freeze()
    first, second = client_of(found, "marta"), client_of(found, "sandro")
    one = {"leaves": "C-005", "enters": "C-007", "reason": "Biella prima.", "seen": "0"}
    other = {"leaves": "C-006", "enters": "C-009", "reason": "Vive in paese.", "seen": "0"}

    first.post(f"{PAGE}scambio/", one)
    answer = second.post(f"{PAGE}scambio/", other)

    html = text(answer)
    assert answer.status_code == 409
    assert "What changed meanwhile" in html
    assert "out C-005 · in C-007" in html
    assert "Vive in paese." in html
    assert 'name="seen" value="1"' in html
    assert found.state("C-006") == State.PROPOSED
    other["seen"] = "1"
    assert second.post(f"{PAGE}scambio/", other).status_code == 302


def test_a_lock_has_a_reason_and_holds(found: Round) -> None:
    found.freeze()
    client = client_of(found, "marta")
    body = {"code": "C-001", "place": "in", "reason": "Il gruppo la aspetta.", "seen": "0"}

    assert client.post(f"{PAGE}blocco/", body).status_code == 302
    swap = {"leaves": "C-001", "enters": "C-008", "reason": "prova", "seen": "1"}
    answer = client.post(f"{PAGE}scambio/", swap)

    assert answer.status_code == 409
    assert "is locked" in text(answer)
    body |= {"seen": "1", "place": "out"}
    assert client.post(f"{PAGE}blocco/", body).status_code == 409
    lift = {"code": "C-001", "reason": "Ci abbiamo ripensato.", "seen": "1"}
    assert client.post(f"{PAGE}sblocco/", lift).status_code == 302
    assert Lock.objects.get().lifted_at is not None


def test_a_coordinator_of_one_territory_sees_the_other_by_code(found: Round) -> None:
    found.freeze()
    client = client_of(found, "sandro")

    html = text(client.get(PAGE))

    assert "NC-006" in html
    assert "NC-001" not in html
    assert "C-001" in html
    body = {"leaves": "C-005", "enters": "C-008", "reason": "no", "seen": "0"}
    assert client.post(f"{PAGE}scambio/", body).status_code == 403


def test_operators_read_and_others_find_nothing(found: Round) -> None:
    found.freeze()

    html = text(client_of(found, "giulia").get(PAGE))

    assert "NC-001" in html
    assert "NC-006" not in html
    assert "scambio" not in html
    assert client_of(found, "rita").get(PAGE).status_code == 404
    assert client_of(found, "comitato").get(PAGE).status_code == 404


def test_filters_leave_rows_out_and_say_how_many(found: Round) -> None:
    found.freeze()

    html = text(client_of(found, "marta").get(f"{PAGE}?territory=Biella"))

    assert "here you see 1" in html
    assert "NC-001" not in html


def test_without_anybody_the_page_says_so() -> None:
    found = a_round(people=False)
    found.freeze()

    html = text(client_of(found, "marta").get(PAGE))

    assert "Nobody proposed yet for 6 places" in html
    assert "Nobody was met yet" in html


def test_nobody_is_ranked_and_no_score_is_shown(found: Round) -> None:
    found.freeze(urgency=True)
    found.weighed("C-002", "now", "pressing")

    html = text(client_of(found, "marta").get(PAGE))

    assert "urgen" not in html.lower()
    assert "rank" not in html.replace("no ranking", "")
