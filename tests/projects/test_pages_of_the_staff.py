"""What staff of the circle write on the pages, beside the wish and in the plan."""

import pytest

from cerchia.projects.models import Objective, Project, ProjectStep, Resource, Wish, WishNote
from cerchia.projects.usecases import run_project
from tests.projects.conftest import Dora, inside, user_of

SAID = {"text": "أريد أن أخيط", "language": "ar", "first_named_by": "family"}
AIM = {
    "title": "Una stanza",
    "how_we_know": "Il contratto è firmato.",
    "voiced_by": "circle",
    "domain": "home",
    "picture": "key",
    "target_on": "2013-12-01",
    "planned": "",
}


@pytest.mark.parametrize("who", ["giulia", "ismail"])
def test_a_wish_said_aloud_is_written_down_word_for_word(dora: Dora, who: str) -> None:
    page = f"/persone/{dora.amal.pk}/desideri/"

    assert inside(getattr(dora, who)).post(page, SAID).status_code == 302

    wish = Wish.objects.get()
    assert (wish.person, wish.text, wish.first_named_by) == (dora.amal, SAID["text"], "family")
    assert wish.recorded_by_id == getattr(dora, who).user_id
    html = inside(dora.amal).get("/io/desiderio/").content.decode()
    assert f"written down by {getattr(dora, who).given_name}" in html


def test_the_coordinator_reads_wishes_and_writes_none(dora: Dora) -> None:
    page = f"/persone/{dora.amal.pk}/desideri/"

    assert inside(dora.marta).post(page, SAID).status_code == 403
    assert not Wish.objects.exists()


def test_the_headline_says_how_things_stand(dora: Dora) -> None:
    page = f"/persone/{dora.amal.pk}/desideri/"
    giulia = inside(dora.giulia)

    assert "Amal has not said a wish yet" in giulia.get(page).content.decode()
    dora.wish()
    assert "Amal said a wish today" in giulia.get(page).content.decode()


def test_an_empty_note_is_asked_again(dora: Dora) -> None:
    wish = dora.wish()
    said = {"kind": "note", "language": "it", "text": " "}

    answer = inside(dora.giulia).post(f"/desideri/{wish.pk}/accanto/", said)

    assert answer.status_code == 422
    assert not WishNote.objects.exists()


def test_an_objective_is_proposed_changed_and_taken_back(dora: Dora) -> None:
    project = dora.project()
    giulia = inside(dora.giulia)

    missing = giulia.post(f"/progetti/{project.pk}/obiettivi/nuovo/", {**AIM, "title": ""})
    assert missing.status_code == 422
    assert "Il contratto è firmato." in missing.content.decode()
    giulia.post(f"/progetti/{project.pk}/obiettivi/nuovo/", AIM)
    one = Objective.objects.get()
    page = giulia.get(f"/progetti/{project.pk}/").content.decode()
    assert "1 objective waits for the yes of Amal" in page

    giulia.post(f"/progetti/obiettivi/{one.pk}/", {**AIM, "planned": "500"})
    assert Objective.objects.get().planned_cents == 50_000
    giulia.post(f"/progetti/obiettivi/{one.pk}/togli/")
    assert not Objective.objects.exists()


def test_after_the_signature_a_change_is_a_conflict_and_the_words_stay(dora: Dora) -> None:
    objective = dora.objective()
    run_project(actor=user_of(dora.giulia), project=objective.project)

    answer = inside(dora.giulia).post(f"/progetti/obiettivi/{objective.pk}/", AIM)

    assert answer.status_code == 409
    assert "Una stanza" in answer.content.decode()


def test_steps_and_resources_come_and_go(dora: Dora) -> None:
    objective = dora.objective()
    project = objective.project
    giulia = inside(dora.giulia)
    add = f"/progetti/obiettivi/{objective.pk}/passi/"

    assert giulia.post(add, {"title": ""}).status_code == 422
    giulia.post(add, {"title": "Telefonare", "cost": "12,50", "helper": "Zahra"})
    step = ProjectStep.objects.get()
    assert (step.cost_cents, step.helper) == (1_250, "Zahra")
    giulia.post(f"/progetti/passi/{step.pk}/", {"done": "1"})
    assert ProjectStep.objects.get().done_at is not None
    giulia.post(f"/progetti/passi/{step.pk}/", {"done": "0"})
    giulia.post(f"/progetti/passi/{step.pk}/togli/")
    assert not ProjectStep.objects.exists()

    said = {"kind": "people", "words": "Una vicina insegna", "value": ""}
    giulia.post(f"/progetti/{project.pk}/risorse/", said)
    assert "Una vicina insegna" in giulia.get(f"/progetti/{project.pk}/").content.decode()
    giulia.post(f"/progetti/risorse/{Resource.objects.get().pk}/togli/")
    assert not Resource.objects.exists()


def test_a_project_moves_and_stops_with_a_reason(dora: Dora) -> None:
    project = dora.project()
    giulia, address = inside(dora.giulia), f"/progetti/{project.pk}/stato/"

    for move, state in (("share", "shared"), ("suspend", "suspended"), ("resume", "shared")):
        assert giulia.post(address, {"to": move}).status_code == 302
        assert Project.objects.get().state == state
    assert giulia.post(address, {"to": "forget"}).status_code == 422
    assert giulia.post(address, {"to": "stop", "reason": ""}).status_code == 422
    giulia.post(address, {"to": "stop", "reason": "Ha trovato lavoro."})
    assert Project.objects.get().state == "stopped"
