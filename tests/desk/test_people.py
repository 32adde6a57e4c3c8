"""The list of people and the file of one: in scope, by role, and never without a trace."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from cerchia.audit.models import FileRead
from cerchia.circles.models import CircleMembership
from cerchia.desk.queries import people as queries
from cerchia.people.models import Person
from cerchia.programmes.models import Participation
from tests.desk.conftest import Dora, Life, page_of, signed_in
from tests.factories.circles import CircleNoteFactory
from tests.factories.people import (
    ContactPointFactory,
    PracticalCheckFactory,
    ProtectionFactory,
)
from tests.factories.privacy import ConsentFactory
from tests.factories.programmes import TerritoryFactory

LIST = "/persone/"
FILE = ("giulia", "ismail", "marta")


def file_of(person: Person) -> str:
    return f"{LIST}{person.pk}/"


def full(life: Life) -> None:
    person = life.person
    person.birth_year, person.country = "1985", "SO"
    person.save()
    ContactPointFactory.create(person=person, value="+39 011 555")
    ProtectionFactory.create(person=person, permit_expires_on="2013-10-01")
    PracticalCheckFactory.create(person=person, has_account=True, obstacles="La banca rimanda.")
    CircleNoteFactory.create(
        circle=life.dora.circle,
        about=person,
        text="Ha provato tre macchine.",
        written_by=life.dora.giulia.user,
    )
    life.wishes()
    life.has(life.agrees(in_force=True))


def test_the_list_shows_the_people_of_ones_circles_only(dora: Dora) -> None:
    dora.world.seat(dora.world.circle("Po"), dora.world.participant("Yonas"), "participant")

    page = page_of(dora.giulia, LIST)

    assert "Amal A." in page
    assert "Ousmane A." in page
    assert "Yonas" not in page
    assert "Yonas" in page_of(dora.marta, LIST)


def test_a_name_is_searched_among_those_in_scope(dora: Dora) -> None:
    page = page_of(dora.giulia, f"{LIST}?nome=ous")

    assert "Ousmane A." in page
    assert "Amal A." not in page
    assert [read.person_id for read in FileRead.objects.all()] == [dora.ousmane.pk]


def test_a_search_that_would_open_too_many_names_asks_for_less(
    dora: Dora, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "SEARCHED", 1)
    code = Participation.objects.get(person=dora.amal).code

    assert "too many people to look through" in page_of(dora.giulia, f"{LIST}?nome=ous")
    assert "Amal A." in page_of(dora.giulia, f"{LIST}?nome={code}")


def test_a_long_list_goes_on_by_codes(dora: Dora, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    first, second = Participation.objects.order_by("code").select_related("person")

    page = page_of(dora.marta, LIST)

    assert first.person.short_name in page
    assert second.person.short_name not in page
    assert second.person.short_name in page_of(dora.marta, f"{LIST}?dopo={first.code}")


def test_every_name_on_the_list_leaves_a_trace(dora: Dora) -> None:
    page_of(dora.giulia, LIST)

    reads = FileRead.objects.all()
    assert {read.person_id for read in reads} == {dora.amal.pk, dora.ousmane.pk}
    assert {read.part for read in reads} == {"list"}


@pytest.mark.parametrize("who", FILE)
def test_the_file_opens_to_who_walks_along(amal: Life, who: str) -> None:
    full(amal)

    page = page_of(getattr(amal.dora, who), file_of(amal.person))

    assert "Voglio cucire vestiti su misura." in page
    assert "Ha provato tre macchine." in page
    assert "+39 011 555" in page
    assert "1985" in page


def test_the_country_has_a_name_and_the_phone_a_link_for_who_may_connect_it(amal: Life) -> None:
    full(amal)
    path = file_of(amal.person)
    phone = f'href="{path}telefono/"'

    operator, mediator = (page_of(one, path) for one in (amal.dora.giulia, amal.dora.ismail))

    assert "Somalia" in operator
    assert phone in operator
    assert phone not in mediator


def test_a_mediator_reads_neither_protection_nor_money_that_was_not_shared(amal: Life) -> None:
    full(amal)

    page = page_of(amal.dora.ismail, file_of(amal.person))

    assert "refugee" not in page
    assert "Permit until" not in page
    assert "La banca rimanda." not in page
    assert "1.640" not in page


def test_a_mediator_reads_the_money_that_the_person_shared(amal: Life) -> None:
    full(amal)
    ConsentFactory.create(person=amal.person)

    assert "1.640" in page_of(amal.dora.ismail, file_of(amal.person))


def test_practical_checks_are_for_the_operators_of_the_circle(amal: Life) -> None:
    full(amal)

    assert "La banca rimanda." in page_of(amal.dora.giulia, file_of(amal.person))
    coordinator = page_of(amal.dora.marta, file_of(amal.person))
    assert "La banca rimanda." not in coordinator
    assert "refugee" in coordinator


def test_the_person_can_see_which_parts_were_opened(amal: Life) -> None:
    full(amal)

    page_of(amal.dora.giulia, file_of(amal.person))

    reads = FileRead.objects.filter(person_id=amal.person.pk)
    assert {"profile", "wish", "money", "pact", "notes"} <= {read.part for read in reads}
    assert {read.reader_role for read in reads} == {"operator"}


@pytest.mark.parametrize("path", [LIST, ""])
def test_without_a_trace_there_is_no_page(
    dora: Dora, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(FileRead.objects, "bulk_create", broken)
    client = signed_in(dora.giulia)
    client.raise_request_exception = False

    answer = client.get(path or file_of(dora.amal))

    assert answer.status_code == 500
    assert "Amal" not in answer.content.decode()


@pytest.mark.parametrize("role", ["operator", "mediator"])
def test_who_is_out_of_scope_finds_the_same_404_as_for_nobody(dora: Dora, role: str) -> None:
    elsewhere = dora.world.staff("Elena", role)

    page_of(elsewhere, file_of(dora.amal), status=404)
    page_of(elsewhere, f"{LIST}00000000-0000-4000-8000-00000000beef/", status=404)


def test_the_coordination_of_another_territory_does_not_reach_here(dora: Dora) -> None:
    biella = TerritoryFactory.create(programme=dora.circle.edition.programme)
    sandro = dora.world.staff("Sandro", "coordinator")
    sandro.staff_assignments.update(territory=biella)

    page_of(sandro, file_of(dora.amal), status=404)
    assert "Amal" not in page_of(sandro, LIST)


@pytest.mark.parametrize("role", ["accounts", "committee", "organisation", "editor", "system"])
@pytest.mark.parametrize("path", [LIST, "file"])
def test_for_other_roles_these_pages_are_not_there(dora: Dora, role: str, path: str) -> None:
    wanted = file_of(dora.amal) if path == "file" else path

    page_of(dora.world.staff("Altro", role), wanted, status=404)


def test_a_participant_opens_no_file_by_this_way(dora: Dora) -> None:
    for path in (LIST, file_of(dora.amal), file_of(dora.ousmane)):
        page_of(dora.amal, path, status=404)


def test_words_of_people_are_text_and_never_markup(amal: Life) -> None:
    hostile = "<script>alert(1)</script>"
    amal.person.given_name = hostile
    amal.person.save()
    amal.wishes(hostile)
    CircleNoteFactory.create(
        circle=amal.dora.circle,
        about=amal.person,
        text=hostile,
        written_by=amal.dora.giulia.user,
    )

    for path in (LIST, file_of(amal.person)):
        page = page_of(amal.dora.giulia, path)
        assert "<script>alert" not in page


def _cost(who: Person) -> int:
    client = signed_in(who)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(LIST).status_code == 200
    return len(asked)


def test_the_list_costs_the_same_queries_for_two_people_and_for_many(dora: Dora) -> None:
    before = _cost(dora.marta)

    for number in range(40):
        person = dora.world.participant(f"Nome{number}")
        dora.world.seat(dora.circle, person, CircleMembership.Role.PARTICIPANT)

    assert _cost(dora.marta) == before
