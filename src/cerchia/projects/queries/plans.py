"""Reading plans: objectives, steps, members, resources, versions. No query grows with the rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from cerchia.access.models import User
from cerchia.people.models import Person
from cerchia.projects.models import (
    Objective,
    Project,
    ProjectMember,
    ProjectStep,
    ProjectVersion,
    Resource,
    ReviewMoment,
)
from cerchia.projects.queries.wishes import WishStory, name_of, stories_of
from cerchia.web import icons


@dataclass(frozen=True, slots=True)
class AimRow:
    """An objective as lists show it. `hue` is that of its picture, as `goal` of the ui takes it."""

    id: UUID
    title: str
    picture: str
    hue: int
    planned_cents: int
    steps_total: int
    steps_done: int
    result: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective with its steps and who brought it."""

    objective: Objective
    steps: list[ProjectStep]
    proposed_by: str

    @property
    def done(self) -> int:
        return sum(step.done_at is not None for step in self.steps)

    @property
    def waits(self) -> bool:
        """Without the yes of the person."""
        one = self.objective
        return one.accepted_at is None and one.result == Objective.Result.OPEN

    @property
    def goes_on(self) -> bool:
        one = self.objective
        return one.accepted_at is not None and one.result == Objective.Result.OPEN


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything about one project that its page shows."""

    project: Project
    people: list[Person]
    lines: list[ObjectiveLine]
    resources: list[Resource]
    wishes: list[WishStory]
    reviews: list[ReviewMoment]
    versions: int

    @property
    def waiting(self) -> list[ObjectiveLine]:
        return [line for line in self.lines if line.waits]

    @property
    def going_on(self) -> list[ObjectiveLine]:
        return [line for line in self.lines if line.goes_on]


def current_project(person_id: UUID | None) -> Project | None:
    """The project a person works on: running before planned, newest first; stopped ones last."""
    rows = list(Project.objects.of_person(person_id).select_related("circle", "edition"))
    rows.sort(key=lambda one: (one.state in {"stopped", "completed"}, one.started_at is None))
    return rows[0] if rows else None


def aims_of(project_ids: Iterable[UUID]) -> list[AimRow]:
    """The objectives of some projects with their steps counted. One query."""
    rows = Objective.objects.filter(project__in=list(project_ids)).with_steps()
    rows = rows.order_by("position", "proposed_at", "pk")
    return [aim_row(one) for one in rows]


def aim_row(one: Objective) -> AimRow:
    return AimRow(
        id=one.pk,
        title=one.title,
        picture=one.picture,
        hue=icons.pictogram(one.picture).hue,
        planned_cents=one.planned_cents,
        steps_total=one.steps_total,
        steps_done=one.steps_done,
        result=one.result,
        accepted=one.accepted_at is not None,
    )


def steps_of_people(person_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Person → (steps done, steps planned) over their projects that go on. One query."""
    counted: dict[UUID, tuple[int, int]] = {}
    rows = ProjectStep.objects.filter(
        objective__project__members__person__in=list(person_ids),
        objective__project__members__left_at=None,
        objective__project__stopped_at=None,
    ).values_list("objective__project__members__person", "done_at")
    for person_id, done_at in rows:
        done, total = counted.get(person_id, (0, 0))
        counted[person_id] = (done + (done_at is not None), total + 1)
    return counted


def people_of(project: Project) -> list[Person]:
    """Those whose project it is today, in the order in which they came."""
    rows = ProjectMember.objects.filter(project=project, left_at=None).select_related("person")
    return [row.person for row in rows.order_by("joined_at", "pk")]


def objective_lines(project: Project) -> list[ObjectiveLine]:
    rows = project.objectives.select_related("proposed_by__person", "project").prefetch_related(
        "steps"
    )
    return [objective_line(one) for one in rows]


def objective_line(one: Objective) -> ObjectiveLine:
    return ObjectiveLine(one, list(one.steps.all()), name_of(one.proposed_by))


def plan_page(project: Project, *, language: str) -> PlanPage:
    return PlanPage(
        project=project,
        people=people_of(project),
        lines=objective_lines(project),
        resources=list(project.resources.all()),
        wishes=stories_of(project.wishes.order_by("-expressed_at"), language=language),
        reviews=list(project.reviews.filter(replaced_by=None).order_by("due_on")),
        versions=project.versions.count(),
    )


@dataclass(frozen=True, slots=True)
class VersionRow:
    number: int
    version: ProjectVersion
    made_by: str


def versions_of(project: Project) -> list[VersionRow]:
    """Every version of the plan, newest first."""
    rows = project.versions.select_related("made_by__person").order_by("-number")
    return [VersionRow(row.number, row, name_of(row.made_by)) for row in rows]


def plan_in(version: ProjectVersion) -> dict[str, Any]:
    """The plan that a version keeps."""
    kept: dict[str, Any] = json.loads(version.plan or "{}")
    return kept


def projects_of_person(person_id: UUID, user: User) -> list[Project]:
    """Projects of a person that `user` may see, newest first, with their wishes at hand."""
    rows = Project.objects.of_person(person_id).filter(
        pk__in=Project.objects.visible_to(user).values("pk")
    )
    return list(rows.select_related("circle").prefetch_related(Prefetch("wishes")))
