"""Payments in the JSON interface, on an interface of its own for the test."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from ninja import NinjaAPI

from cerchia.funds.api import router
from cerchia.funds.queries.payment import page_of_payments
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from tests.factories.funds import DisbursementFactory
from tests.funds.tables import Table, fresh, signed_table

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.funds.test_json_of_payments")]

api = NinjaAPI(urls_namespace="payments-test")
api.add_router("", router)


@api.exception_handler(DomainError)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, {"code": error.code}, status=error.status)


urlpatterns = [path("api/v1/", api.urls)]


def inside(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def press(person: Person, here: Table, act: str, **said: object) -> Any:
    return inside(person).post(
        f"/api/v1/disbursements/{here.payment.pk}/{act}", said, content_type="application/json"
    )


def test_a_payment_goes_its_way() -> None:
    here = signed_table()
    here.give_account()
    today = clock.today().isoformat()

    answers = [
        press(here.operator, here, "prepare"),
        press(here.coordinator, here, "approve"),
        press(here.accounts, here, "send"),
        press(here.accounts, here, "execute", on=today, bank_reference="CRO 1"),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    states = [answer.json()["state"] for answer in answers]
    assert states == ["prepared", "approved", "sent", "executed"]
    assert here.the_fund.received_cents == 320_000


def test_the_same_person_twice_is_refused() -> None:
    here = signed_table()
    here.give_account()

    first = press(here.coordinator, here, "prepare")
    second = press(here.coordinator, here, "approve")

    assert (first.status_code, second.status_code) == (200, 403)


def test_a_bank_line_twice_is_a_conflict() -> None:
    here, there = signed_table().pay("LINE"), signed_table().prepare().approve().send()
    today = clock.today().isoformat()

    again = press(here.accounts, here, "execute", on=today, bank_reference="LINE")
    other = press(there.accounts, there, "execute", on=today, bank_reference="LINE")

    assert (again.status_code, other.status_code) == (409, 409)
    assert other.json()["code"] == "bank_line_used"


def test_without_an_account_it_cannot_be_prepared() -> None:
    here = signed_table()

    answer = press(here.operator, here, "prepare")

    assert (answer.status_code, answer.json()["code"]) == (422, "no_payout_account")


def test_the_bank_refuses_and_another_takes_its_place() -> None:
    here = signed_table().prepare().approve().send()
    first = here.payment

    answer = press(here.accounts, here, "reject", reason="Conto chiuso")

    assert answer.status_code == 201
    assert answer.json()["replaces"] == str(first.pk)


@pytest.mark.parametrize("who", ["mediator", "stranger"])
def test_not_yours_is_not_there(who: str) -> None:
    here, there = signed_table(), signed_table()
    person = here.mediator if who == "mediator" else there.accounts

    answer = press(person, here, "prepare")
    absent = inside(person).get(f"/api/v1/disbursements/{uuid4()}")

    assert (answer.status_code, absent.status_code) == (404, 404)
    listed = inside(here.mediator).get("/api/v1/disbursements").json()
    assert listed == {"items": [], "next": None}


def test_the_list_by_state_shows_the_number_to_accounts_only() -> None:
    here = signed_table().prepare()

    for person, whole in ((here.accounts, True), (here.coordinator, False)):
        client = inside(person)
        (row,) = client.get("/api/v1/disbursements?state=prepared").json()["items"]
        assert row["account"]["last_four"] == "3456"
        assert bool(row["account"]["iban"]) is whole
        assert client.get("/api/v1/disbursements?state=sent").json()["items"] == []
    assert inside(here.accounts).get("/api/v1/disbursements?state=x").status_code == 422


def test_the_person_reads_their_own() -> None:
    here = signed_table()

    (row,) = inside(here.owners[0]).get("/api/v1/disbursements").json()["items"]

    assert row["amount_cents"] == 320_000


def test_pages_of_the_list_meet_each_row_once() -> None:
    here = signed_table()
    for number in range(5):
        DisbursementFactory.create(
            pact=here.the_pact, fund=here.the_fund, due_on=date(2013, 4, 1 + number % 2)
        )
    user = fresh(here.accounts)
    seen, mark = [], ""
    while True:
        rows, mark = page_of_payments(user, after=mark, size=2)
        seen += [row.pk for row in rows]
        if not mark:
            break

    assert len(seen) == len(set(seen)) == 6
