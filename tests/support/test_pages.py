"""The pages in use: by the team, by the participant, by the organisation, without scripts."""

import json
import re
from collections.abc import Mapping

from django.test import Client

from cerchia.network.models import Offer
from cerchia.projects.usecases import mark_step
from cerchia.support.models import Commitment, Need
from tests.factories.network import OrganisationFactory
from tests.support.conftest import Town

HOSTILE = '<script>alert(1)</script> " onmouseover=x 🎉 أمل'
ASKED = {"what": "Un garage", "help": "space", "quantity": "3", "unit": "months"}


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_organisation_answers_a_need_and_the_team_checks_it(town: Town) -> None:
    need = town.need()
    tore, hugo = town.client("tore"), town.client("hugo")
    form = text(tore, f"/ente/offerte/nuova/?bisogno={need.pk}")
    assert "Sei ore di conti" in form

    given = {"what": "Ore con Pina in ufficio", "help": "advice", "quantity": "6", "unit": "hours"}
    answer = tore.post(f"/ente/offerte/nuova/?bisogno={need.pk}", given)
    offer = Offer.objects.get()
    assert (answer.status_code, offer.state, offer.answered_need.need) == (302, "proposed", need)

    assert "1 offer waits for a check" in text(hugo, "/rete/offerte/")
    refused = hugo.post(f"/rete/offerte/{offer.pk}/verifica/", {"points": ["safe"]})
    assert refused.status_code == 422
    hugo.post(f"/rete/offerte/{offer.pk}/verifica/", {"points": offer.checks})
    page = text(hugo, f"/rete/bisogni/{need.pk}/")
    assert "offered for this need" in page
    assert "Amal" not in page

    hugo.post(f"/rete/offerte/{offer.pk}/proponi/", {"need": need.pk, "back": "need"})
    assert Commitment.objects.get().state == "proposed"


def test_the_person_says_yes_then_decides_about_the_name(town: Town) -> None:
    row = town.proposed()
    amal = town.client("amal")
    assert "They wait for your answer" in text(amal, "/io/offerte/")
    assert "They do not know who you are" in text(amal, f"/io/offerte/{row.pk}/")

    amal.post(f"/io/offerte/{row.pk}/risposta/", {"answer": "yes"})
    amal.post(f"/io/offerte/{row.pk}/risposta/", {"answer": "yes"})
    page = text(amal, f"/io/offerte/{row.pk}/")
    assert "May they know your first name?" in page

    amal.post(f"/io/offerte/{row.pk}/nome/", {"show": "1"})
    assert "Tipografia Tre Torchi" in text(amal, "/io/offerte/").split("Who knows my first name")[1]
    amal.post(f"/io/offerte/{row.pk}/esito/", {"outcome": "kept"})
    row.refresh_from_db()
    assert row.state == "kept"


def test_not_with_them_takes_their_offers_away(town: Town) -> None:
    row = town.proposed()
    town.offer(what="Altre ore di Tre Torchi")
    amal = town.client("amal")
    assert "Altre ore di Tre Torchi" in text(amal, "/io/offerte/tutte/")

    amal.post(f"/io/offerte/{row.pk}/risposta/", {"answer": "not_with_them"})

    assert "Altre ore di Tre Torchi" not in text(amal, "/io/offerte/tutte/")
    assert "Altre ore di Tre Torchi" not in text(amal, "/io/offerte/")


def test_the_person_chooses_something_on_offer_for_a_step(town: Town) -> None:
    offer = town.offer()
    town.offer("lina", what="Lana di Biella")
    amal = town.client("amal")
    assert "Lana di Biella" not in text(amal, "/io/offerte/tutte/")
    path = f"/io/offerte/tutte/{offer.pk}/"
    assert amal.post(path, {}).status_code == 422

    answer = amal.post(path, {"step": town.step.pk})

    assert answer["Location"] == f"/io/offerte/{Commitment.objects.get().pk}/"


def test_the_person_asks_for_help_and_takes_it_back(town: Town) -> None:
    amal = town.client("amal")
    assert amal.post("/io/bisogni/nuovo/", ASKED).status_code == 422, "for which step?"
    named = amal.post("/io/bisogni/nuovo/", {**ASKED, "step": town.step.pk, "what": "per Amal"})
    assert named.status_code == 422
    assert "Leave out “Amal”" in named.content.decode()

    amal.post("/io/bisogni/nuovo/", {**ASKED, "step": town.step.pk})
    need = Need.objects.get()
    assert "Un garage" in text(amal, "/io/offerte/")
    assert town.client("ousmane").post(f"/io/bisogni/{need.pk}/togli/").status_code == 404
    amal.post(f"/io/bisogni/{need.pk}/togli/")

    need.refresh_from_db()
    assert need.state == "withdrawn"


def test_the_step_on_the_page_of_the_project_leads_to_the_question(town: Town) -> None:
    giulia = town.client("giulia")
    path = f"/rete/bisogni/nuovo/?passo={town.step.pk}"
    assert path in text(giulia, f"/progetti/{town.project.pk}/")
    assert town.client("hugo").get(path).status_code == 404

    giulia.post(path, ASKED)

    page = text(giulia, f"/progetti/{town.project.pk}/")
    assert f"/rete/bisogni/{Need.objects.get().pk}/" in page
    assert "Un garage" in page


def test_a_project_shows_the_help_that_it_stands_on(town: Town) -> None:
    row = town.agreed(offer=town.offer(unit_value_cents=4_000))

    page = text(town.client("giulia"), f"/progetti/{town.project.pk}/")

    assert "Ore con il nostro contabile" in page
    assert f"/rete/impegni/{row.pk}/" in page
    mark_step(actor=town.user("amal"), step=town.step, done=True)
    assert f"/io/offerte/{row.pk}/" in text(
        town.client("amal"), f"/io/obiettivi/{town.objective.pk}/"
    )


def test_how_it_went_is_written_down_by_the_circle(town: Town) -> None:
    row = town.agreed()
    giulia = town.client("giulia")
    path = f"/rete/impegni/{row.pk}/"
    assert "does not read the name" in text(giulia, path)
    assert giulia.post(f"{path}esito/", {"outcome": "partly_kept"}).status_code == 422
    assert giulia.post(f"{path}avanti/", {"to": "nowhere"}).status_code == 404
    said = {"outcome": "partly_kept", "quantity": "2", "reason": "less_time", "words": HOSTILE}

    giulia.post(f"{path}esito/", said)

    page = text(giulia, path)
    assert "<script>alert" not in page
    assert "there was less time than expected" in page


def test_the_team_writes_an_offer_down_for_an_organisation(town: Town) -> None:
    body = town.organisations["tore"]
    giulia = town.client("giulia")
    path = f"/rete/offerte/nuova/?ente={body.pk}"
    said = {"what": HOSTILE, "help": "room", "quantity": "1", "unit": "months", "place": "Ivrea"}

    giulia.post(path, said)

    offer = Offer.objects.get()
    assert offer.municipality == "001125"
    for page in ("/rete/offerte/", f"/rete/offerte/{offer.pk}/"):
        assert "<script>alert" not in text(giulia, page)
    assert town.client("elena").get(path).status_code == 404
    other = OrganisationFactory.create()
    assert giulia.get(f"/rete/offerte/nuova/?ente={other.pk}").status_code == 404


def test_values_out_of_bounds_are_plain_answers(town: Town) -> None:
    tore = town.client("tore")
    plain = {"what": "Ore", "help": "advice", "quantity": "6", "unit": "hours"}
    for more in (
        {"what": ""},
        {"what": "x" * 5000},
        {"quantity": "0"},
        {"quantity": "99999999999999999999"},
        {"quantity": "sei"},
        {"help": "magic"},
        {"unit": "litres"},
        {"place": "Roccacannuccia"},
        {"unit_value": "-1"},
        {"until_on": "never"},
    ):
        assert tore.post("/ente/offerte/nuova/", {**plain, **more}).status_code == 422, more
    assert tore.get("/ente/offerte/nuova/?bisogno=x").status_code == 404
    assert not Offer.objects.exists()


def test_the_organisation_keeps_its_entry_true(town: Town) -> None:
    tore = town.client("tore")
    assert "Tipografia Tre Torchi" in text(tore, "/ente/noi/")
    tore.post("/ente/noi/", {"place": "Ivrea", "phone": "0125 000 000", "about": "Stampiamo."})
    body = town.organisations["tore"]
    body.refresh_from_db()
    assert (body.municipality, body.about) == ("001125", "Stampiamo.")
    before = body.confirmed_at
    tore.post("/ente/noi/vero/")
    body.refresh_from_db()
    assert body.confirmed_at >= before
    other = town.organisations["pina"]
    assert tore.get(f"/ente/noi/?chi={other.pk}").status_code == 404


def test_the_interface_says_the_same_as_the_pages(town: Town) -> None:
    need, offer = town.need(), town.offer()
    giulia, amal, tore = (town.client(name) for name in ("giulia", "amal", "tore"))

    def post(client: Client, path: str, said: Mapping[str, object]) -> dict[str, object]:
        answer = client.post(path, json.dumps(said), "application/json")
        assert answer.status_code in {200, 201}, answer.content
        return dict(answer.json())

    found = giulia.get(f"/api/v1/needs/{need.pk}/matches").json()
    assert found[0]["offer"]["id"] == str(offer.pk)
    said = {"offer": str(offer.pk), "need": str(need.pk)}
    made = post(giulia, "/api/v1/commitments", said)
    twice = giulia.post("/api/v1/commitments", json.dumps(said), "application/json")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_proposed")
    path = f"/api/v1/commitments/{made['id']}"
    assert post(amal, f"{path}/answer", {"yes": True})["state"] == "agreed"
    assert tore.get("/api/v1/commitments").json()["items"][0]["name"] is None
    post(amal, f"{path}/name", {"show": True})
    assert tore.get("/api/v1/commitments").json()["items"][0]["name"] == "Amal"
    post(tore, f"{path}/delivered", {})
    assert post(amal, f"{path}/end", {"outcome": "kept"})["kept_quantity"] == 6


def test_numbers_and_addresses_are_typed_from_left_to_right_in_every_language(town: Town) -> None:
    client = town.client("tore")
    client.cookies["language"] = "ar"

    page = text(client, "/ente/noi/")

    for name in ("phone", "email", "site"):
        field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
        assert field is not None
        assert 'dir="ltr"' in field.group()
