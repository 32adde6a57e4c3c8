"""A family is chosen together or not at all: in trials, swaps, lists, proposals, signatures."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from cerchia.balance import cli
from cerchia.balance.schema import parse_pool
from cerchia.selection.invariants import who_belongs_together_was_chosen_together
from cerchia.selection.models import Answer, Bond, Candidacy, Decision, Lock
from cerchia.selection.models.candidacies import State
from cerchia.selection.pool import pool_of
from cerchia.selection.queries.answers import why_of_person
from cerchia.selection.refusals import (
    LotImpossible,
    Overtaken,
    TooFewPlaces,
    Torn,
)
from cerchia.selection.rules.bonds import clashes, groups_of, torn
from cerchia.selection.usecases.deciding import set_waiting, swap
from cerchia.selection.usecases.lot import Called, call_lot
from cerchia.selection.usecases.signing import decide, fill_place, first_signature, sign
from tests.selection.a_round import Round, a_round
from tests.selection.tying import WHY, client_of, fixed, solved, text, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def found() -> Round:
    made = a_round()
    made.freeze(floors=())
    return made


def test_a_trial_of_one_shows_all_who_belong_together(found: Round) -> None:
    written(found, "C-004", "C-005")
    written(found, "C-007", "C-009")

    html = text(client_of(found).get("/selezione/?leaves=C-005&enters=C-007"))

    assert "leave together" in html
    assert "enter together" in html
    assert "from 5 to <b>3</b>" in html
    assert "Confirm the swap" in html


def test_a_swap_moves_all_of_both_sides(found: Round) -> None:
    written(found, "C-004", "C-005")
    written(found, "C-007", "C-009")

    body = {"leaves": "C-005", "enters": "C-007", "reason": "Biella.", "seen": "2"}
    assert client_of(found).post("/selezione/scambio/", body).status_code == 302

    act = Decision.objects.get(kind="swapped")
    assert (act.left, act.entered) == (["C-004", "C-005"], ["C-007", "C-009"])
    assert {found.state(code) for code in ("C-007", "C-009")} == {State.PROPOSED}
    assert State.PROPOSED not in {found.state(code) for code in ("C-004", "C-005")}


def test_two_do_not_enter_where_one_place_becomes_free(found: Round) -> None:
    written(found, "C-007", "C-009")

    html = text(client_of(found).get("/selezione/?leaves=C-005&enters=C-007"))
    with pytest.raises(TooFewPlaces):
        swap(
            actor=found.user("marta"),
            round_=found.fresh(),
            leaves=found.one("C-005"),
            enters=found.one("C-007"),
            reason="Prova.",
            seen=1,
        )

    assert "there are not places enough" in html
    assert "Confirm the swap" not in html
    assert found.state("C-007") == State.WAITING_LIST


def test_the_waiting_list_takes_both(found: Round) -> None:
    written(found, "C-007", "C-009")

    set_waiting(
        actor=found.user("marta"),
        round_=found.fresh(),
        candidacy=found.one("C-009"),
        reason="Insieme.",
        seen=1,
    )

    assert (found.state("C-007"), found.state("C-009")) == (State.WAITING_LIST,) * 2


def test_a_proposal_that_parts_them_is_shown_and_cannot_be_signed(found: Round) -> None:
    written(found, "C-005", "C-008")

    html = text(client_of(found).get("/selezione/"))
    assert "C-005, C-008 are chosen together, or not at all: now some are in" in html
    with pytest.raises(Torn):
        sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=1)
    answer = client_of(found).post(
        "/selezione/firma/", {"sign-reason": "Va bene.", "sign-seen": "1"}
    )
    assert answer.status_code == 409
    assert not Decision.objects.filter(kind="signed").exists()


def test_writing_a_bond_takes_a_signature_away(found: Round) -> None:
    sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=0)

    written(found, "C-007", "C-009", name="sandro")

    assert first_signature(found.fresh()) is None
    with pytest.raises(Overtaken):
        sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=1)


def test_who_takes_it_back_binds_nobody_any_more(found: Round) -> None:
    written(found, "C-004", "C-005")
    Candidacy.objects.filter(code="C-005").update(state=State.WITHDRAWN)

    html = text(client_of(found).get("/selezione/"))
    sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=1)

    assert "Of C-004, C-005, who belong together, somebody is no longer" in html
    rules = {rule["id"] for rule in pool_of(found.fresh(), found.round.sheets.get())["rules"]}
    assert not any(rule.startswith("together:") for rule in rules)


def test_the_proposal_takes_both_or_neither_and_the_command_says_the_same(
    found: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(found, "C-007", "C-009")
    written(found, "C-001", "C-002", kind=Bond.Kind.APART)
    for code in ("C-001", "C-002"):
        fixed(found, code, Lock.Place.IN)
    pool = client_of(found).get(f"/api/v1/selection/rounds/{found.round.pk}/pool").json()
    kinds = {rule["id"]: rule["members"] for rule in pool["rules"] if "members" in rule}
    file = tmp_path / "pool.json"
    file.write_text(json.dumps(pool))

    assert cli.main(["select", str(file)]) == 0
    printed = json.loads(capsys.readouterr().out)
    said = solved(found)

    assert kinds == {
        "together:C-007+C-009": ["C-007", "C-009"],
        "apart:C-001+C-002": ["C-001", "C-002"],
    }
    assert parse_pool(pool).of_kind("apart")[0].members == ("C-001", "C-002")
    assert WHY not in json.dumps(pool)
    assert printed["chosen"] == said["chosen"]
    for chosen in [said["chosen"], *(one["chosen"] for one in said["alternatives"])]:
        assert len({"C-007", "C-009"} & set(chosen)) in {0, 2}
    assert {"C-001", "C-002"} <= set(said["chosen"])


def test_a_conflict_names_the_bond_in_words(found: Round) -> None:
    written(found, "C-003", "C-008")
    fixed(found, "C-003", Lock.Place.IN)
    fixed(found, "C-008", Lock.Place.OUT)

    conflict = solved(found)["conflict"]

    assert set(conflict["rules"]) == {"together:C-003+C-008", "lock:C-003", "out:C-008"}
    html = text(client_of(found).get(f"/selezione/risposte/{Answer.objects.get().pk}/"))
    assert "C-003 and C-008 chosen together, or not at all" in html


def test_why_says_that_people_belong_together_and_names_nobody(found: Round) -> None:
    written(found, "C-007", "C-009")
    solved(found)

    why = why_of_person(found.one("C-007"))

    assert "who is chosen together" in why["inputs"]
    assert "C-009" not in json.dumps(why, default=str)
    assert "who is chosen together" not in why_of_person(found.one("C-001"))["inputs"]


def test_a_free_place_is_not_given_to_one_of_two(found: Round) -> None:
    written(found, "C-007", "C-009")
    Candidacy.objects.filter(code="C-009").update(state=State.WAITING_LIST)
    seen = found.fresh().version
    sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=seen)
    decide(actor=found.user("sandro"), round_=found.fresh(), reason="Anche per me.", seen=seen + 1)
    places = [found.one(code).participation for code in ("C-005", "C-004")]
    said: dict[str, Any] = {"actor": found.user("marta"), "round_": found.fresh()}
    said["reason"] = "Un posto."

    _ends(places[0])
    with pytest.raises(TooFewPlaces):
        fill_place(**said, candidacy=found.one("C-007"), seen=seen + 2)
    _ends(places[1])
    fill_place(**said, candidacy=found.one("C-007"), seen=seen + 2)

    assert (found.state("C-007"), found.state("C-009")) == (State.SELECTED,) * 2
    assert found.one("C-009").participation is not None


def test_a_decision_that_parted_them_would_be_found_by_the_check_of_the_whole_database(
    found: Round,
) -> None:
    sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=0)
    decide(actor=found.user("sandro"), round_=found.fresh(), reason="Anche per me.", seen=1)
    assert not list(who_belongs_together_was_chosen_together())

    found.tied("C-001", "C-008")

    assert len(list(who_belongs_together_was_chosen_together())) == 1


def _ends(place: Any) -> None:
    place.ended_on = place.started_on
    place.save()


def test_no_lot_parts_them(found: Round) -> None:
    written(found, "C-007", "C-009")
    called = Called(reason="Sono pari.", seed_from="Sabato.", witnesses="Anna\nBruno")
    said: dict[str, Any] = {"actor": found.user("marta"), "round_": found.fresh(), "said": called}

    page = text(client_of(found).get("/selezione/sorteggio/"))

    assert "NC-008" in page
    assert "NC-007" not in page
    with pytest.raises(Torn):
        call_lot(**said, among=["C-007", "C-008"], places=1, seen=1)
    with pytest.raises(LotImpossible):
        call_lot(**said, among=["C-008"], places=1, seen=1)


def test_chains_join_and_what_is_torn_is_found() -> None:
    groups = groups_of([("a", "b"), ("b", "c"), ("d", "e")])

    assert groups["a"] == frozenset("abc")
    assert torn(groups, ["a", "d", "e"]) == [frozenset("abc")]
    assert clashes(groups, [("a", "c"), ("a", "d")]) == [frozenset("ac")]
