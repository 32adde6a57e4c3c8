"""The network for programs: the same sight and the same refusals as the pages."""

from typing import Any

import pytest
from django.test import Client

from cerchia.access.usecases import make_token
from tests.network.conftest import Town


class Program:
    """A client with a token."""

    def __init__(self, town: Town, who: str) -> None:
        """Signed in as `who`."""
        token = make_token(actor=None, user=town.user(who))
        self._client = Client(headers={"authorization": f"Bearer {token}", "accept-language": "en"})

    def get(self, path: str) -> Any:
        return self._client.get(f"/api/v1{path}")

    def post(self, path: str, **said: Any) -> Any:
        return self._client.post(f"/api/v1{path}", said, "application/json")


def test_from_a_name_to_a_call(town: Town) -> None:
    amal, giulia = Program(town, "amal"), Program(town, "giulia")

    named = amal.post("/known-contacts", name="Bar Sport", place="Torino", how="Ci lavora Hassan")
    assert named.status_code == 201
    assert [one["name"] for one in amal.get("/known-contacts").json()["items"]] == ["Bar Sport"]
    waiting = giulia.get("/outreach").json()["items"]
    assert [(one["name"], one["by_participants"]) for one in waiting] == [("Bar Sport", 1)]
    pk = waiting[0]["id"]

    logged = giulia.post(f"/organisations/{pk}/outreach", channel="visit", outcome="meeting_set")
    assert logged.status_code == 201
    one = giulia.get(f"/organisations/{pk}").json()
    assert one["state"] == "answered"
    assert one["named"][0]["by"] == "participant"
    assert "Hassan" not in str(one)
    assert giulia.get("/outreach").json()["items"] == []
    figures = giulia.get("/coverage").json()["total"]
    assert (figures["known"], figures["contacted"]) == (1, 1)


def test_organisations_are_written_changed_found_and_made_one(town: Town) -> None:
    giulia = Program(town, "giulia")
    first = giulia.post("/organisations", name="Panetteria Lievito", phone="011 1234567").json()
    second = giulia.post("/organisations", name="Forno", municipality="001272").json()

    alike = giulia.get("/organisations/alike?name=x&phone=0111234567").json()
    assert [(one["organisation_id"], one["reasons"]) for one in alike] == [
        (first["id"], ["same phone"])
    ]
    changed = giulia.post(f"/organisations/{second['id']}/change", name="Forno Nuovo", kind="shop")
    assert changed.json()["name"] == "Forno Nuovo"
    hits = giulia.get("/organisations?q=nuov&kind=shop").json()["items"]
    assert [one["id"] for one in hits] == [second["id"]]
    merged = giulia.post(f"/organisations/{second['id']}/merge", into=first["id"])
    assert merged.status_code == 201
    again = giulia.post(f"/organisations/{second['id']}/merge", into=first["id"])
    assert (again.status_code, again.json()["code"]) == (409, "already_merged")
    assert giulia.get(f"/organisations/{second['id']}").status_code == 404
    assert giulia.post(f"/merges/{merged.json()['id']}/undo").status_code == 200
    assert giulia.get(f"/organisations/{second['id']}").status_code == 200


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": ""}, "organisation_name_missing"),
        ({"name": "a" * 10_000}, "organisation_name_too_long"),
        ({"name": "Bar", "kind": "castle"}, "value_unknown"),
        ({"name": "Bar", "languages": ["xx"]}, "value_unknown"),
        ({"name": "Bar", "municipality": "999999"}, "place_unknown"),
        ({"name": "Bar", "email": "chi sa"}, "not_an_email"),
        ({"name": "Bar", "site": "javascript:alert(1)"}, "not_a_site"),
        ({"name": "Bar", "about": "a" * 10_000}, "words_too_long"),
        ({"name": "Bar", "place": "a" * 10_000}, "words_too_long"),
        ({"name": "Bar", "people_count": -1}, "value_unknown"),
        ({"name": "Bar", "people_count": 10**12}, "value_unknown"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_a_code(
    town: Town, said: dict[str, Any], code: str
) -> None:
    answer = Program(town, "giulia").post("/organisations", **said)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_nul_bytes_and_steering_letters_do_no_harm(town: Town) -> None:
    answer = Program(town, "giulia").post(
        "/organisations", name="Bar\x00 \u202eSport", about="a\x00b", address="Via\x00 Po"
    )

    assert answer.status_code == 201
    assert answer.json()["name"] == "Bar Sport"


def test_its_own_people_read_their_own_and_nothing_else(town: Town) -> None:
    mill = Program(town, "lanificio")
    user = town.user("lanificio")
    own = user.person.organisations.get().organisation_id

    assert mill.get(f"/organisations/{own}").json()["state"] == ""
    assert mill.get("/organisations").status_code == 404
    assert mill.get(f"/organisations/{town.shop().pk}").status_code == 404
    assert mill.get("/outreach").status_code == 404


def test_a_participant_reads_no_organisation(town: Town) -> None:
    amal = Program(town, "amal")

    assert amal.get("/organisations").status_code == 404
    assert amal.get(f"/organisations/{town.shop().pk}").status_code == 404
    assert amal.get("/organisations/alike?name=Panetteria").status_code == 404
    assert amal.get("/coverage").status_code == 404
    assert Program(town, "ousmane").get("/known-contacts").json()["items"] == []
