from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cerchia.network.models import Export, Organisation
from tests.network.tables import Land, content

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/network"


@pytest.fixture
def land() -> Land:
    return Land()


def client_of(land: Land, name: str) -> Client:
    client = Client()
    client.force_login(land[name])
    return client


def say(client: Client, path: str, body: dict[str, Any] | None = None) -> Any:
    return client.post(f"{ROOT}{path}", body or {}, content_type="application/json")


def test_a_table_goes_all_the_way_through_the_interface(land: Land) -> None:
    land.known("Tipografia Tre Torchi")
    paolo = client_of(land, "paolo")
    file = SimpleUploadedFile("x.csv", content())
    sent = paolo.post(f"{ROOT}/imports", {"table": file, "territory": str(land.torino.pk)})
    assert sent.status_code == 201
    told = sent.json()
    assert (told["state"], told["rows"], told["columns"]["0"]) == ("matching", 3, "name")
    one = f"/imports/{told['id']}"
    looked = say(paolo, f"{one}/columns", {"columns": told["columns"]})
    assert (looked.json()["state"], looked.json()["same"]) == ("ready", 1)
    rows = paolo.get(f"{ROOT}{one}/rows").json()["items"]
    assert [row["stops"] for row in rows] == [False, False, True]
    chosen = say(paolo, f"{one}/choices", {"choices": {rows[0]["id"]: "create"}})
    assert chosen.json() == {"changed": 1}
    written = say(paolo, f"{one}/write").json()
    assert (written["state"], written["created"]) == ("written", 2)
    assert say(paolo, f"{one}/write").status_code == 409
    undone = say(paolo, f"{one}/undo").json()
    assert undone == {"removed": 2, "stayed": []}
    assert Organisation.objects.count() == 1


def test_bad_tables_are_problems_in_words(land: Land) -> None:
    paolo = client_of(land, "paolo")
    assert paolo.post(f"{ROOT}/imports", {}).json()["code"] == "table_missing"
    file = SimpleUploadedFile("x.csv", b"%PDF-1.4")
    answer = paolo.post(f"{ROOT}/imports", {"table": file})
    assert (answer.status_code, answer.json()["code"]) == (422, "sheet_not_a_table")
    other = client_of(land, "elena")
    file = SimpleUploadedFile("x.csv", content())
    elsewhere = other.post(f"{ROOT}/imports", {"table": file, "territory": str(land.torino.pk)})
    assert elsewhere.status_code == 404


def test_a_list_is_taken_and_told(land: Land) -> None:
    land.known("Tipografia Tre Torchi")
    paolo = client_of(land, "paolo")

    answer = say(paolo, "/exports", {"form": "hsds", "part": "work"})

    assert answer.status_code == 200
    assert answer.json()["contents"][0]["name"] == "Tipografia Tre Torchi"
    assert Export.objects.count() == 1
    assert say(client_of(land, "comitato"), "/exports", {"part": "work"}).status_code == 403
    assert say(client_of(land, "rita"), "/exports", {"part": "public"}).status_code == 404
