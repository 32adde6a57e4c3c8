"""Writing the plan that makes a wish concrete, and telling how it goes."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, ProtectedError

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.projects.errors import (
    AlreadySigned,
    AlreadyTheirs,
    NoYesYet,
    ObjectiveNeedsWords,
    ReasonMissing,
    ResultUnknown,
    WordsMissing,
)
from cerchia.projects.models import Objective, Picture, Project, ProjectStep, Resource
from cerchia.projects.usecases.version import keep_version

CLAIMS = frozenset(
    {Objective.Result.REACHED, Objective.Result.PARTLY, Objective.Result.NOT_REACHED}
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What an objective says. Money in cents; `voiced_by` is one of `Voice`.

    `own_title` is the title in the words of the person, in `own_language`, where that is another.
    """

    title: str
    domain: str
    target_on: date
    how_we_know: str
    voiced_by: str
    planned_cents: int = 0
    picture: str = Picture.QUESTION
    own_title: str = ""
    own_language: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A step. `cost_cents` is often 0; `helper` says who gives a hand, in free words."""

    title: str
    due_on: date | None = None
    cost_cents: int = 0
    helper: str = ""
    own_title: str = ""
    own_language: str = ""


@transaction.atomic
def propose_objective(*, actor: User, project: Project, aim: Aim) -> Objective:
    """Proposed by anyone who plans; active after the yes of a member. A member's own is active."""
    require(actor, "projects.plan", project)
    _check(aim)
    last = project.objectives.aggregate(last=Max("position"))["last"]
    objective = Objective(
        project=project, position=0 if last is None else last + 1, proposed_by=actor
    )
    _write(objective, aim)
    member = project.members.filter(person__user=actor, left_at=None).first()
    if member is not None:
        objective.accepted_at, objective.accepted_by_id = clock.now(), member.person_id
    objective.save()
    keep_version(project, actor)
    record("projects.objective.proposed", actor=actor, about=objective)
    return objective


@transaction.atomic
def change_objective(*, actor: User, objective: Objective, aim: Aim) -> None:
    """Before the pact only (409 after); another's change asks for the person's yes again.

    Where their own words stay as they are, the title beside them is a translation: the yes stays.
    """
    require(actor, "projects.plan", objective.project)
    _check(aim)
    _unsigned(objective)
    before = _agreed(objective)
    _write(objective, aim)
    own = objective.project.members.filter(person__user=actor, left_at=None).exists()
    if not own and before != _agreed(objective):
        objective.accepted_at = objective.accepted_by = None
    objective.save()
    keep_version(objective.project, actor)
    record("projects.objective.changed", actor=actor, about=objective)


@transaction.atomic
def accept_objective(*, actor: User, objective: Objective) -> None:
    """The person's yes. Twice is once."""
    require(actor, "projects.accept_objective", objective)
    rows = Objective.objects.filter(pk=objective.pk, accepted_at=None)
    if rows.update(accepted_at=clock.now(), accepted_by=actor.person):
        record("projects.objective.accepted", actor=actor, about=objective)
    objective.refresh_from_db()


@transaction.atomic
def drop_objective(*, actor: User, objective: Objective, reason: str) -> None:
    """By the person, with a reason in their words; the money already used stays told."""
    require(actor, "projects.accept_objective", objective)
    if not reason.strip():
        raise ReasonMissing
    objective.result = Objective.Result.DROPPED
    objective.dropped_reason = reason.strip()
    objective.claimed_at = clock.now()
    objective.save()
    keep_version(objective.project, actor)
    record("projects.objective.dropped", actor=actor, about=objective)


@transaction.atomic
def withdraw_objective(*, actor: User, objective: Objective) -> None:
    """Take back a proposal that has no yes yet; the versions keep it. After it, it is theirs."""
    project = objective.project
    require(actor, "projects.plan", project)
    keep_version(project, actor)
    waiting = Objective.objects.select_for_update().filter(pk=objective.pk, accepted_at=None)
    if not waiting.exists():
        raise AlreadyTheirs
    record("projects.objective.withdrawn", actor=actor, about=objective)
    try:
        objective.steps.all().delete()
        objective.delete()
    except ProtectedError as named:
        raise AlreadySigned from named
    keep_version(project, actor)


@transaction.atomic
def claim_result(*, actor: User, objective: Objective, result: str) -> None:
    """The person says how it went; a review confirms."""
    require(actor, "projects.accept_objective", objective)
    if result not in CLAIMS:
        raise ResultUnknown
    objective.refresh_from_db()
    if objective.accepted_at is None:
        raise NoYesYet
    Objective.objects.filter(pk=objective.pk).update(
        result=result, claimed_at=clock.now(), confirmed_at=None
    )
    objective.refresh_from_db()
    keep_version(objective.project, actor)
    record("projects.objective.claimed", actor=actor, about=objective, facts={"result": result})


@transaction.atomic
def confirm_result(*, actor: User, objective: Objective) -> None:
    require(actor, "projects.confirm_result", objective)
    rows = Objective.objects.filter(pk=objective.pk, claimed_at__isnull=False, confirmed_at=None)
    if rows.update(confirmed_at=clock.now()):
        record("projects.objective.confirmed", actor=actor, about=objective)


@transaction.atomic
def add_step(*, actor: User, objective: Objective, task: Task) -> ProjectStep:
    require(actor, "projects.plan", objective.project)
    if not task.title.strip():
        raise ObjectiveNeedsWords
    step = ProjectStep.objects.create(
        objective=objective,
        project_id=objective.project_id,
        position=objective.steps.count(),
        title=task.title.strip(),
        own_title=task.own_title.strip() if task.own_language else "",
        own_language=task.own_language if task.own_title.strip() else "",
        due_on=task.due_on,
        cost_cents=task.cost_cents,
        helper=task.helper.strip(),
    )
    keep_version(objective.project, actor)
    record("projects.step.added", actor=actor, about=step)
    return step


@transaction.atomic
def mark_step(*, actor: User, step: ProjectStep, done: bool, result: str = "") -> None:
    """Done, or not yet after all. Saying the same twice changes nothing."""
    require(actor, "projects.mark_step", step.objective.project)
    if bool(step.done_at) == done:
        return
    step.done_at, step.done_by = (clock.now(), actor) if done else (None, None)
    step.result = result.strip()
    step.save()
    record("projects.step.marked", actor=actor, about=step, facts={"done": done})


@transaction.atomic
def remove_step(*, actor: User, step: ProjectStep) -> None:
    """Only a step not done yet; the version of the plan keeps it."""
    require(actor, "projects.plan", step.objective.project)
    if step.done_at is None:
        project = step.objective.project
        keep_version(project, actor)
        record("projects.step.removed", actor=actor, about=step)
        step.delete()
        keep_version(project, actor)


@transaction.atomic
def add_resource(
    *, actor: User, project: Project, kind: str, words: str, value_cents: int = 0
) -> Resource:
    require(actor, "projects.plan", project)
    if not words.strip():
        raise WordsMissing
    row = Resource.objects.create(
        project=project, kind=kind, words=words.strip(), value_cents=value_cents
    )
    keep_version(project, actor)
    record("projects.resource.added", actor=actor, about=row)
    return row


@transaction.atomic
def remove_resource(*, actor: User, resource: Resource) -> None:
    project = resource.project
    require(actor, "projects.plan", project)
    keep_version(project, actor)
    record("projects.resource.removed", actor=actor, about=resource)
    resource.delete()
    keep_version(project, actor)


def _check(aim: Aim) -> None:
    if not aim.title.strip() or not aim.how_we_know.strip():
        raise ObjectiveNeedsWords


def _unsigned(objective: Objective) -> None:
    if objective.project.started_at is not None:
        raise AlreadySigned


def _agreed(objective: Objective) -> tuple[object, ...]:
    """What a yes is about: with words of their own, the common title is not part of it."""
    own = objective.own_title
    return (
        own or objective.title,
        objective.own_language,
        objective.domain,
        objective.picture,
        objective.planned_cents,
        objective.target_on,
        objective.how_we_know,
        objective.voiced_by,
    )


def _write(objective: Objective, aim: Aim) -> None:
    objective.title = aim.title.strip()
    objective.own_title = aim.own_title.strip() if aim.own_language else ""
    objective.own_language = aim.own_language if objective.own_title else ""
    objective.domain = aim.domain
    objective.picture = aim.picture
    objective.planned_cents = aim.planned_cents
    objective.target_on = aim.target_on
    objective.how_we_know = aim.how_we_know.strip()
    objective.voiced_by = aim.voiced_by
