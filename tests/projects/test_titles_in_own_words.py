"""A plan is called in the person's own words; the common title stands beside them."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.projects.models import Objective, ProjectStep, ProjectVersion
from cerchia.projects.queries import plan_in
from cerchia.projects.rules import differences
from cerchia.projects.usecases import Aim, accept_objective, change_objective, propose_objective
from cerchia.projects.wording import in_words
from tests.factories.projects import ProjectStepFactory
from tests.projects.conftest import Dora, inside, user_of

MACHINE, IN_ITALIAN = "ماكينة الخياطة", "Macchina da cucire"
AIM = Aim(
    title=IN_ITALIAN,
    domain="enterprise",
    target_on=date(2013, 11, 30),
    how_we_know="La macchina è in casa.",
    voiced_by="self",
    own_title=MACHINE,
    own_language="ar",
)
TYPED = {
    "title": IN_ITALIAN,
    "how_we_know": "La macchina è in casa.",
    "voiced_by": "self",
    "domain": "enterprise",
    "picture": "question",
    "target_on": "2013-11-30",
}


def in_arabic(dora: Dora) -> Client:
    client = inside(dora.amal)
    User.objects.filter(person=dora.amal).update(language="ar")
    return client


@pytest.mark.parametrize(
    ("language", "title"),
    [("ar", MACHINE), ("ar-EG", MACHINE), ("it", IN_ITALIAN), ("", IN_ITALIAN), (None, IN_ITALIAN)],
)
def test_the_own_words_are_for_who_reads_that_language(language: str | None, title: str) -> None:
    one = Objective(title=IN_ITALIAN, own_title=MACHINE, own_language="ar")

    assert one.title_for(language) == title
    assert one.has_own_words


def test_without_own_words_there_is_one_title() -> None:
    one = Objective(title=IN_ITALIAN)

    assert one.title_for("ar") == one.title_for("it") == IN_ITALIAN
    assert not one.has_own_words


def test_who_plans_in_arabic_reads_their_own_words_and_staff_read_both(dora: Dora) -> None:
    one = dora.objective(title=IN_ITALIAN, own_title=MACHINE, own_language="ar")
    step = {"title": "comprare", "own_title": "شراء الماكينة", "own_language": "ar"}
    ProjectStepFactory.create(objective=one, **step)

    own = in_arabic(dora).get(f"/io/obiettivi/{one.pk}/").content.decode()
    page = inside(dora.giulia).get(f"/progetti/{one.project_id}/").content.decode()

    assert MACHINE in own
    assert "شراء الماكينة" in own
    assert IN_ITALIAN not in own
    assert "comprare" not in own
    assert f'<span class="words" lang="ar" dir="rtl">{MACHINE}</span>' in page
    assert IN_ITALIAN in page
    assert "شراء الماكينة" in page


def test_what_a_person_writes_in_their_language_is_their_own_title(dora: Dora) -> None:
    dora.project()
    amal = in_arabic(dora)

    new = {**TYPED, "title": MACHINE, "picture": "sewing"}
    assert amal.post("/io/obiettivi/nuovo/", new).status_code == 302
    one = Objective.objects.get()
    amal.post(f"/io/obiettivi/{one.pk}/passi/", {"title": "أسأل"})

    step = ProjectStep.objects.get()
    assert (one.title, one.own_title, one.own_language) == (MACHINE, MACHINE, "ar")
    assert (step.title, step.own_title, step.own_language) == ("أسأل", "أسأل", "ar")
    assert not one.has_own_words


def test_the_common_title_beside_own_words_asks_for_no_new_yes(dora: Dora) -> None:
    project = dora.project()
    objective = propose_objective(
        actor=user_of(dora.amal), project=project, aim=replace(AIM, title=MACHINE)
    )

    own = {"own_title": MACHINE, "own_language": "ar"}
    answer = inside(dora.giulia).post(
        f"/progetti/obiettivi/{objective.pk}/", {**TYPED, **own}, follow=True
    )

    objective.refresh_from_db()
    assert "so does their yes" in answer.content.decode()
    assert (objective.title, objective.own_title) == (IN_ITALIAN, MACHINE)
    assert objective.accepted_at is not None


@pytest.mark.parametrize(
    "change", [{"own_title": "ماكينة جديدة"}, {"own_title": ""}, {"planned_cents": 5}]
)
def test_any_other_change_asks_again(dora: Dora, change: dict[str, object]) -> None:
    objective = propose_objective(actor=user_of(dora.giulia), project=dora.project(), aim=AIM)
    accept_objective(actor=user_of(dora.amal), objective=objective)

    change_objective(
        actor=user_of(dora.giulia),
        objective=objective,
        aim=replace(AIM, **change),  # type: ignore[arg-type]
    )

    assert objective.accepted_at is None


def test_without_own_words_another_title_asks_again(dora: Dora) -> None:
    plain = replace(AIM, own_title="", own_language="")
    objective = propose_objective(actor=user_of(dora.giulia), project=dora.project(), aim=plain)
    accept_objective(actor=user_of(dora.amal), objective=objective)

    changed = replace(plain, title="Una macchina nuova")
    change_objective(actor=user_of(dora.giulia), objective=objective, aim=changed)

    assert objective.accepted_at is None


def test_own_words_without_a_language_are_asked_again(dora: Dora) -> None:
    project = dora.project()

    answer = inside(dora.giulia).post(
        f"/progetti/{project.pk}/obiettivi/nuovo/", {**TYPED, "own_title": MACHINE}
    )

    assert answer.status_code == 422
    assert MACHINE in answer.content.decode()


def test_versions_keep_own_words_and_tell_their_change(dora: Dora) -> None:
    project = dora.project()
    objective = propose_objective(actor=user_of(dora.giulia), project=project, aim=AIM)
    change_objective(
        actor=user_of(dora.giulia), objective=objective, aim=replace(AIM, own_title="ماكينة")
    )

    old, new = [plan_in(one) for one in ProjectVersion.objects.order_by("number")]

    told = [in_words(change) for change in differences(old, new)]
    assert len(told) == 1
    assert MACHINE in told[0]
