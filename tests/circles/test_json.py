"""The JSON interface of circles, on an interface of its own for the test."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path
from ninja import NinjaAPI

from cerchia.audit.models import FileRead
from cerchia.circles.api import router
from tests.circles.conftest import Dora, Role, signed_in

pytestmark = pytest.mark.urls("tests.circles.test_json")

api = NinjaAPI(urls_namespace="circles-test")
api.add_router("", router)
urlpatterns = [path("api/v1/", api.urls)]


def test_an_operator_reads_members_meetings_and_figures(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8)
    dora.meeting()

    answer = signed_in(dora.giulia).get("/api/v1/circles").json()

    (circle,) = answer["items"]
    assert answer["next"] is None
    assert {one["role"] for one in circle["members"]} == {"participant", "operator", "mediator"}
    assert circle["meetings"][0]["state"] == "planned"
    assert circle["relation"]["days"] == 30
    heaviest = circle["relation"]["people"][0]
    assert heaviest["most_frequent"] == str(dora.giulia.pk)
    assert (heaviest["percent"], heaviest["over_limit"]) == (100, True)


def test_reading_leaves_a_trace(dora: Dora) -> None:
    signed_in(dora.giulia).get(f"/api/v1/circles/{dora.circle.pk}")

    assert FileRead.objects.filter(person_id=dora.amal.pk, part="circle").count() == 1


def test_a_participant_reads_first_names_and_no_figures(dora: Dora) -> None:
    answer = signed_in(dora.amal).get(f"/api/v1/circles/{dora.circle.pk}")

    assert "Ousmane" in answer.content.decode()
    assert "Abdi" not in answer.content.decode()
    assert answer.json()["relation"] is None
    assert not FileRead.objects.exists()


def test_a_circle_of_others_is_not_there(dora: Dora) -> None:
    dora.seat_of(dora.ismail).delete()

    client = signed_in(dora.ismail)

    assert client.get(f"/api/v1/circles/{dora.circle.pk}").status_code == 404
    assert client.get("/api/v1/circles").json()["items"] == []


def test_many_circles_come_in_pages_at_the_price_of_one(dora: Dora) -> None:
    client = signed_in(dora.marta)

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get("/api/v1/circles").status_code == 200
        return len(found)

    once = cost()
    for number in range(24):
        circle = dora.world.circle(f"Other {number:02d}")
        dora.world.seat(circle, dora.world.participant(f"P{number}"), Role.PARTICIPANT)

    assert cost() == once
    first = client.get("/api/v1/circles").json()
    second = client.get("/api/v1/circles", {"cursor": first["next"]}).json()
    names = [one["name"] for one in first["items"] + second["items"]]
    assert len(first["items"]) == 20
    assert names == sorted(names)
    assert len(set(names)) == 25
