"""Wishes and projects for programs: the same scopes, policies and use cases as the pages."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from cerchia.access.models import User
from cerchia.circles.looking import trace
from cerchia.circles.scope import participants_visible_to
from cerchia.circles.standing import person_id_of
from cerchia.kit.errors import NotYours
from cerchia.people.models import Person
from cerchia.programmes.models import Edition
from cerchia.projects import usecases
from cerchia.projects.models import Objective, Project, ProjectStep, Wish
from cerchia.projects.usecases import OwnWords
from cerchia.web.paging import page_of

router = Router(tags=["projects"])
AT_A_TIME = 50


class WishIn(Schema):
    text: str
    language: str
    first_named_by: str
    person: UUID | None = None


class WishOut(Schema):
    id: UUID
    person: UUID
    text: str
    language: str
    first_named_by: str
    has_voice: bool
    expressed_at: datetime


class WishList(Schema):
    items: list[WishOut]
    next: str | None


class StepOut(Schema):
    id: UUID
    title: str
    own_title: str
    own_language: str
    due_on: date | None
    done_at: datetime | None
    cost_cents: int


class ObjectiveOut(Schema):
    id: UUID
    title: str
    own_title: str
    own_language: str
    domain: str
    picture: str
    planned_cents: int
    target_on: date
    how_we_know: str
    voiced_by: str
    accepted: bool
    result: str
    steps: list[StepOut]


class ProjectLine(Schema):
    id: UUID
    title: str
    form: str
    kind: str
    state: str
    circle: UUID
    members: list[UUID]


class ProjectList(Schema):
    items: list[ProjectLine]
    next: str | None


class ProjectOut(ProjectLine):
    wishes: list[UUID]
    objectives: list[ObjectiveOut]


@router.post("/wishes", response={201: WishOut}, summary="Say a wish; nobody changes it later")
def wish_say(request: HttpRequest, said: WishIn) -> Status[dict[str, Any]]:
    user = _user(request)
    person = _person(user, said.person)
    wish = usecases.express_wish(
        actor=user,
        person=person,
        edition=_edition(person),
        words=OwnWords(said.language, said.text),
        first_named_by=said.first_named_by,
    )
    return Status(201, _wish(wish))


@router.get("/wishes", response=WishList, summary="Wishes that the user may read, newest first")
def wish_list(request: HttpRequest, cursor: str = "") -> dict[str, Any]:
    user = _user(request)
    rows, following = page_of(
        Wish.objects.visible_to(user), "-expressed_at", after=cursor, size=AT_A_TIME
    )
    trace(user, [wish.person_id for wish in rows], "wish")
    return {"items": [_wish(wish) for wish in rows], "next": following or None}


@router.get("/projects", response=ProjectList, summary="Projects that the user may read")
def project_list(request: HttpRequest, cursor: str = "") -> dict[str, Any]:
    user = _user(request)
    scope = Project.objects.visible_to(user).prefetch_related("members")
    rows, following = page_of(scope, "-created_at", after=cursor, size=AT_A_TIME)
    trace(user, [one for project in rows for one in _members(project)], "project")
    return {"items": [_line(project) for project in rows], "next": following or None}


@router.get("/projects/{uuid:pk}", response=ProjectOut, summary="One with objectives and steps")
def project_one(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    scope = Project.objects.visible_to(user).prefetch_related("members", "wishes")
    project = get_object_or_404(scope, pk=pk)
    trace(user, _members(project), "project")
    objectives = project.objectives.prefetch_related("steps").select_related("project")
    return {
        **_line(project),
        "wishes": [wish.pk for wish in project.wishes.all()],
        "objectives": [_objective(one) for one in objectives],
    }


@router.post("/steps/{uuid:pk}/done", response=StepOut, summary="A step is done; twice is once")
def step_done(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    rows = ProjectStep.objects.visible_to(user).select_related("objective__project__circle")
    step = get_object_or_404(rows, pk=pk)
    usecases.mark_step(actor=user, step=step, done=True)
    return _step(step)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - nobody comes here signed out
    return request.user


def _person(user: User, wanted: UUID | None) -> Person:
    """Oneself, or somebody whose file the user may open."""
    if wanted is None or wanted == person_id_of(user):
        return get_object_or_404(Person, user=user)
    return get_object_or_404(participants_visible_to(user), pk=wanted)


def _edition(person: Person) -> Edition:
    """Where the person takes part: now, or last."""
    places = person.participations.select_related("edition").order_by("-started_on")
    place = places.filter(ended_on=None).first() or places.first()
    if place is None:
        raise NotYours
    return place.edition


def _members(project: Project) -> list[UUID]:
    return [row.person_id for row in project.members.all() if row.left_at is None]


def _wish(wish: Wish) -> dict[str, Any]:
    names = ("text", "language", "first_named_by", "expressed_at")
    return {
        "id": wish.pk,
        "person": wish.person_id,
        "has_voice": wish.voice_id is not None,
        **{name: getattr(wish, name) for name in names},
    }


def _line(project: Project) -> dict[str, Any]:
    return {
        "id": project.pk,
        "circle": project.circle_id,
        "members": _members(project),
        **{name: getattr(project, name) for name in ("title", "form", "kind", "state")},
    }


def _objective(one: Objective) -> dict[str, Any]:
    names = (
        "title",
        "own_title",
        "own_language",
        "domain",
        "picture",
        "planned_cents",
        "target_on",
        "how_we_know",
    )
    return {
        "id": one.pk,
        "voiced_by": one.voiced_by,
        "accepted": one.accepted_at is not None,
        "result": one.result,
        "steps": [_step(step) for step in one.steps.all()],
        **{name: getattr(one, name) for name in names},
    }


def _step(step: ProjectStep) -> dict[str, Any]:
    names = ("title", "own_title", "own_language", "due_on", "done_at", "cost_cents")
    return {"id": step.pk, **{name: getattr(step, name) for name in names}}
