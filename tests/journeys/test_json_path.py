"""The path of the money through the JSON interface, with the tokens of five people."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cerchia.access.usecases import make_token
from cerchia.kit import clock
from cerchia.people.models import Person
from tests.funds.tables import Table, fresh, signed_table, table

pytestmark = pytest.mark.django_db
ME = {"id", "name", "language", "roles"}
ROLE = {"role", "edition", "territories", "circles"}
FUND = {
    "id",
    "form",
    "state",
    "members",
    "agreed_cents",
    "received_cents",
    "spent_cents",
    "left_cents",
    "objectives",
}
OBJECTIVE = {"id", "title", "planned_cents", "spent_cents", "left_cents"}
MADE = {"id", "amount_cents", "from_fund_cents", "own_money_cents", "left_cents"}


@dataclass
class Caller:
    """A program that has the token of one person and nothing else."""

    token: str

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1/{path}", headers=self._headers({}))

    def post(self, path: str, said: dict[str, Any] | None = None, **headers: str) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client().post(
            f"/api/v1/{path}",
            said or {},
            content_type="application/json",
            headers=self._headers(sent),
        )

    def send(self, path: str, file: SimpleUploadedFile) -> Any:
        return Client().post(f"/api/v1/{path}", {"file": file}, headers=self._headers({}))


def caller(person: Person) -> Caller:
    return Caller(make_token(actor=None, user=fresh(person)))


def receipt() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (60, 90), "ivory").save(out, "JPEG")
    return SimpleUploadedFile("scontrino.jpg", out.getvalue(), "image/jpeg")


def refused(answer: Any, status: int) -> str:
    """The stable code of a problem in the form of RFC 9457."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    said = answer.json()
    assert said["title"]
    assert said["status"] == status
    return str(said["code"])


@pytest.fixture
def signed() -> Table:
    here = signed_table()
    here.give_account()
    return here


@pytest.fixture
def paid() -> Table:
    return signed_table().pay()


def test_a_wish_is_said_and_stays() -> None:
    here = table()
    owner = caller(here.owners[0])
    said = {"text": "Voglio cucire.", "language": "it", "first_named_by": "self"}

    made = owner.post("wishes", said)

    assert made.status_code == 201
    assert said.items() <= made.json().items()
    for method in ("put", "patch", "delete"):
        answer = getattr(Client(), method)(
            f"/api/v1/wishes/{made.json()['id']}",
            headers={"Authorization": f"Bearer {owner.token}"},
        )
        assert answer.status_code in {404, 405}
    assert refused(owner.post("wishes", {**said, "text": ""}), 422)
    assert refused(Caller("nobody's").post("wishes", said), 401) == "not_signed_in"


def test_each_learns_who_they_are(signed: Table) -> None:
    people = {
        "participant": signed.owners[0],
        "operator": signed.operator,
        "coordinator": signed.coordinator,
        "accounts": signed.accounts,
    }
    for role, person in people.items():
        said = caller(person).get("me").json()
        assert set(said) == ME
        assert said["id"] == str(person.pk)
        assert [set(one) for one in said["roles"]] == [ROLE]
        assert said["roles"][0]["role"] == role


def test_a_payment_passes_through_two_people(signed: Table) -> None:
    operator, coordinator = caller(signed.operator), caller(signed.coordinator)
    waiting = coordinator.get("disbursements?state=to_prepare").json()
    assert set(waiting) == {"items", "next"}
    (payment,) = waiting["items"]
    where = f"disbursements/{payment['id']}"
    assert payment["amount_cents"] == 320_000

    assert refused(operator.post(f"{where}/approve"), 403)
    prepared = operator.post(f"{where}/prepare")
    assert (prepared.status_code, prepared.json()["state"]) == (200, "prepared")
    assert refused(operator.post(f"{where}/approve"), 403)
    approved = coordinator.post(f"{where}/approve")
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert approved.json()["prepared_by"] != approved.json()["approved_by"]

    accounts = caller(signed.accounts)
    assert accounts.post(f"{where}/send").status_code == 200
    there = {"on": clock.today().isoformat(), "bank_reference": "BANCA-1"}
    assert accounts.post(f"{where}/execute", there).json()["state"] == "executed"
    fund = caller(signed.owners[0]).get("funds").json()["items"][0]
    assert (fund["received_cents"], fund["left_cents"]) == (320_000, 320_000)
    assert refused(caller(signed.owners[0]).post(f"{where}/approve"), 403 if _sees(signed) else 404)


def _sees(here: Table) -> bool:
    rows = caller(here.owners[0]).get("disbursements").json()["items"]
    return bool(rows)


def test_an_expense_counts_once_whatever_the_network_does(paid: Table) -> None:
    owner, fund = caller(paid.owners[0]), paid.the_fund
    where, key = f"funds/{fund.pk}/expenses", str(uuid4())
    said = {
        "amount_cents": 3_850,
        "spent_on": clock.today().isoformat(),
        "what": "Forbici e filo",
        "objective": str(paid.objectives[0].pk),
        "evidence": "later",
    }

    made = owner.post(where, said, Idempotency_Key=key)
    again = owner.post(where, said, Idempotency_Key=key)
    other = owner.post(where, {**said, "amount_cents": 3_900}, Idempotency_Key=key)

    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json() == again.json()
    assert set(made.json()) >= MADE
    assert (made.json()["left_cents"], made.json()["own_money_cents"]) == (316_150, 0)
    assert refused(other, 409)
    assert refused(owner.post(where, said), 422) == "invalid"
    assert refused(owner.post(where, {**said, "amount_cents": -1}, Idempotency_Key=key), 422)
    assert len(owner.get(where).json()["items"]) == 1


def test_an_expense_gets_its_paper_and_is_corrected(paid: Table) -> None:
    owner, fund = caller(paid.owners[0]), paid.the_fund
    said = {
        "amount_cents": 3_850,
        "spent_on": clock.today().isoformat(),
        "what": "Filo",
        "objective": None,
        "no_objective_reason": "Non lo so ancora.",
        "evidence": "photo",
    }
    first = owner.post(f"funds/{fund.pk}/expenses", said, Idempotency_Key=str(uuid4())).json()

    paper = owner.send(f"expenses/{first['id']}/evidence", receipt())
    corrected = owner.post(
        f"expenses/{first['id']}/correct", {"amount_cents": 4_000, "reason": "Ho letto male."}
    )

    assert paper.status_code == 201
    assert corrected.status_code == 201
    assert corrected.json()["corrects"] == first["id"] != corrected.json()["id"]
    assert corrected.json()["left_cents"] == 316_000
    rows = owner.get(f"funds/{fund.pk}/expenses").json()
    assert set(rows) == {"items", "next"}
    assert [row["amount_cents"] for row in rows["items"]] == [4_000, 3_850]
    assert rows["items"][1]["state"] == "corrected"


def test_funds_have_the_shape_that_is_promised(paid: Table) -> None:
    owner = caller(paid.owners[0])
    listed = owner.get("funds").json()
    one = owner.get(f"funds/{paid.the_fund.pk}").json()

    assert listed == {"items": [one], "next": None}
    assert set(one) == FUND
    assert (one["form"], one["state"]) == ("individual", "funded")
    assert [set(row) for row in one["objectives"]] == [OBJECTIVE, OBJECTIVE]
    assert [set(row) for row in one["members"]] == [{"id", "name"}]
    stranger = caller(table().owners[0])
    assert refused(stranger.get(f"funds/{paid.the_fund.pk}"), 404) == "not_found"
    assert refused(stranger.get(f"funds/{uuid4()}"), 404) == "not_found"


def test_circles_tell_their_staff_who_meets_whom(paid: Table) -> None:
    operator, owner = caller(paid.operator), caller(paid.owners[0])

    seen = operator.get(f"circles/{paid.circle.pk}").json()

    assert seen in operator.get("circles").json()["items"]
    assert {one["role"] for one in seen["members"]} == {"participant", "operator", "mediator"}
    assert seen["relation"]["days"] == 30
    assert owner.get(f"circles/{paid.circle.pk}").json()["relation"] is None
    assert refused(operator.get(f"circles/{uuid4()}"), 404) == "not_found"
