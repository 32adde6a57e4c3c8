"""Two people sign; a place that frees itself is given by a person; nobody is decided in absence."""

import pytest
from django.test import Client

from cerchia.access.engine import NotAllowed
from cerchia.programmes.models import Participation
from cerchia.selection.errors import Withdrawn
from cerchia.selection.models import Decision
from cerchia.selection.models.candidacies import State
from cerchia.selection.refusals import NoFreePlace, NothingSigned, Overtaken, SameHand
from cerchia.selection.usecases.candidacies import withdraw
from cerchia.selection.usecases.deciding import swap
from cerchia.selection.usecases.signing import decide, fill_place, first_signature, sign
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Round:
    made = a_round()
    made.freeze()
    return made


def signed(found: Round) -> Round:
    sign(actor=found.user("marta"), round_=found.fresh(), reason="Letta insieme.", seen=0)
    return found


def decided(found: Round) -> Round:
    signed(found)
    decide(actor=found.user("sandro"), round_=found.fresh(), reason="Sono d'accordo.", seen=1)
    return found


def test_two_different_people_sign(found: Round) -> None:
    signed(found)
    with pytest.raises(SameHand):
        decide(actor=found.user("marta"), round_=found.fresh(), reason="Ancora io.", seen=1)
    with pytest.raises(NotAllowed):
        decide(actor=found.user("giulia"), round_=found.fresh(), reason="Io no.", seen=1)

    decide(actor=found.user("sandro"), round_=found.fresh(), reason="Sono d'accordo.", seen=1)

    assert {found.state(f"C-00{n}") for n in range(1, 7)} == {State.SELECTED}
    assert found.state("C-007") == State.WAITING_LIST
    assert found.state("C-009") == State.NOT_SELECTED
    assert Participation.objects.filter(edition=found.edition).count() == 6
    assert found.fresh().decided_at is not None


def test_any_change_takes_the_first_signature_away(found: Round) -> None:
    signed(found)
    swap(
        actor=found.user("marta"),
        round_=found.fresh(),
        leaves=found.one("C-005"),
        enters=found.one("C-007"),
        reason="Biella.",
        seen=1,
    )

    assert first_signature(found.fresh()) is None
    with pytest.raises(NothingSigned):
        decide(actor=found.user("sandro"), round_=found.fresh(), reason="Sì.", seen=2)


def test_who_withdraws_while_it_is_decided_stops_it_and_nothing_moves(found: Round) -> None:
    signed(found)
    withdraw(actor=found.user("marta"), candidacy=found.one("C-003"), reason="Lo ha detto oggi.")

    with pytest.raises(Withdrawn):
        decide(actor=found.user("sandro"), round_=found.fresh(), reason="Sì.", seen=1)

    assert found.state("C-001") == State.PROPOSED
    assert not Participation.objects.exists()
    assert found.fresh().decided_at is None
    assert Decision.objects.filter(kind="decided").count() == 0


def test_with_one_coordinator_an_operator_countersigns() -> None:
    found = a_round()
    found.freeze()
    found.edition.staff_assignments.filter(person__user__username="sandro").delete()
    signed(found)

    decide(actor=found.user("giulia"), round_=found.fresh(), reason="Anche l'équipe.", seen=1)

    assert found.fresh().decided_at is not None


def test_a_free_place_is_shown_and_given_by_a_person(found: Round) -> None:
    decided(found)
    with pytest.raises(NoFreePlace):
        fill_place(
            actor=found.user("marta"),
            round_=found.fresh(),
            candidacy=found.one("C-007"),
            reason="Biella.",
            seen=2,
        )
    place = found.one("C-006").participation
    assert place is not None
    Participation.objects.filter(pk=place.pk).update(ended_on=place.started_on)
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user("sandro"))
    html = " ".join(client.get("/selezione/").content.decode().split())
    assert "1 place is free." in html
    assert "fill=C-007" in html
    assert "fill=C-008" not in html

    body = {"code": "C-007", "reason": "Aspettava da febbraio.", "seen": "2"}
    assert client.post("/selezione/posto/", body).status_code == 302

    assert found.state("C-007") == State.SELECTED
    assert found.one("C-007").participation is not None


def test_deciding_on_an_older_state_is_told(found: Round) -> None:
    with pytest.raises(Overtaken):
        sign(actor=found.user("marta"), round_=found.fresh(), reason="Letta.", seen=7)


def test_the_pages_sign_and_decide(found: Round) -> None:
    marta, sandro = Client(), Client()
    marta.force_login(found.user("marta"))
    sandro.force_login(found.user("sandro"))

    first = {"sign-reason": "Letta insieme.", "sign-seen": "0"}
    assert marta.post("/selezione/firma/", first).status_code == 302
    again = {"sign-reason": "Ancora io.", "sign-seen": "1"}
    assert marta.post("/selezione/decisione/", again).status_code == 403
    assert sandro.post("/selezione/decisione/", again).status_code == 302
    assert found.fresh().decided_at is not None
