"""Every page of this room for every role: 200, 403, 404 or, signed out, the way to the door."""

from datetime import timedelta

import pytest
from django.test import Client

from cerchia.kit import clock
from cerchia.programmes.models import StaffAssignment
from tests.circles.conftest import Dora, Role, signed_in
from tests.factories.circles import CircleMembershipFactory
from tests.factories.programmes import StaffAssignmentFactory, TerritoryFactory

PAGES = [
    # path, own operator, own mediator, coordinator, participant, other operator, accounts
    ("/cerchie/", 200, 200, 200, 404, 200, 404),
    ("/cerchie/nuova/", 404, 404, 200, 404, 404, 404),
    ("/cerchie/{circle}/persone/", 200, 200, 200, 404, 404, 404),
    ("/cerchie/{circle}/chiudi/", 403, 403, 200, 404, 404, 404),
    ("/cerchie/{circle}/incontri/nuovo/", 200, 200, 200, 404, 404, 404),
    ("/cerchie/{circle}/incontri/{meeting}/", 200, 200, 200, 404, 404, 404),
    ("/cerchie/{circle}/contatti/nuovo/", 200, 200, 200, 404, 404, 404),
    ("/cerchie/{circle}/note/nuova/", 200, 200, 200, 404, 404, 404),
    ("/cerchie/posti/{place}/esce/", 200, 403, 200, 404, 404, 404),
    ("/cerchie/posti/{place}/sposta/", 200, 403, 200, 404, 404, 404),
    ("/io/cerchia/", 404, 404, 404, 200, 404, 404),
    ("/io/cerchia/incontri/{meeting}/", 404, 404, 404, 200, 404, 404),
    ("/io/cerchia/contatti/nuovo/", 404, 404, 404, 200, 404, 404),
    ("/io/cerchia/lascia/", 404, 404, 404, 200, 404, 404),
]
ACTS = [
    ("/cerchie/{circle}/attiva/", 302, 403, 302, 404, 404, 404),
    ("/cerchie/{circle}/persone/invita/", 422, 403, 422, 404, 404, 404),
    ("/cerchie/{circle}/incontri/{meeting}/annulla/", 302, 302, 302, 404, 404, 404),
    ("/cerchie/posti/{place}/pausa/", 302, 403, 302, 302, 404, 404),
    ("/cerchie/posti/{place}/riprendi/", 302, 403, 302, 302, 404, 404),
    ("/cerchie/posti/{invited}/risposta/", 403, 403, 403, 404, 404, 404),
    ("/incontri-di-cerchia/{meeting}/risposta/", 302, 302, 403, 302, 404, 404),
]
ROLES = ["operator", "mediator", "coordinator", "participant", "stranger", "accounts"]
READS = [(row[0], who, row[1 + place]) for row in PAGES for place, who in enumerate(ROLES)]
WRITES = [(row[0], who, row[1 + place]) for row in ACTS for place, who in enumerate(ROLES)]


@pytest.fixture
def addresses(dora: Dora) -> dict[str, str]:
    selam = dora.world.participant("Selam")
    invited = CircleMembershipFactory.create(circle=dora.circle, person=selam, accepted_at=None)
    return {
        "circle": str(dora.circle.pk),
        "meeting": str(dora.meeting().pk),
        "place": str(dora.seat_of(dora.amal).pk),
        "invited": str(invited.pk),
    }


@pytest.fixture
def clients(dora: Dora) -> dict[str, Client]:
    elena = dora.world.staff("Elena", StaffAssignment.Role.OPERATOR)
    dora.world.seat(dora.world.circle("Sesia"), elena, Role.OPERATOR)
    rita = dora.world.staff("Rita", StaffAssignment.Role.ACCOUNTS)
    cast = [dora.giulia, dora.ismail, dora.marta, dora.amal, elena, rita]
    return {role: signed_in(person) for role, person in zip(ROLES, cast, strict=True)}


@pytest.mark.parametrize(("path", "who", "status"), READS)
def test_who_may_read(
    addresses: dict[str, str], clients: dict[str, Client], path: str, who: str, status: int
) -> None:
    assert clients[who].get(path.format(**addresses)).status_code == status


@pytest.mark.parametrize(("path", "who", "status"), WRITES)
def test_who_may_act(
    addresses: dict[str, str], clients: dict[str, Client], path: str, who: str, status: int
) -> None:
    answer = clients[who].post(path.format(**addresses), {"answer": "yes"})

    assert answer.status_code == status


@pytest.mark.parametrize("path", sorted({row[0] for row in PAGES}))
def test_signed_out_one_is_shown_the_door(addresses: dict[str, str], path: str) -> None:
    answer = Client().get(path.format(**addresses))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/entra/")


def test_a_circle_of_others_and_none_at_all_answer_alike(
    dora: Dora, clients: dict[str, Client]
) -> None:
    theirs = clients["stranger"].get(f"/cerchie/{dora.circle.pk}/persone/")
    nobodys = clients["stranger"].get(f"/cerchie/{dora.amal.pk}/persone/")

    assert theirs.status_code == nobodys.status_code == 404
    assert len(theirs.content) == len(nobodys.content)


def test_an_operator_whose_job_ended_sees_the_circle_no_more(dora: Dora) -> None:
    dora.giulia.staff_assignments.update(ends_on=clock.today() - timedelta(days=1))

    answer = signed_in(dora.giulia).get(f"/cerchie/{dora.circle.pk}/persone/")

    assert answer.status_code == 404


def test_a_former_member_sees_nothing(dora: Dora) -> None:
    dora.seat_of(dora.ismail).delete()

    answer = signed_in(dora.ismail).get(f"/cerchie/{dora.circle.pk}/persone/")

    assert answer.status_code == 404


def test_a_coordinator_of_another_territory_sees_nothing(dora: Dora) -> None:
    elsewhere = TerritoryFactory.create(programme=dora.world.edition.programme)
    sandro = StaffAssignmentFactory.create(
        edition=dora.world.edition,
        role=StaffAssignment.Role.COORDINATOR,
        territory=elsewhere,
    ).person

    answer = signed_in(sandro).get(f"/cerchie/{dora.circle.pk}/persone/")

    assert answer.status_code == 404
