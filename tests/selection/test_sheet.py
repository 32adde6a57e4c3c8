"""The criteria: what they refuse, what freezes, what a new version needs."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from cerchia.people.models import Person
from cerchia.selection.models import CriteriaSheet, Decision
from cerchia.selection.models.candidacies import State
from cerchia.selection.refusals import CriteriaFrozen, Overtaken, SheetRefused, WhyMissing
from cerchia.selection.rules.sheet import Floor, Place, Sheet, implied_ceilings, seal
from cerchia.selection.usecases.sheet import freeze_sheet, refusals, write_sheet
from tests.selection.a_round import Round, a_round, wanted

pytestmark = pytest.mark.django_db
PAGE = "/selezione/criteri/"
REASON = "Poche donne vengono a sapere del programma."


@pytest.fixture
def found() -> Round:
    return a_round()


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def client_of(found: Round, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def typed(**more: str) -> dict[str, str]:
    """A whole sheet as a form sends it."""
    told = {
        "seats": "6",
        "circle_low": "4",
        "circle_high": "7",
        "why": "Come nel progetto.",
        "place-0-wanted": "4",
        "place-0-low": "4",
        "place-0-high": "4",
        "place-1-wanted": "2",
        "place-1-low": "2",
        "place-1-high": "2",
        "floor-0-trait": "gender=woman",
        "floor-0-least": "1",
        "floor-0-reason": REASON,
    }
    return {**told, **more}


def test_written_frozen_and_then_the_names_are_shown(found: Round) -> None:
    client = client_of(found, "marta")

    assert client.post(PAGE, typed()).status_code == 302
    assert "NC-001" not in client.get("/selezione/").content.decode()
    assert client.post(f"{PAGE}congela/", {"seen": "0"}).status_code == 302

    sheet = CriteriaSheet.objects.get()
    assert sheet.sha256 == seal(sheet.content)
    assert sheet.frozen_at is not None
    assert Decision.objects.get().kind == "criteria"
    assert "NC-001" in client.get("/selezione/").content.decode()


def test_a_floor_needs_its_reason(found: Round) -> None:
    answer = client_of(found, "marta").post(PAGE, typed(**{"floor-0-reason": ""}))

    assert answer.status_code == 422
    assert "a floor needs its reason" in answer.content.decode()
    assert not CriteriaSheet.objects.exists()


def test_floors_that_are_hidden_ceilings_are_refused_with_the_number_that_fits(
    found: Round,
) -> None:
    floors = (
        Floor("gender", "woman", 2, REASON),
        Floor("gender", "man", 4, "Anche gli uomini."),
    )
    found.met("C-010", gender=Person.Gender.UNSAID)

    refused = refusals(found.round, wanted(floors=floors))

    assert len(refused) == 1
    assert "hidden ceiling" in refused[0]
    assert "5 at most" in refused[0]
    assert implied_ceilings(wanted(floors=floors)) == {
        "floor:gender=woman": 2,
        "floor:gender=man": 4,
        "gender=*": 0,
    }


def test_no_criterion_is_about_one_person(found: Round) -> None:
    found.met("C-010", gender=Person.Gender.OTHER)

    refused = refusals(found.round, wanted(floors=(Floor("gender", "other", 1, "Perché sì."),)))

    assert "Only one person would be meant" in " ".join(refused)


@pytest.mark.parametrize("feature", ["nationality", "health", "religion", "ethnic_origin"])
def test_nationality_and_health_are_refused_in_plain_words(found: Round, feature: str) -> None:
    floors = (Floor(feature, "somalia", 3, "Preferiamo loro."),)

    with pytest.raises(SheetRefused) as refused:
        write_sheet(actor=found.user("marta"), round_=found.round, sheet=wanted(floors=floors))

    assert "never count in a selection" in str(refused.value)
    body = typed(**{"floor-0-trait": f"{feature}=somalia"})
    answer = client_of(found, "marta").post(PAGE, body)
    assert answer.status_code == 422
    assert "Nationality, origin, religion and health never count" in answer.content.decode()


def test_numbers_that_do_not_fit_are_told(found: Round) -> None:
    places = {"Torino": Place(5, 5, 5), "Biella": Place(2, 2, 2)}

    assert "add up to 7" in " ".join(refusals(found.round, wanted(places=places)))
    few = {"Torino": Place(1, 1, 1), "Biella": Place(2, 2, 2)}
    assert "add up to 3, of 6 places" in " ".join(refusals(found.round, wanted(places=few)))


def test_a_new_version_says_why_and_the_old_one_stays(found: Round) -> None:
    marta = found.user("marta")
    first = write_sheet(actor=marta, round_=found.round, sheet=wanted(floors=()))
    freeze_sheet(actor=marta, sheet=first, seen=0)
    with pytest.raises(CriteriaFrozen):
        freeze_sheet(actor=marta, sheet=first, seen=1)
    with pytest.raises(WhyMissing):
        write_sheet(actor=marta, round_=found.fresh(), sheet=wanted(floors=()))

    second = write_sheet(
        actor=marta,
        round_=found.fresh(),
        sheet=wanted(floors=(), per_operator=5),
        reason="Un operatore in più.",
    )
    freeze_sheet(actor=marta, sheet=second, seen=1)

    assert [one.version for one in CriteriaSheet.objects.order_by("version")] == [1, 2]
    assert Sheet.read(CriteriaSheet.objects.get(version=1).content).per_operator == 4


def test_freezing_on_an_older_round_is_told(found: Round) -> None:
    row = write_sheet(actor=found.user("marta"), round_=found.round, sheet=wanted(floors=()))

    with pytest.raises(Overtaken):
        freeze_sheet(actor=found.user("marta"), sheet=row, seen=5)
    row.refresh_from_db()
    assert row.frozen_at is None


def test_only_who_coordinates_the_whole_writes(found: Round) -> None:
    assert client_of(found, "sandro").post(PAGE, typed()).status_code == 403
    assert client_of(found, "giulia").get(PAGE).status_code == 200
    assert client_of(found, "rita").get(PAGE).status_code == 404


def test_states_of_the_people_do_not_matter_to_the_reserve(found: Round) -> None:
    assert found.state("C-001") == State.PROPOSED
    assert refusals(found.round, wanted(floors=(Floor("gender", "woman", 1, REASON),))) == []
