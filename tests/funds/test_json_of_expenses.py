"""The JSON interface of funds and expenses, on an interface of its own for the test."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from ninja import NinjaAPI
from PIL import Image

from cerchia.funds.api import router
from cerchia.funds.models import Expense
from cerchia.kit.errors import DomainError
from tests.funds.purses import Purse, purse, shared_rule, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.funds.test_json_of_expenses")]

api = NinjaAPI(urls_namespace="funds-test")
api.add_router("", router)


@api.exception_handler(DomainError)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"code": error.code}, status=error.status)


urlpatterns = [path("api/v1/", api.urls)]


@pytest.fixture
def owned() -> Purse:
    return purse(100_000)


def inside(owned: Purse) -> Client:
    client = Client()
    client.force_login(owned.user)
    return client


def spend(client: Client, owned: Purse, key: object, **changes: object) -> Any:
    said = {
        "amount_cents": 3_850,
        "spent_on": "2013-09-19",
        "what": "Forbici",
        "objective": str(owned.lines[0].objective_id),
        "evidence": "later",
        **changes,
    }
    return client.post(
        f"/api/v1/funds/{owned.fund.pk}/expenses",
        said,
        content_type="application/json",
        headers={"Idempotency-Key": str(key)},
    )


def test_the_same_key_and_content_gives_the_same_body(owned: Purse) -> None:
    client, key = inside(owned), uuid4()

    first = spend(client, owned, key)
    spend(client, owned, uuid4(), amount_cents=100)
    second = spend(client, owned, key)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["left_cents"] == 96_150
    assert owned.again().spent_cents == 3_950


def test_the_same_key_with_another_content_is_a_conflict(owned: Purse) -> None:
    client, key = inside(owned), uuid4()
    spend(client, owned, key)

    other = spend(client, owned, key, amount_cents=4_000)

    assert other.status_code == 409
    assert other.json()["code"] == "key_used"
    assert owned.again().spent_cents == 3_850


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_cents": 0},
        {"amount_cents": -5},
        {"amount_cents": 12.5},
        {"amount_cents": "12"},
        {"spent_on": "yesterday"},
        {"evidence": "none"},
        {"objective": str(uuid4())},
    ],
)
def test_a_wrong_value_is_refused(owned: Purse, changes: dict[str, object]) -> None:
    assert spend(inside(owned), owned, uuid4(), **changes).status_code == 422
    assert not Expense.objects.exists()


def test_without_a_key_nothing_is_recorded(owned: Purse) -> None:
    answer = inside(owned).post(
        f"/api/v1/funds/{owned.fund.pk}/expenses",
        {
            "amount_cents": 1,
            "spent_on": "2013-09-19",
            "what": "",
            "objective": None,
            "evidence": "later",
        },
        content_type="application/json",
    )

    assert answer.status_code == 422


def test_a_paper_is_added_and_a_bad_one_refused(owned: Purse) -> None:
    client = inside(owned)
    expense = spend(client, owned, uuid4()).json()["id"]
    address = f"/api/v1/expenses/{expense}/evidence"

    assert client.post(address, {"file": picture()}).status_code == 201
    bad = client.post(address, {"file": SimpleUploadedFile("a.jpg", b"<svg/>")})
    assert (bad.status_code, bad.json()["code"]) == (422, "file_kind_not_allowed")


def test_a_correction_is_made_once(owned: Purse) -> None:
    client = inside(owned)
    expense = spend(client, owned, uuid4()).json()["id"]
    address = f"/api/v1/expenses/{expense}/correct"

    def correct(**said: object) -> Any:
        return client.post(address, said, content_type="application/json")

    made = correct(amount_cents=4_000, reason="Era 40")
    assert (made.status_code, made.json()["corrects"]) == (201, expense)
    assert made.json()["objective"] == str(owned.lines[0].objective_id)
    assert correct(amount_cents=5_000, reason="Era 50").status_code == 409
    rows = client.get(f"/api/v1/funds/{owned.fund.pk}/expenses").json()["items"]
    assert [row["state"] for row in rows] == ["sent", "corrected"]


def test_above_the_solo_limit_the_code_says_so() -> None:
    owned = purse(500_000, owners=2)
    shared_rule(owned, limit=10_000)

    answer = spend(inside(owned), owned, uuid4(), amount_cents=10_001)

    assert (answer.status_code, answer.json()["code"]) == (422, "needs_proposal")


def test_funds_are_those_one_may_see(owned: Purse) -> None:
    purse(5_000)
    mine = inside(owned).get("/api/v1/funds").json()

    assert [row["id"] for row in mine["items"]] == [str(owned.fund.pk)]
    assert mine["next"] is None
    assert mine["items"][0]["left_cents"] == 100_000
    staff = Client()
    staff.force_login(staff_of(owned, "operator"))
    assert staff.get(f"/api/v1/funds/{owned.fund.pk}").status_code == 200
    assert staff.get(f"/api/v1/funds/{uuid4()}").status_code == 404
    assert spend(staff, owned, uuid4()).status_code == 403


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "JPEG")
    return SimpleUploadedFile("receipt.jpg", out.getvalue(), content_type="image/jpeg")
