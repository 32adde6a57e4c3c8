"""The life of a project: from a wish to its end, whatever the end is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.models import Circle, CircleMembership
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.errors import (
    NotInCircle,
    NoWishYet,
    OnePersonOnly,
    ReasonMissing,
    WordsMissing,
)
from cerchia.projects.models import Project, ProjectMember, Wish, WishMoment
from cerchia.projects.usecases.version import keep_version


@dataclass(frozen=True, slots=True)
class Idea:
    """A project to be: whose it is and which of their wishes it carries."""

    title: str
    form: str
    kind: str
    people: Sequence[Person]
    wishes: Sequence[Wish]


@transaction.atomic
def start_project(*, actor: User, circle: Circle, idea: Idea) -> Project:
    """A project carries at least one wish of its members, all participants of the circle."""
    require(actor, "projects.start", circle)
    people, wishes = idea.people, idea.wishes
    seated = circle.memberships.current().filter(role=CircleMembership.Role.PARTICIPANT)
    inside = set(seated.values_list("person_id", flat=True))
    if not people or {one.pk for one in people} - inside:
        raise NotInCircle
    if idea.form == Project.Form.INDIVIDUAL and len(people) > 1:
        raise OnePersonOnly
    if not idea.title.strip():
        raise WordsMissing
    if not wishes or {wish.person_id for wish in wishes} - {one.pk for one in people}:
        raise NoWishYet
    project = Project.objects.create(
        edition_id=circle.edition_id,
        circle=circle,
        title=idea.title.strip(),
        form=idea.form,
        kind=idea.kind,
    )
    project.wishes.set(wishes)
    ProjectMember.objects.bulk_create(ProjectMember(project=project, person=p) for p in people)
    WishMoment.objects.bulk_create(
        WishMoment(wish=wish, kind=WishMoment.Kind.CARRIED, by=actor) for wish in wishes
    )
    record("projects.project.started", actor=actor, about=project, edition_id=circle.edition_id)
    return project


@transaction.atomic
def share_plan(*, actor: User, project: Project) -> None:
    """The plan is written and was talked about in the circle."""
    require(actor, "projects.plan", project)
    now = clock.now()
    Project.objects.filter(pk=project.pk, drafted_at=None).update(drafted_at=now)
    if Project.objects.filter(pk=project.pk, shared_at=None).update(shared_at=now):
        keep_version(project, actor)
        record("projects.project.shared", actor=actor, about=project)
    project.refresh_from_db()


def run_project(*, actor: User, project: Project) -> None:
    """A pact was signed: the project runs. Called in the transaction of the signature."""
    now = clock.now()
    Project.objects.filter(pk=project.pk, drafted_at=None).update(drafted_at=now)
    if Project.objects.filter(pk=project.pk, started_at=None).update(started_at=now):
        keep_version(project, actor)
        record("projects.project.running", actor=actor, about=project)


@transaction.atomic
def suspend_project(*, actor: User, project: Project) -> None:
    require(actor, "projects.plan", project)
    if Project.objects.filter(pk=project.pk, suspended_at=None).update(suspended_at=clock.now()):
        record("projects.project.suspended", actor=actor, about=project)


@transaction.atomic
def resume_project(*, actor: User, project: Project) -> None:
    require(actor, "projects.plan", project)
    if Project.objects.exclude(suspended_at=None).filter(pk=project.pk).update(suspended_at=None):
        record("projects.project.resumed", actor=actor, about=project)


@transaction.atomic
def complete_project(*, actor: User, project: Project) -> None:
    require(actor, "projects.plan", project)
    if Project.objects.filter(pk=project.pk, completed_at=None).update(completed_at=clock.now()):
        record("projects.project.completed", actor=actor, about=project)


@transaction.atomic
def stop_project(*, actor: User, project: Project, reason: str) -> None:
    """Stopped with a reason and without blame; what was learnt stays."""
    require(actor, "projects.plan", project)
    if not reason.strip():
        raise ReasonMissing
    project.refresh_from_db()
    if project.stopped_at is None:
        project.stopped_at, project.stop_reason = clock.now(), reason.strip()
        project.save(update_fields=["stopped_at", "stop_reason"])
        keep_version(project, actor, why=project.stop_reason)
        record("projects.project.stopped", actor=actor, about=project)
