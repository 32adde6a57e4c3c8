"""From the wish to objectives, steps and everything a project stands on."""

from datetime import date

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.kit import clock
from cerchia.projects.errors import (
    AlreadySigned,
    AlreadyTheirs,
    NotInCircle,
    NoWishYet,
    NoYesYet,
    ObjectiveNeedsWords,
    OnePersonOnly,
    ReasonMissing,
    ResultUnknown,
    WordsMissing,
)
from cerchia.projects.models import Objective, Picture, Project, ProjectStep, WishMoment
from cerchia.projects.queries import current_project, share_self_named
from cerchia.projects.usecases import (
    Aim,
    Idea,
    Task,
    accept_objective,
    add_resource,
    add_step,
    change_objective,
    claim_result,
    complete_project,
    drop_objective,
    mark_step,
    propose_objective,
    remove_step,
    resume_project,
    run_project,
    share_plan,
    start_project,
    stop_project,
    suspend_project,
    withdraw_objective,
)
from cerchia.web.icons import PICTOGRAMS
from tests.factories.projects import ProjectStepFactory
from tests.projects.conftest import Dora, inside, user_of

AIM = Aim(
    title="Macchina da cucire",
    domain="enterprise",
    target_on=date(2013, 11, 30),
    how_we_know="La macchina è in casa.",
    voiced_by="self",
    planned_cents=120_000,
    picture="sewing",
)


def idea(dora: Dora, **more: object) -> Idea:
    given: dict[str, object] = {
        "title": "Un banco al mercato",
        "form": "individual",
        "kind": "enterprise",
        "people": [dora.amal],
        "wishes": [dora.wish()],
    }
    return Idea(**{**given, **more})  # type: ignore[arg-type]


def test_every_picture_is_drawn() -> None:
    assert set(Picture.values) <= set(PICTOGRAMS)


def test_a_project_carries_a_wish_and_the_wish_says_so(dora: Dora) -> None:
    project = start_project(actor=user_of(dora.giulia), circle=dora.circle, idea=idea(dora))

    assert project.state == "idea"
    assert WishMoment.objects.get().kind == "carried"
    assert current_project(dora.amal.pk) == project
    assert share_self_named(dora.circle.edition_id) == (1, 1)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"wishes": []}, NoWishYet),
        ({"people": []}, NotInCircle),
        ({"title": " "}, WordsMissing),
    ],
)
def test_a_project_needs_a_wish_a_person_and_a_name(
    dora: Dora, change: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        start_project(actor=user_of(dora.giulia), circle=dora.circle, idea=idea(dora, **change))


def test_an_individual_project_is_of_one_person(dora: Dora) -> None:
    both = [dora.amal, dora.ousmane]

    with pytest.raises(OnePersonOnly):
        start_project(actor=user_of(dora.giulia), circle=dora.circle, idea=idea(dora, people=both))
    shared = idea(dora, people=both, form="group")
    made = start_project(actor=user_of(dora.giulia), circle=dora.circle, idea=shared)
    assert made.members.count() == 2


def test_the_wish_of_somebody_else_is_not_carried(dora: Dora, elsewhere: Dora) -> None:
    theirs = elsewhere.wish(person=elsewhere.amal)

    with pytest.raises(NoWishYet):
        start_project(
            actor=user_of(dora.giulia), circle=dora.circle, idea=idea(dora, wishes=[theirs])
        )
    with pytest.raises(NotInCircle):
        start_project(
            actor=user_of(dora.giulia),
            circle=dora.circle,
            idea=idea(dora, people=[elsewhere.amal], wishes=[theirs]),
        )


def test_what_staff_propose_waits_for_the_yes_of_the_person(dora: Dora) -> None:
    project = dora.project()
    theirs = propose_objective(actor=user_of(dora.giulia), project=project, aim=AIM)
    own = propose_objective(actor=user_of(dora.amal), project=project, aim=AIM)

    assert theirs.accepted_at is None
    assert own.accepted_by == dora.amal
    for other in (dora.giulia, dora.ismail, dora.marta, dora.ousmane):
        with pytest.raises(NotAllowed):
            accept_objective(actor=user_of(other), objective=theirs)
    with pytest.raises(NoYesYet):
        claim_result(actor=user_of(dora.amal), objective=theirs, result="reached")

    for _twice in range(2):
        accept_objective(actor=user_of(dora.amal), objective=theirs)
    assert theirs.accepted_by == dora.amal


def test_another_s_change_asks_for_the_yes_again(dora: Dora) -> None:
    objective = dora.objective()

    change_objective(actor=user_of(dora.giulia), objective=objective, aim=AIM)
    assert Objective.objects.get(pk=objective.pk).accepted_at is None

    accept_objective(actor=user_of(dora.amal), objective=objective)
    change_objective(actor=user_of(dora.amal), objective=objective, aim=AIM)
    assert Objective.objects.get(pk=objective.pk).accepted_at is not None


def test_a_signed_objective_is_not_changed(dora: Dora) -> None:
    objective = dora.objective()
    run_project(actor=user_of(dora.giulia), project=objective.project)

    with pytest.raises(AlreadySigned):
        change_objective(actor=user_of(dora.giulia), objective=Objective.objects.get(), aim=AIM)


def test_an_objective_says_what_and_how_we_will_know(dora: Dora) -> None:
    empty = Aim("", "home", date(2013, 12, 1), " ", "self")

    with pytest.raises(ObjectiveNeedsWords):
        propose_objective(actor=user_of(dora.giulia), project=dora.project(), aim=empty)


def test_a_proposal_can_be_taken_back_and_the_versions_keep_it(dora: Dora) -> None:
    objective = dora.objective(accepted_at=None, accepted_by=None)
    project = objective.project
    ProjectStepFactory.create(objective=objective)

    withdraw_objective(actor=user_of(dora.giulia), objective=objective)

    assert not project.objectives.exists()
    plans = [version.plan for version in project.versions.order_by("number")]
    assert "Macchina da cucire" in plans[0]
    assert "Macchina da cucire" not in plans[-1]


def test_after_the_yes_only_the_person_leaves_an_objective(dora: Dora) -> None:
    objective = dora.objective()

    with pytest.raises(AlreadyTheirs):
        withdraw_objective(actor=user_of(dora.giulia), objective=objective)
    with pytest.raises(NotAllowed):
        drop_objective(actor=user_of(dora.giulia), objective=objective, reason="Costa troppo")
    with pytest.raises(ReasonMissing):
        drop_objective(actor=user_of(dora.amal), objective=objective, reason=" ")

    drop_objective(actor=user_of(dora.amal), objective=objective, reason="Ho trovato lavoro.")
    assert Objective.objects.get().result == "dropped"


def test_every_change_of_the_plan_is_kept_once(dora: Dora) -> None:
    user, project = user_of(dora.amal), dora.project()

    objective = propose_objective(actor=user, project=project, aim=AIM)
    step = add_step(actor=user, objective=objective, task=Task("Provare tre macchine"))
    add_resource(actor=user, project=project, kind="people", words="Una vicina")
    share_plan(actor=user, project=project)
    run_project(actor=user, project=project)
    remove_step(actor=user, step=step)

    assert [row.number for row in project.versions.order_by("number")] == [1, 2, 3, 4]


def test_a_step_is_done_once_and_may_be_not_done_after_all(dora: Dora) -> None:
    step = ProjectStepFactory.create(objective=dora.objective())
    for who in (dora.amal, dora.giulia):
        mark_step(actor=user_of(who), step=step, done=True)
    assert ProjectStep.objects.get().done_by == user_of(dora.amal)

    mark_step(actor=user_of(dora.ismail), step=step, done=False)
    assert ProjectStep.objects.get().done_at is None
    with pytest.raises(NotAllowed):
        mark_step(actor=user_of(dora.ousmane), step=step, done=True)


def test_a_done_step_is_not_taken_out(dora: Dora) -> None:
    step = ProjectStepFactory.create(objective=dora.objective(), done_at=clock.now())

    remove_step(actor=user_of(dora.giulia), step=step)

    assert ProjectStep.objects.exists()


def test_the_person_says_how_it_went(dora: Dora) -> None:
    objective = dora.objective()

    for wrong in ("dropped", "open", "perfect"):
        with pytest.raises(ResultUnknown):
            claim_result(actor=user_of(dora.amal), objective=objective, result=wrong)
    with pytest.raises(NotAllowed):
        claim_result(actor=user_of(dora.giulia), objective=objective, result="reached")
    claim_result(actor=user_of(dora.amal), objective=objective, result="partly")

    kept = Objective.objects.get()
    assert (kept.result, kept.confirmed_at) == ("partly", None)


def test_the_life_of_a_project_is_dated_facts(dora: Dora) -> None:
    user, project = user_of(dora.giulia), dora.project()

    def state() -> str:
        return Project.objects.get(pk=project.pk).state

    share_plan(actor=user, project=project)
    assert state() == "shared"
    run_project(actor=user, project=project)
    assert state() == "running"
    suspend_project(actor=user, project=project)
    assert state() == "suspended"
    resume_project(actor=user, project=project)
    assert state() == "running"
    complete_project(actor=user, project=project)
    assert state() == "completed"


def test_a_project_stops_with_a_reason(dora: Dora) -> None:
    project = dora.project()

    with pytest.raises(ReasonMissing):
        stop_project(actor=user_of(dora.amal), project=project, reason="")
    stop_project(actor=user_of(dora.amal), project=project, reason="Il banco ha chiuso.")

    kept = Project.objects.get()
    assert (kept.state, kept.stop_reason) == ("stopped", "Il banco ha chiuso.")


def test_without_a_wish_there_is_nothing_to_plan(dora: Dora) -> None:
    giulia = inside(dora.giulia)

    for asked in (f"persona={dora.amal.pk}", f"cerchia={dora.circle.pk}"):
        page = giulia.get(f"/progetti/nuovo/?{asked}")
        assert page.status_code == 422
        assert b"First comes the wish" in page.content


def test_staff_start_a_project_of_one_or_of_several(dora: Dora) -> None:
    mine, other = dora.wish(), dora.wish(person=dora.ousmane)
    said = {"title": "Un banco", "kind": "enterprise"}
    giulia = inside(dora.giulia)

    giulia.post(f"/progetti/nuovo/?persona={dora.amal.pk}", {**said, "wishes": [mine.pk]})
    group = {"wishes": [mine.pk, other.pk], "people": [dora.amal.pk, dora.ousmane.pk]}
    giulia.post(f"/progetti/nuovo/?cerchia={dora.circle.pk}", {**said, **group})

    assert sorted(Project.objects.values_list("form", flat=True)) == ["group", "individual"]


def test_the_person_plans_alone_from_their_phone(dora: Dora) -> None:
    dora.wish()
    amal = inside(dora.amal)
    said = {
        "title": "Macchina da cucire",
        "picture": "sewing",
        "how_we_know": "Funziona.",
        "target_on": "2013-11-30",
        "planned": "1.200",
    }

    assert amal.post("/io/obiettivi/nuovo/", {**said, "planned": "tanto"}).status_code == 422
    amal.post("/io/obiettivi/nuovo/", said)

    one = Objective.objects.get()
    assert (one.planned_cents, one.domain, one.accepted_by) == (120_000, "enterprise", dora.amal)
    page = f"/io/obiettivi/{one.pk}/"
    amal.post(f"{page}passi/", {"title": "Provare tre macchine"})
    step = ProjectStep.objects.get()
    amal.post(f"/io/passi/{step.pk}/", {"done": "1"})
    assert ProjectStep.objects.get().done_at is not None
    assert b"1 step of 1" in amal.get(page).content


def test_before_the_wish_the_phone_leads_to_it(dora: Dora) -> None:
    answer = inside(dora.amal).get("/io/obiettivi/nuovo/")

    assert answer.headers["Location"] == "/io/desiderio/"


def test_the_versions_are_compared_in_words(dora: Dora) -> None:
    user, project = user_of(dora.amal), dora.project()
    objective = propose_objective(actor=user, project=project, aim=AIM)
    add_step(actor=user, objective=objective, task=Task("Provare tre macchine"))

    page = inside(dora.giulia).get(f"/progetti/{project.pk}/versioni/?da=1&a=2").content.decode()

    assert "“Macchina da cucire”: new step “Provare tre macchine”." in page
