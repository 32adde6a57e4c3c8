"""Who sees which page: every address, every role."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cerchia.audit.models import FileRead
from cerchia.projects.models import ProjectStep, Resource
from tests.factories.projects import ProjectStepFactory, ResourceFactory
from tests.projects.conftest import Dora, inside

STAFF_HERE = ("giulia", "ismail", "marta")


def pages(dora: Dora) -> dict[str, str]:
    objective = dora.objective()
    project = objective.project
    return {
        "wishes": f"/persone/{dora.amal.pk}/desideri/",
        "project": f"/progetti/{project.pk}/",
        "versions": f"/progetti/{project.pk}/versioni/",
        "review": f"/verifiche/{dora.review(project).pk}/",
        "new": f"/progetti/nuovo/?persona={dora.amal.pk}",
        "objective": f"/progetti/obiettivi/{objective.pk}/",
        "another": f"/progetti/{project.pk}/obiettivi/nuovo/",
        "mine": f"/io/obiettivi/{objective.pk}/",
    }


def test_staff_of_the_circle_and_the_coordinator_read_and_leave_a_trace(dora: Dora) -> None:
    shown = pages(dora)

    for who in STAFF_HERE:
        client, reader = inside(getattr(dora, who)), getattr(dora, who).user_id
        rows = FileRead.objects.filter(reader_id=reader, person_id=dora.amal.pk)
        for number, name in enumerate(("wishes", "project", "versions", "review"), start=1):
            assert client.get(shown[name]).status_code == 200, (who, name)
            assert rows.count() == number, name
        assert set(rows.values_list("part", flat=True)) == {"wish", "project"}


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("giulia", {"new": 200, "objective": 200, "another": 200}),
        ("ismail", {"new": 200, "objective": 403, "another": 403}),
        ("marta", {"new": 403, "objective": 403, "another": 403}),
    ],
)
def test_who_writes_the_plan(dora: Dora, who: str, statuses: dict[str, int]) -> None:
    shown = pages(dora)
    client = inside(getattr(dora, who))

    assert {name: client.get(shown[name]).status_code for name in statuses} == statuses


def test_for_all_others_the_pages_are_not_there(dora: Dora, elsewhere: Dora) -> None:
    shown = pages(dora)

    for person in (dora.ousmane, *elsewhere.people.values()):
        client = inside(person)
        found = [name for name, url in shown.items() if client.get(url).status_code != 404]
        assert not found, person.given_name
    assert {Client().get(url).status_code for url in shown.values()} == {302}
    assert not FileRead.objects.exists()


def test_the_person_has_pages_of_their_own_and_not_those_of_the_staff(dora: Dora) -> None:
    shown = pages(dora)
    client = inside(dora.amal)

    open_to = {name for name, url in shown.items() if client.get(url).status_code == 200}
    assert open_to == {"mine"}
    assert client.get("/verifiche/").status_code == 404


def test_nobody_from_elsewhere_acts_on_what_they_cannot_see(dora: Dora, elsewhere: Dora) -> None:
    objective = dora.objective()
    project, step = objective.project, ProjectStepFactory.create(objective=objective)
    resource, review = ResourceFactory.create(project=project), dora.review(project)
    wish = project.wishes.get()
    acts = [
        f"/io/obiettivi/{objective.pk}/si/",
        f"/io/obiettivi/{objective.pk}/risultato/",
        f"/io/obiettivi/{objective.pk}/lascia/",
        f"/io/obiettivi/{objective.pk}/passi/",
        f"/io/passi/{step.pk}/",
        f"/desideri/{wish.pk}/accanto/",
        f"/desideri/{wish.pk}/momenti/",
        f"/progetti/{project.pk}/stato/",
        f"/progetti/{project.pk}/risorse/",
        f"/progetti/{project.pk}/verifiche/",
        f"/progetti/risorse/{resource.pk}/togli/",
        f"/progetti/obiettivi/{objective.pk}/togli/",
        f"/progetti/obiettivi/{objective.pk}/passi/",
        f"/progetti/passi/{step.pk}/",
        f"/progetti/passi/{step.pk}/togli/",
        f"/verifiche/{review.pk}/",
        f"/verifiche/{review.pk}/sposta/",
        f"/verifiche/{review.pk}/aggiungi/",
    ]

    for person in (dora.ousmane, elsewhere.giulia, elsewhere.marta, elsewhere.accounts):
        client = inside(person)
        for address in acts:
            said = {"done": "1", "to": "share", "on": "2013-10-01", "words": "x", "kind": "note"}
            assert client.post(address, said).status_code == 404, (person.given_name, address)
    assert ProjectStep.objects.get().done_at is None
    assert Resource.objects.exists()


def test_a_page_costs_the_same_queries_for_one_row_and_for_many(dora: Dora) -> None:
    objective = dora.objective()
    project = objective.project
    addresses = ["/verifiche/", f"/progetti/{project.pk}/", f"/persone/{dora.amal.pk}/desideri/"]
    addresses.append(f"/verifiche/{dora.review(project).pk}/")
    client = inside(dora.giulia)

    def costs() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            found.append(len(asked))
        return found

    before = costs()
    for number in range(6):
        person = dora.participant(f"P{number}")
        other = dora.project(person)
        dora.review(other)
        dora.review(project)
        ProjectStepFactory.create(objective=dora.objective(project))
        ResourceFactory.create(project=project)
        dora.wish(f"Ancora {number}")
    after = costs()

    assert after == before
