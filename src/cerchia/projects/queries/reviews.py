"""Reading reviews: which are to be held, and everything about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Project, ProjectMember, ReviewMoment, StillMyWish
from cerchia.projects.queries.plans import ObjectiveLine, objective_lines, people_of
from cerchia.projects.queries.wishes import WishStory, name_of, stories_of


def reviews_to_hold(project_ids: Iterable[UUID], *, until: date) -> list[ReviewMoment]:
    """Reviews due by `until` and not held, oldest first."""
    rows = ReviewMoment.objects.waiting().filter(project__in=list(project_ids), due_on__lte=until)
    return list(rows.select_related("project__circle").order_by("due_on"))


def overdue_reviews(project_ids: Iterable[UUID]) -> list[ReviewMoment]:
    return reviews_to_hold(project_ids, until=clock.today())


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in a list, with the people whose project it is."""

    review: ReviewMoment
    people: list[Person]

    @property
    def is_late(self) -> bool:
        return self.review.due_on < clock.today()


def reviews_for(user: User, *, limit: int = 200) -> list[ReviewRow]:
    """Reviews that `user` may see and that were not held, oldest first. Two queries.

    Those of projects that have ended are left out.
    """
    going_on = Project.objects.filter(stopped_at=None, completed_at=None)
    reviews = list(
        ReviewMoment.objects.visible_to(user)
        .waiting()
        .filter(project__in=going_on)
        .select_related("project__circle")
        .order_by("due_on", "pk")[:limit]
    )
    people: dict[UUID, list[Person]] = {}
    rows = ProjectMember.objects.filter(
        project__in={review.project_id for review in reviews}, left_at=None
    )
    for row in rows.select_related("person").order_by("joined_at", "pk"):
        people.setdefault(row.project_id, []).append(row.person)
    return [ReviewRow(review, people.get(review.project_id, [])) for review in reviews]


@dataclass(frozen=True, slots=True)
class Chair:
    """Somebody who may be there at a review."""

    person: Person
    role: str
    owns: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    review: ReviewMoment
    people: list[Person]
    chairs: list[Chair]
    wishes: list[WishStory]
    lines: list[ObjectiveLine]
    answers: list[StillMyWish]
    present: list[Person]
    held_by: str

    def wishes_of(self, person: Person) -> list[WishStory]:
        return [story for story in self.wishes if story.wish.person_id == person.pk]


def review_page(review: ReviewMoment, *, language: str) -> ReviewPage:
    project = review.project
    people = people_of(project)
    return ReviewPage(
        review=review,
        people=people,
        chairs=_chairs(project, people),
        wishes=stories_of(project.wishes.order_by("-expressed_at"), language=language),
        lines=objective_lines(project),
        answers=list(review.wish_answers.select_related("person").order_by("at")),
        present=list(review.present.all()),
        held_by=name_of(review.held_by) if review.held_by else "",
    )


def _chairs(project: Project, people: list[Person]) -> list[Chair]:
    """Whose project it is, then who else sits in the circle: staff first."""
    owners = {person.pk for person in people}
    seats = (
        CircleMembership.objects.current()
        .filter(circle=project.circle_id)
        .exclude(person__in=owners)
        .select_related("person")
    )
    others = [Chair(seat.person, seat.role, owns=False) for seat in seats]
    others.sort(key=lambda chair: (chair.role == "participant", chair.person.given_name))
    return [*(Chair(person, "participant", owns=True) for person in people), *others]
