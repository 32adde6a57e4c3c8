"""What the territory promised: summed by state, and taken out for the co-funding without a name."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from cerchia.access.engine import NotAllowed
from cerchia.access.models import SignIn
from cerchia.access.sessions import SIGN_IN
from cerchia.audit.models import Entry, FileRead
from cerchia.kit import clock
from cerchia.network.exporting.carrying import Carried
from cerchia.network.usecases.exports import FormUnknown
from cerchia.support import usecases
from cerchia.support.errors import ExportsToday
from cerchia.support.models import Commitment, PromiseExport
from cerchia.support.usecases import Ending
from cerchia.support.usecases.exports import Wanted, export_promises
from tests.factories.people import PersonFactory
from tests.factories.programmes import StaffAssignmentFactory
from tests.factories.projects import ProjectStepFactory
from tests.support.conftest import Town

PAGE, EXPORT = "/rete/impegni/", "/rete/impegni/esporta/"


@pytest.fixture
def held(town: Town) -> Town:
    """Two promises of Tre Torchi in Torino, one of them kept, and Rita who keeps the accounts."""
    first = town.agreed(offer=town.offer(what="=Ore di conti", unit_value_cents=2_050))
    usecases.finish(actor=town.user("giulia"), commitment=first, ending=Ending("kept"))
    offer = town.offer(what="Un furgone", unit_value_cents=1_000)
    second = usecases.propose(actor=town.user("giulia"), offer=offer, step=town.step, quantity=1)
    usecases.accept(actor=town.user("amal"), commitment=second, language="it")
    town.proposed(town.offer(what="Solo proposto"), town.need(what="Un letto"))
    rita = PersonFactory.create(given_name="Rita")
    StaffAssignmentFactory.create(edition=town.circle.edition, person=rita, role="accounts")
    town.people["rita"] = rita
    return town


def taken(town: Town, who: str, form: str = "csv", **more: Any) -> Carried:
    with translation.override("en"):
        return export_promises(
            actor=town.user(who), edition=town.circle.edition, wanted=Wanted(form, **more)
        )


def lines(carried: Carried) -> list[dict[str, str]]:
    text = carried.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_each_promise_is_a_line_with_its_worth_and_its_days(held: Town) -> None:
    rows = sorted(lines(taken(held, "marta")), key=lambda row: row["What was promised"])

    assert [row["What was promised"] for row in rows] == ["'=Ore di conti", "Un furgone"]
    first = rows[0]
    one = Commitment.objects.get(state="kept")
    assert first["Organisation"] == "Tipografia Tre Torchi"
    assert (first["Quantity"], first["Unit"]) == (str(one.quantity), "hours")
    assert first["Value promised, euro"] == f"{one.value_cents / 100:.2f}".replace(".", ",")
    assert first["Value kept, euro"] == f"{one.kept_value_cents / 100:.2f}".replace(".", ",")
    assert one.kept_value_cents > 0
    assert (first["State"], first["Agreed on"], first["Ended on"]) == (
        "kept",
        "2013-09-19",
        "2013-09-19",
    )
    assert first["What was needed"] == "Sei ore di conti"
    assert (rows[1]["State"], rows[1]["Value kept, euro"]) == ("agreed", "")
    assert {row["Circle"] for row in rows} == {"Dora"}


def test_no_person_is_named_whoever_takes_it(held: Town) -> None:
    for who in ("marta", "rita"):
        for form in ("csv", "xlsx"):
            carried = taken(held, who, form)
            told = carried.content
            if form == "xlsx":
                book = load_workbook(BytesIO(told))
                cells = [cell for sheet in book.worksheets for row in sheet for cell in row]
                assert not [cell for cell in cells if cell.data_type == "f"]
                told = " ".join(str(cell.value) for cell in cells).encode()
            assert b"Amal" not in told
            assert b"Giulia" not in told
            assert "amal" not in carried.name


@pytest.mark.parametrize("title", ["Portare Amal a Ivrea", "Chiamare Ousmàne", "da 333 1234567"])
def test_a_step_that_tells_who_takes_it_is_left_empty(held: Town, title: str) -> None:
    step = ProjectStepFactory.create(objective=held.objective, title=title)
    other = ProjectStepFactory.create(objective=held.objective, title="Comprare il telaio")
    one, two = Commitment.objects.filter(state__in=("kept", "agreed")).order_by("state")
    Commitment.objects.filter(pk=one.pk).update(step=step)
    Commitment.objects.filter(pk=two.pk).update(step=other)

    rows = lines(taken(held, "marta"))

    assert sorted(row["Step"] for row in rows) == ["", "Comprare il telaio"]


def test_accounts_read_the_worth_and_neither_circle_nor_step(held: Town) -> None:
    rows = lines(taken(held, "rita"))

    assert len(rows) == 2
    assert "Step" not in rows[0]
    assert "Circle" not in rows[0]
    assert "accounts" in taken(held, "rita").name
    assert not FileRead.objects.filter(reader_id=held.user("rita").pk).exists()


def test_the_people_see_that_the_coordination_looked(held: Town) -> None:
    taken(held, "marta")

    read = FileRead.objects.filter(reader_id=held.user("marta").pk, person_id=held.amal.pk)
    assert read.exists()


@pytest.mark.parametrize("who", ["giulia", "ismail", "tore", "amal", "elena"])
def test_others_take_no_list(held: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        taken(held, who)


def test_another_territory_is_not_in_it(held: Town) -> None:
    held.staff("sandro", "coordinator", held.people["mariam"].circle_memberships.get().circle)
    assert lines(taken(held, "sandro")) == []
    assert lines(taken(held, "marta", territory=held.organisations["lina"].territory_id)) == []


def test_the_fourth_list_of_a_day_waits_and_each_leaves_a_trace(held: Town) -> None:
    for _number in range(3):
        taken(held, "rita")

    with pytest.raises(ExportsToday):
        taken(held, "rita")
    assert PromiseExport.objects.count() == 3
    assert Entry.objects.filter(action="support.promises.carried_out").count() == 3
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        taken(held, "rita")


def test_a_form_that_is_none_is_refused(held: Town) -> None:
    with pytest.raises(FormUnknown):
        taken(held, "marta", "hsds")


def test_the_page_sums_by_state_for_the_team_and_for_accounts(held: Town) -> None:
    for who in ("marta", "giulia", "hugo", "rita"):
        page = held.client(who).get(PAGE).text
        assert "1 of 2 promises kept" in page, who
        assert "Un furgone" in page
        assert "Solo proposto" not in page
        assert "Amal" not in page
    kept = Commitment.objects.get(state="kept")
    address = f"/rete/impegni/{kept.pk}/"
    assert address in held.client("giulia").get(PAGE).text
    assert address not in held.client("hugo").get(PAGE).text
    assert address not in held.client("rita").get(PAGE).text
    narrowed = held.client("marta").get(f"{PAGE}?stato=kept").text
    assert "Un furgone" not in narrowed
    assert held.client("marta").get(f"{PAGE}?stato=%00&prima=zz").status_code == 200


def test_whom_the_page_is_not_for(held: Town) -> None:
    for who in ("amal", "tore"):
        assert held.client(who).get(PAGE).status_code == 404
        assert held.client(who).get(EXPORT).status_code == 404
    assert "Nothing is promised yet" in held.client("elena").get(PAGE).text
    assert held.client("giulia").get(EXPORT).status_code == 404
    assert EXPORT not in held.client("giulia").get(PAGE).text
    assert EXPORT in held.client("rita").get(PAGE).text


def test_many_promises_cost_no_more_queries_than_few(
    held: Town, django_assert_max_num_queries: Any
) -> None:
    for _more in range(15):
        town_offer = held.offer(what="Ancora")
        row = usecases.propose(
            actor=held.user("giulia"), offer=town_offer, step=held.step, quantity=1
        )
        usecases.accept(actor=held.user("amal"), commitment=row, language="it")
    client, actor = held.client("marta"), held.user("marta")
    with django_assert_max_num_queries(32):
        client.get(PAGE)
    with django_assert_max_num_queries(32):
        export_promises(actor=actor, edition=held.circle.edition, wanted=Wanted("csv"))


def test_the_page_asks_for_the_password_before_the_file(held: Town) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(held.user("marta"))
    session = client.session
    long_ago = clock.now() - timedelta(minutes=6)
    row = SignIn.objects.create(user=held.user("marta"), proved_at=long_ago, has_second_factor=True)
    session[SIGN_IN] = str(row.pk)
    session.save()

    asked = client.post(EXPORT, {"form": "csv"})
    assert asked.status_code == 403
    assert PromiseExport.objects.count() == 0
    SignIn.objects.filter(pk=row.pk).update(proved_at=clock.now())
    given = client.post(EXPORT, {"form": "csv"})
    assert given.headers["Content-Disposition"].startswith('attachment; filename="')
    assert given.headers["Cache-Control"] == "no-store, private"
    assert client.post(EXPORT, {"form": "exe"}).status_code == 422
    assert client.post(EXPORT, {"form": "csv", "territory": "x"}).status_code == 422


def test_the_sums_and_the_file_through_the_json_interface(held: Town) -> None:
    client = held.client("rita")

    sums = {one["state"]: one for one in client.get("/api/v1/commitments/sums").json()["items"]}

    assert list(sums) == ["agreed", "under_way", "kept", "partly_kept", "not_kept"]
    assert (sums["agreed"]["count"], sums["agreed"]["value_cents"]) == (1, 1_000)
    assert sums["kept"]["kept_cents"] > 0
    assert held.client("amal").get("/api/v1/commitments/sums").status_code == 404
    refused = held.client("giulia").post(
        "/api/v1/commitments/exports", "{}", content_type="application/json"
    )
    assert refused.status_code == 403
