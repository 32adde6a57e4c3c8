"""A look that cannot be written down does not happen."""

import pytest
from django.db import connection

from cerchia.audit.models import FileRead
from tests.trust.canaries import everything_in, names
from tests.trust.world import PARTICIPANTS, World


def staff_pages(world: World) -> dict[str, tuple[str, ...]]:
    """Pages where staff read of people, in every room that has some."""
    amal, dora = world.people["amal"].pk, world.circles["dora"].pk
    beside = (
        "/persone/",
        f"/persone/{amal}/",
        f"/persone/{amal}/desideri/",
        f"/persone/{amal}/telefono/",
        f"/persone/{amal}/modifica/chi/",
        f"/cerchie/{dora}/",
        f"/cerchie/{dora}/persone/",
        f"/cerchie/{dora}/incontri/{world.held_dora.pk}/",
        f"/cerchie/{dora}/contatti/nuovo/",
        f"/cerchie/{dora}/note/nuova/",
        f"/progetti/{world.project_amal.pk}/",
        f"/progetti/{world.project_amal.pk}/versioni/",
        f"/verifiche/{world.review_amal.pk}/",
        f"/patti/{world.pact_amal.pk}/",
        f"/patti/{world.pact_amal.pk}/pdf/",
        f"/desideri/{world.wish_amal.pk}/voce/",
        "/verifiche/",
        f"/api/v1/circles/{dora}",
        "/api/v1/projects",
        "/api/v1/wishes",
    )
    money = (
        "/fondi/",
        f"/fondi/{world.fund_amal.pk}/",
        "/pagamenti/",
        f"/pagamenti/{world.payment_ousmane.pk}/",
        f"/spese/{world.expense_amal.pk}/",
        f"/file/{world.paper_amal.pk}/",
        "/api/v1/funds",
        f"/api/v1/funds/{world.fund_amal.pk}/expenses",
        "/api/v1/disbursements",
    )
    return {"giulia": beside + money, "marta": beside + money, "ismail": beside, "rita": money}


@pytest.mark.parametrize("reader", ["giulia", "marta", "ismail", "rita"])
def test_without_the_log_no_page_about_people_is_shown(world: World, reader: str) -> None:
    paths = staff_pages(world)[reader]
    open_before = {path: world.client(reader).get(path).status_code for path in paths}
    assert set(open_before.values()) == {200}, open_before

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_fileread RENAME TO audit_lost")
    client = world.client(reader)
    shown = {}
    for path in paths:
        answer = client.get(path)
        met = {
            one for one in world.aviary.met_in(everything_in(answer)) if one.owner in PARTICIPANTS
        }
        if answer.status_code < 400 or met:
            shown[path] = (answer.status_code, names(met))
    assert shown == {}


def test_the_person_reads_who_looked_by_role_and_day(world: World) -> None:
    """The row of a look is there for the person at once, with role and part in words."""
    amal = world.people["amal"].pk
    world.client("giulia").get(f"/persone/{amal}/")
    rows = FileRead.objects.filter(person_id=amal, reader_id=world.user("giulia").pk)
    assert {row.reader_role for row in rows} == {"operator"}
    page = world.client("amal").get("/io/dati/").content.decode()
    assert world.say("giulia", "given") in page


def test_one_s_own_pages_leave_no_row(world: World) -> None:
    before = FileRead.objects.count()
    for path in ("/io/", "/io/soldi/", "/io/cerchia/", "/io/dati/", "/api/v1/wishes"):
        assert world.client("amal").get(path).status_code == 200
    assert FileRead.objects.count() == before
