"""Writing who belongs together or walks apart: who may, what is refused, where why stands."""

import json
from collections.abc import Iterator

import pytest
from django.utils import translation

from cerchia.audit.models import Entry
from cerchia.selection.models import Bond, BondReason, Candidacy, Decision
from cerchia.selection.models.candidacies import State
from cerchia.selection.refusals import (
    BondThere,
    CriteriaMissing,
    Overtaken,
    TogetherAndApart,
    TwoNamed,
)
from cerchia.selection.usecases.bonds import untie
from cerchia.selection.usecases.retention import forget
from cerchia.vault.fields import ERASED
from tests.selection.a_round import Round, a_round
from tests.selection.tying import PAGE, WHY, client_of, text, typed, written

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


def test_why_goes_with_who_is_forgotten(found: Round) -> None:
    bond = written(found, "C-007", "C-009")
    Candidacy.objects.filter(code="C-009").update(state=State.WITHDRAWN)

    forget(actor=None, candidacy=found.one("C-009"))

    assert str(BondReason.objects.get(bond=bond).text) == str(ERASED)
    assert bond.people.count() == 2


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
