"""The JSON interface: the same scopes and rules as the pages."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import path
from ninja import NinjaAPI
from pytest_django import Settings

from cerchia.access.api import Session, say_refusals_in_json
from cerchia.audit.models import FileRead
from cerchia.people.models import Person
from cerchia.projects.api import router
from cerchia.projects.models import ProjectStep, Wish
from tests.factories.projects import ProjectStepFactory
from tests.projects.conftest import Dora, inside

api = NinjaAPI(urls_namespace="tests-of-projects", auth=Session())
api.add_router("", router)
say_refusals_in_json(api)
urlpatterns = [path("api/v1/", api.urls)]
WISHES = "/api/v1/wishes"
SAID = {"text": "Voglio cucire.", "language": "it", "first_named_by": "self"}


@pytest.fixture(autouse=True)
def addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def say(who: Person, **more: object) -> tuple[int, dict[str, object]]:
    answer = inside(who).post(
        WISHES, json.dumps({**SAID, **more}, default=str), content_type="application/json"
    )
    return answer.status_code, answer.json()


def test_a_person_says_a_wish(dora: Dora) -> None:
    status, told = say(dora.amal)

    assert status == 201
    assert (told["text"], told["person"]) == (SAID["text"], str(dora.amal.pk))
    assert Wish.objects.get().recorded_by_id == dora.amal.user_id


def test_staff_of_the_circle_write_down_what_a_person_says(dora: Dora, elsewhere: Dora) -> None:
    assert say(dora.giulia, person=dora.amal.pk)[0] == 201
    assert say(dora.marta, person=dora.amal.pk)[0] == 403
    for other in (dora.ousmane, elsewhere.giulia, elsewhere.accounts):
        assert say(other, person=dora.amal.pk)[0] == 404
    assert say(dora.giulia, person=uuid4())[0] == 404
    assert Wish.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "  "}, "wish_empty"),
        ({"text": "a" * 20_001}, "wish_too_long"),
        ({"language": "xx"}, "unknown_language"),
        ({"first_named_by": "nobody"}, "unknown_first_named_by"),
    ],
)
def test_a_refusal_has_a_stable_code(dora: Dora, change: dict[str, str], code: str) -> None:
    status, told = say(dora.amal, **change)

    assert (status, told["code"]) == (422, code)
    assert not Wish.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_operation_changes_or_removes_a_wish(dora: Dora, method: str) -> None:
    wish = dora.wish("Voglio un banco.")

    for address in (WISHES, f"{WISHES}/{wish.pk}"):
        answer = getattr(inside(dora.amal), method)(
            address, json.dumps(SAID), content_type="application/json"
        )
        assert answer.status_code in {404, 405}
    described = {
        (verb, place)
        for place, verbs in api.get_openapi_schema()["paths"].items()
        for verb in verbs
        if "wish" in place
    }
    assert described == {("get", WISHES), ("post", WISHES)}
    assert Wish.objects.get().text == "Voglio un banco."


def test_wishes_are_read_by_who_may_and_the_look_is_traced(dora: Dora, elsewhere: Dora) -> None:
    dora.wish()

    for reader in (dora.amal, dora.giulia, dora.ismail, dora.marta):
        assert len(inside(reader).get(WISHES).json()["items"]) == 1
    for other in (dora.ousmane, *elsewhere.people.values()):
        assert inside(other).get(WISHES).json() == {"items": [], "next": None}
    assert FileRead.objects.filter(person_id=dora.amal.pk, part="wish").count() == 3
    assert Client().get(WISHES).status_code in {401, 302}


def test_a_long_list_goes_on_at_a_cursor(dora: Dora) -> None:
    for number in range(53):
        dora.wish(f"Desiderio {number}")
    amal = inside(dora.amal)

    first = amal.get(WISHES).json()
    second = amal.get(WISHES, {"cursor": first["next"]}).json()

    texts = [one["text"] for one in first["items"] + second["items"]]
    assert len(set(texts)) == 53
    assert second["next"] is None
    assert amal.get(WISHES, {"cursor": "nonsense"}).json() == first


def test_a_project_is_told_with_objectives_and_steps(dora: Dora, elsewhere: Dora) -> None:
    objective = dora.objective()
    step = ProjectStepFactory.create(objective=objective)
    address = f"/api/v1/projects/{objective.project_id}"

    told = inside(dora.ismail).get(address).json()

    assert told["state"] == "idea"
    assert told["objectives"][0]["planned_cents"] == 100_000
    assert told["objectives"][0]["steps"][0]["id"] == str(step.pk)
    assert len(inside(dora.amal).get("/api/v1/projects").json()["items"]) == 1
    for other in (dora.ousmane, elsewhere.giulia, elsewhere.accounts):
        assert inside(other).get(address).status_code == 404
        assert inside(other).get("/api/v1/projects").json()["items"] == []


def test_a_step_is_done_and_done_again(dora: Dora, elsewhere: Dora) -> None:
    step = ProjectStepFactory.create(objective=dora.objective())
    address = f"/api/v1/steps/{step.pk}/done"

    assert inside(elsewhere.giulia).post(address).status_code == 404
    assert inside(dora.marta).post(address).status_code == 403
    first = inside(dora.amal).post(address).json()
    second = inside(dora.giulia).post(address).json()

    assert first["done_at"] == second["done_at"]
    assert ProjectStep.objects.get().done_by_id == dora.amal.user_id
