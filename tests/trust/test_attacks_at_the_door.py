"""Attacks by hand on addresses, sessions, tokens, files and headers."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from cerchia.funds.models import Expense
from cerchia.programmes.models import Participation, StaffAssignment
from cerchia.projects.models import Objective, Wish
from tests.trust.bodies import expense_of, key
from tests.trust.canaries import everything_in
from tests.trust.world import World, photo

REFUSED = {400, 403, 404, 405, 409, 422}


def test_the_method_cannot_be_named_in_a_form_or_a_header(world: World) -> None:
    client = world.client("giulia")
    wish = f"/desideri/{world.wish_amal.pk}/accanto/"
    for trick in ({"_method": "DELETE"}, {"_method": "PUT"}):
        client.post(wish, trick, headers={"x-http-method-override": "DELETE"})
    assert client.get(wish, headers={"x-http-method-override": "POST"}).status_code == 405
    assert Wish.objects.filter(pk=world.wish_amal.pk).exists()


@pytest.mark.parametrize(
    "path",
    [
        "/persone/{0}/.",
        "/persone/{0}/..%2f",
        "//persone/{0}/",
        "/persone/{0}/%00",
        "/PERSONE/{0}/",
        "/persone/{0}.json",
        "/it/persone/{0}/",
        "/persone/{0};a=b/",
        "/%70ersone/{0}/",
        "/api/v1/../../persone/{0}/",
        "/api/v1/people/{0}",
        "/api/persone/{0}",
        "/static/../persone/{0}/",
    ],
)
def test_no_spelling_of_an_address_opens_what_is_closed(world: World, path: str) -> None:
    amal = world.people["amal"].pk
    for who in ("sandro", "rita", "ousmane", "anonymous"):
        client = world.client(who)
        answer = client.get(path.format(amal))
        assert answer.status_code < 500
        met = {one for one in world.aviary.met_in(everything_in(answer)) if one.owner == "amal"}
        assert met == set(), (who, path)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:a=b",
        "http:///elsewhere.example",
        "\t//elsewhere.example",
        "/\t/elsewhere.example",
    ],
)
def test_no_door_leads_to_another_house(world: World, elsewhere: str) -> None:
    client = world.client("giulia")
    for answer in (
        client.get("/entra/", {"next": elsewhere}),
        client.get("/conferma/", {"next": elsewhere}),
        client.post("/lingua/", {"language": "en", "next": elsewhere}),
    ):
        place = answer.get("Location", "/")
        assert place.startswith("/"), place
        assert not place.startswith(("//", "/\\", "/\t")), place
        assert "\n" not in place


def test_a_fragment_is_guarded_as_the_page(world: World) -> None:
    hx = {"hx-request": "true", "hx-target": "main", "hx-boosted": "true"}
    amal = world.people["amal"].pk
    for who, path in (
        ("sandro", f"/persone/{amal}/"),
        ("ousmane", f"/io/spese/{world.expense_amal.pk}/"),
        ("rita", f"/progetti/{world.project_amal.pk}/"),
        ("ismail", f"/fondi/{world.fund_amal.pk}/"),
    ):
        assert world.client(who).get(path, headers=hx).status_code == 404
    out = world.client("anonymous").get(f"/persone/{amal}/", headers=hx)
    assert out.status_code == 401
    assert world.aviary.met_in(everything_in(out)) == set()


def test_parts_of_a_file_are_guarded_and_counted_as_the_whole(world: World) -> None:
    voice = f"/desideri/{world.wish_amal.pk}/voce/"
    paper = f"/file/{world.paper_amal.pk}/"
    for ranges in ("bytes=0-1", "bytes=-1", "bytes=99999999-", "bytes=0-1,5-9", "lines=1", "x"):
        for who in ("bahar", "elena", "sandro", "ismail", "anonymous"):
            answer = world.client(who).get(paper, headers={"range": ranges})
            assert answer.status_code in {302, 404}
        own = world.client("amal")
        for path in (voice, paper):
            assert own.get(path, headers={"range": ranges}).status_code in {200, 206, 416}


def test_files_come_back_as_what_they_are_and_run_nothing(world: World) -> None:
    answer = world.client("amal").get(f"/file/{world.paper_amal.pk}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "scontrino" not in answer.get("Content-Disposition", "")


def test_who_ended_a_job_has_neither_pages_nor_token_in_the_same_second(world: World) -> None:
    token = {"authorization": f"Bearer {world.tokens['giulia']}"}
    session, program = world.client("giulia"), world.client("anonymous")
    circle = f"/api/v1/circles/{world.circles['dora'].pk}"
    assert program.get(circle, headers=token).status_code == 200
    assert session.get("/persone/").status_code == 200

    ended = world.client("marta").post(f"/impostazioni/incarichi/{world.job_giulia.pk}/fine/")

    assert ended.status_code == 302
    assert session.get("/persone/").status_code == 404
    assert session.get(f"/persone/{world.people['amal'].pk}/").status_code == 404
    assert session.get(f"/file/{world.paper_amal.pk}/").status_code == 404
    assert program.get(circle, headers=token).status_code == 404
    for path in ("funds", "disbursements", "wishes", "projects"):
        assert program.get(f"/api/v1/{path}", headers=token).json()["items"] == []


def test_a_closed_account_has_no_session_and_no_token(world: World) -> None:
    token = {"authorization": f"Bearer {world.tokens['delio']}"}
    assert world.client("anonymous").get("/api/v1/me", headers=token).status_code == 401
    assert world.client("delio").get("/oggi/")["Location"].startswith("/entra/")
    for nonsense in ("", "x", "Bearer", "a" * 5_000, "\x00", "é"):
        wrong = {"authorization": f"Bearer {nonsense}"}
        assert world.client("anonymous").get("/api/v1/me", headers=wrong).status_code == 401


def test_a_token_does_no_more_than_its_user(world: World) -> None:
    token = {"authorization": f"Bearer {world.tokens['ismail']}"}
    program = world.client("anonymous", enforce_csrf_checks=True)
    assert program.get(f"/api/v1/funds/{world.fund_amal.pk}", headers=token).status_code == 404
    assert program.get("/persone/", headers=token)["Location"].startswith("/entra/")
    path = f"/api/v1/disbursements/{world.payment_bahar.pk}/approve"
    assert program.post(path, headers=token).status_code == 404


def test_a_withdrawn_yes_closes_the_money_on_the_next_request(world: World) -> None:
    fund = f"/fondi/{world.fund_ousmane.pk}/"
    mediator = world.client("ismail")
    assert mediator.get(fund).status_code == 200
    world.client("ousmane").post("/io/dati/consensi/", {"purpose": "fund_circle", "answer": "no"})
    for path in (
        fund,
        f"/spese/{world.expense_ousmane.pk}/",
        f"/file/{world.paper_ousmane.pk}/",
        f"/api/v1/funds/{world.fund_ousmane.pk}/expenses",
    ):
        assert mediator.get(path).status_code == 404, path


def test_who_leaves_a_circle_takes_their_file_along(world: World) -> None:
    """The staff of the old circle find nothing any more, page by page."""
    world.client("ousmane").post("/io/cerchia/lascia/", {"reason": ""})
    ousmane = world.people["ousmane"].pk
    for who in ("giulia", "ismail"):
        client = world.client(who)
        for path in (
            f"/persone/{ousmane}/",
            f"/persone/{ousmane}/desideri/",
            f"/progetti/{world.project_ousmane.pk}/",
            f"/desideri/{world.wish_ousmane.pk}/voce/",
            f"/fondi/{world.fund_ousmane.pk}/",
            f"/patti/{world.pact_ousmane.pk}/",
            f"/file/{world.paper_ousmane.pk}/",
            f"/spese/{world.expense_ousmane.pk}/",
            f"/pagamenti/{world.payment_ousmane.pk}/",
        ):
            assert client.get(path).status_code == 404, (who, path)


def test_the_same_answer_for_not_yours_and_not_there(world: World) -> None:
    nobody = uuid4()
    client = world.client("sandro")
    for path, mine in (
        ("/persone/{}/", world.people["amal"].pk),
        ("/cerchie/{}/", world.circles["dora"].pk),
        ("/fondi/{}/", world.fund_amal.pk),
        ("/progetti/{}/", world.project_amal.pk),
        ("/api/v1/funds/{}", world.fund_amal.pk),
    ):
        there, gone = client.get(path.format(mine)), client.get(path.format(nobody))
        assert (there.status_code, gone.status_code) == (404, 404)
        assert plain(there, mine) == plain(gone, nobody)


def plain(answer: Any, pk: Any) -> str:
    return str(answer.content.decode()).replace(str(pk), "ID")


def test_an_objective_is_taken_on_by_its_person_alone(world: World) -> None:
    for who in ("giulia", "ousmane", "marta"):
        path = f"/io/obiettivi/{world.offered_amal.pk}/si/"
        assert world.client(who).post(path).status_code == 404
    assert Objective.objects.get(pk=world.offered_amal.pk).accepted_at is None


def test_hidden_fields_cannot_name_who_acts(world: World) -> None:
    """What a body adds (actor, person, role, state) is not heard."""
    said = expense_of(
        world,
        spender=str(world.people["ousmane"].pk),
        recorded_by=str(world.people["ousmane"].user_id),
        from_fund_cents=0,
        own_money_cents=500,
    )
    path = f"/api/v1/funds/{world.fund_amal.pk}/expenses"
    answer = world.client("amal").post(path, said, "application/json", headers=key())
    assert answer.status_code in {201, 422}
    if answer.status_code == 201:
        made = Expense.objects.get(pk=json.loads(answer.content)["id"])
        assert made.spender_id == world.people["amal"].pk
        assert made.from_fund_cents == 500


def test_nobody_makes_themselves_more_than_they_are(world: World) -> None:
    jobs, places = StaffAssignment.objects.count(), Participation.objects.count()
    page = f"/impostazioni/edizioni/{world.edition.pk}/persone/"
    said = {"username": "tullia", "role": "accounts", "territory": ""}
    assert world.client("tullia").post(page, said).status_code in {403, 422}
    said = {"username": "nuovo", "given_name": "N", "role": "system", "territory": ""}
    assert world.client("marta").post(page, said).status_code == 422
    everywhere = {"username": "amico", "given_name": "A", "role": "operator", "territory": ""}
    assert world.client("tullia").post(page, everywhere).status_code in {403, 422}
    assert (jobs, places) == (StaffAssignment.objects.count(), Participation.objects.count())


def test_a_forged_host_or_proxy_changes_nothing(world: World) -> None:
    client = world.client("giulia")
    answer = client.get("/oggi/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    forwarded = client.get("/readyz", headers={"x-forwarded-for": "127.0.0.1"})
    assert forwarded.status_code == 404
    assert (
        client.get("/oggi/", headers={"x-forwarded-host": "elsewhere.example"}).status_code == 200
    )


def test_cookies_are_closed_to_scripts_and_other_sites(world: World) -> None:
    client = world.client("anonymous")
    client.get("/entra/")
    client.post("/lingua/", {"language": "en"})
    for name, cookie in client.cookies.items():
        assert cookie["samesite"] in {"Lax", "Strict"}, name
        assert cookie["domain"] == "", name
        if name != "language":
            assert cookie["httponly"], name


def test_a_paper_under_another_s_expense_is_refused(world: World) -> None:
    for who in ("ousmane", "giulia", "elena", "anonymous"):
        with transaction.atomic():
            answer = world.client(who).post(
                f"/io/spese/{world.expense_amal.pk}/carta/", {"photo": photo(5)}
            )
            assert answer.status_code in {302, 404}, who
    assert world.expense_amal.evidence.count() == 1
