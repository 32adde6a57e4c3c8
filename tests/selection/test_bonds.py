"""A family is chosen together or not at all; two who must not meet walk in different circles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from cerchia.audit.models import Entry
from cerchia.balance import cli
from cerchia.balance.schema import parse_pool
from cerchia.selection.models import Answer, Bond, BondReason, Candidacy, Decision, Lock
from cerchia.selection.models.candidacies import State
from cerchia.selection.pool import pool_of
from cerchia.selection.queries.answers import why_of_person
from cerchia.selection.refusals import (
    BondThere,
    CriteriaMissing,
    LotImpossible,
    Overtaken,
    TogetherAndApart,
    TooFewPlaces,
    Torn,
    TwoNamed,
)
from cerchia.selection.rules.bonds import clashes, groups_of, torn
from cerchia.selection.usecases.bonds import tie, untie
from cerchia.selection.usecases.deciding import lock, set_waiting, swap
from cerchia.selection.usecases.lot import Called, call_lot
from cerchia.selection.usecases.signing import decide, fill_place, sign
from cerchia.selection.work import calculate, keep
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db
PAGE = "/selezione/insieme/"
WHY = "Sono marito e moglie."


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def found() -> Round:
    made = a_round()
    made.freeze(floors=())
    return made


def client_of(found: Round, name: str = "marta") -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def typed(found: Round, *codes: str, kind: str = "together", **more: str) -> dict[str, str]:
    who = dict(zip(("one", "other", "third", "fourth"), codes, strict=False))
    return {"kind": kind, "reason": WHY, "seen": str(found.fresh().version), **who, **more}


def written(found: Round, *codes: str, kind: str = Bond.Kind.TOGETHER, name: str = "marta") -> Bond:
    return tie(
        actor=found.user(name),
        round_=found.fresh(),
        kind=kind,
        people=[found.one(code) for code in codes],
        reason=WHY,
        seen=found.fresh().version,
    )


def fixed(found: Round, code: str, place: str) -> None:
    lock(
        actor=found.user("marta"),
        round_=found.fresh(),
        candidacy=found.one(code),
        place=place,
        reason="Serve.",
        seen=found.fresh().version,
    )


def solved(found: Round, **asked: Any) -> dict[str, Any]:
    given = pool_of(found.fresh(), found.round.sheets.get())
    said = calculate(given, **asked)
    keep(actor=None, sheet=found.round.sheets.get(), version=0, given=given, said=said)
    return said


def test_written_in_the_browser_with_who_when_and_why(found: Round) -> None:
    client = client_of(found)

    answer = client.post(PAGE, typed(found, "C-007", "C-009"))

    assert answer.status_code == 302
    bond = Bond.objects.get()
    assert {one.code for one in bond.people.all()} == {"C-007", "C-009"}
    assert bond.written_by == found.user("marta")
    html = text(client.get(PAGE))
    assert "NC-007" in html
    assert "chosen together, or not at all" in html
    assert "Marta" in html


def test_why_is_sealed_apart_and_each_opening_is_written_down(found: Round) -> None:
    client = client_of(found)
    bond = written(found, "C-001", "C-008", kind=Bond.Kind.APART)

    everywhere = [PAGE, "/selezione/", "/selezione/storia/", "/selezione/equita/"]
    everywhere += ["/selezione/C-001/", "/selezione/C-008/", "/selezione/stampa/"]
    for path in everywhere:
        assert WHY not in text(client.get(path)), path
    assert "C-008" not in json.dumps([act.facts for act in Decision.objects.all()])
    html = text(client.get(f"{PAGE}{bond.pk}/perche/"))

    assert WHY in html
    assert Entry.objects.filter(action="selection.bond.read").count() == 1
    assert not BondReason.objects.filter(text__isnull=True).exists()


def test_only_coordinators_of_all_the_territories_concerned(found: Round) -> None:
    both = written(found, "C-001", "C-006")
    for name in ("giulia", "ismail", "elena", "rita", "comitato"):
        assert client_of(found, name).get(PAGE).status_code == 404
    sandro = client_of(found, "sandro")

    html = text(sandro.get(PAGE))

    assert "NC-006" in html
    assert "NC-001" not in html
    assert "C-001" in html
    assert sandro.get(f"{PAGE}{both.pk}/perche/").status_code == 404
    assert sandro.post(f"{PAGE}{both.pk}/togli/", {"seen": "1"}).status_code == 404
    answer = sandro.post(PAGE, typed(found, "C-001", "C-009"))
    assert answer.status_code == 422
    assert Bond.objects.count() == 1


def test_the_page_of_a_person_leads_coordinators_there_with_the_name_chosen(found: Round) -> None:
    link = f"{PAGE}?one=C-007"

    assert link in text(client_of(found).get("/selezione/C-007/"))
    assert link not in text(client_of(found, "elena").get("/selezione/C-007/"))
    assert '<option value="C-007" selected>' in text(client_of(found).get(link))
    written(found, "C-007", "C-009")
    html = text(client_of(found, "elena").get("/selezione/C-007/"))
    assert "Chosen together with, or not at all" in html


def test_before_the_criteria_are_frozen_nobody_is_tied() -> None:
    found = a_round()

    with pytest.raises(CriteriaMissing):
        written(found, "C-007", "C-009")
    assert client_of(found).get(PAGE)["Location"] == "/selezione/"


@pytest.mark.parametrize(
    ("codes", "more", "words"),
    [
        (("C-007", "C-007"), {}, "Choose at least two different people."),
        (("C-007",), {}, "Choose who."),
        (("C-007", "C-009"), {"reason": "   "}, "Write why, for example: they are a couple."),
        (("C-007", "C-009"), {"kind": "lovers"}, "Select a valid choice"),
        (("C-007", "C-999"), {}, "Select a valid choice"),
        (("C-007", "C-009"), {"seen": "77"}, "Somebody else changed the proposal"),
    ],
)
def test_what_is_wrong_is_said(
    found: Round, codes: tuple[str, ...], more: dict[str, str], words: str
) -> None:
    answer = client_of(found).post(PAGE, typed(found, *codes) | more)

    assert answer.status_code in {409, 422}
    assert words in text(answer)
    assert not Bond.objects.exists()


def test_twice_the_same_and_together_and_apart_at_once_are_refused(found: Round) -> None:
    written(found, "C-001", "C-002")
    written(found, "C-002", "C-003")

    with pytest.raises(BondThere):
        written(found, "C-002", "C-001")
    with pytest.raises(TogetherAndApart) as refused:
        written(found, "C-001", "C-003", kind=Bond.Kind.APART)
    assert str(refused.value).startswith("C-001, C-003")
    written(found, "C-004", "C-007", kind=Bond.Kind.APART)
    with pytest.raises(TogetherAndApart):
        written(found, "C-004", "C-007")
    with pytest.raises(TwoNamed):
        written(found, "C-004")


def test_a_double_click_writes_it_once(found: Round) -> None:
    client, body = client_of(found), typed(found, "C-007", "C-009")

    first, second = client.post(PAGE, body), client.post(PAGE, body)

    assert (first.status_code, second.status_code) == (302, 409)
    assert Bond.objects.count() == 1


def test_taken_back_it_counts_no_more_and_stays_to_be_read(found: Round) -> None:
    bond = written(found, "C-007", "C-009")
    client = client_of(found)

    assert client.post(f"{PAGE}{bond.pk}/togli/", {"seen": "1"}).status_code == 302
    again = client.post(f"{PAGE}{bond.pk}/togli/", {"seen": "2"})

    assert again.status_code == 409
    bond.refresh_from_db()
    assert bond.ended_by == found.user("marta")
    assert [act.kind for act in Decision.objects.order_by("version")] == ["tied", "untied"]
    with pytest.raises(Overtaken):
        untie(actor=found.user("marta"), bond=bond, seen=0)


def test_a_trial_of_one_shows_all_who_belong_together(found: Round) -> None:
    written(found, "C-004", "C-005")
    written(found, "C-007", "C-009")

    html = text(client_of(found).get("/selezione/?leaves=C-005&enters=C-007"))

    assert "NC-004 S. and NC-005 S. leave together" in html or "leave together" in html
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

    with pytest.raises(Overtaken):
        sign(actor=found.user("marta"), round_=found.fresh(), reason="Va bene.", seen=1)
    html = text(client_of(found, "sandro").get("/selezione/"))
    assert "first signature" not in html.lower() or "Sign and decide" not in html


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


def test_the_interface_writes_reads_and_ends_by_code(found: Round) -> None:
    client = client_of(found)
    address = f"/api/v1/selection/rounds/{found.round.pk}/bonds"
    body = {"kind": "together", "people": ["C-007", "C-009"], "reason": WHY, "version": 0}

    made = client.post(address, json.dumps(body), content_type="application/json")
    listed = client.get(address).json()["items"]
    old = client.post(
        f"/api/v1/selection/bonds/{made.json()['id']}/end",
        json.dumps({"version": 0}),
        content_type="application/json",
    )
    ended = client.post(
        f"/api/v1/selection/bonds/{made.json()['id']}/end",
        json.dumps({"version": 1}),
        content_type="application/json",
    )

    assert made.status_code == 201
    assert [one["people"] for one in listed] == [["C-007", "C-009"]]
    assert WHY not in json.dumps(listed)
    assert (old.status_code, ended.status_code) == (409, 204)
    assert client.get(address).json()["items"] == []


def test_chains_join_and_what_is_torn_is_found() -> None:
    groups = groups_of([("a", "b"), ("b", "c"), ("d", "e")])

    assert groups["a"] == frozenset("abc")
    assert torn(groups, ["a", "d", "e"]) == [frozenset("abc")]
    assert clashes(groups, [("a", "c"), ("a", "d")]) == [frozenset("ac")]
