"""Circles in the JSON interface: the same scope as the pages.

Staff of a circle read its relation in figures; a participant reads who is in it, by first name,
and when it meets.
"""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.circles.models import Circle
from cerchia.circles.policies import works_for
from cerchia.circles.queries import CirclePage, Gathering, circle_pages, page_of_circles
from cerchia.circles.standing import role_in

router = Router(tags=["circles"])
AT_A_TIME = 20


class MemberOut(Schema):
    """`role`: participant, operator or mediator; `state`: invited, active or paused."""

    id: UUID
    name: str
    role: str
    state: str
    languages: list[str]


class MeetingOut(Schema):
    """`state`: planned or held."""

    id: UUID
    starts_at: datetime
    place: str
    state: str
    answered: int
    present: int


class PersonOut(Schema):
    """The contacts of a participant: `times` of `of` go through `most_frequent`."""

    id: UUID
    most_frequent: UUID | None
    times: int
    of: int
    percent: int
    near_limit: bool
    over_limit: bool
    last_contact_at: datetime | None
    quiet_days: int | None


class RelationOut(Schema):
    """Figures of the last `days`."""

    days: int
    limit_percent: int
    contacts: int
    people: list[PersonOut]
    languages_without_mediator: list[str]
    lacks: list[str]


class CircleOut(Schema):
    """`state`: forming, active, weakened or closed; `relation` is for the staff of the circle."""

    id: UUID
    name: str
    edition: str
    territory: str
    state: str
    members: list[MemberOut]
    meetings: list[MeetingOut]
    relation: RelationOut | None


class CirclesOut(Schema):
    items: list[CircleOut]
    next: str | None


@router.get("/circles", response=CirclesOut, operation_id="circles_list")
def circle_list(request: SignedIn, cursor: str = "") -> CirclesOut:
    """Circles that you may see, by name."""
    scope = Circle.objects.visible_to(request.user)
    rows, following = page_of_circles(scope, after=cursor, size=AT_A_TIME)
    return CirclesOut(items=_answers(request.user, rows), next=following or None)


@router.get("/circles/{uuid:pk}", response=CircleOut, operation_id="circles_get")
def circle_get(request: SignedIn, pk: UUID) -> CircleOut:
    """One of them."""
    scope = Circle.objects.visible_to(request.user).select_related("edition", "territory")
    return _answers(request.user, [get_object_or_404(scope, pk=pk)])[0]


def _answers(user: User, circles: list[Circle]) -> list[CircleOut]:
    worked = {circle.pk for circle in circles if works_for(user, circle)}
    opened: dict[str, list[UUID]] = {}
    pages = circle_pages(circles)
    for page in pages:
        if page.circle.pk in worked:
            opened.setdefault(role_in(user, page.circle.pk), []).extend(page.person_ids)
    for role, people in opened.items():
        file_opened(reader=user, role=role, people=people, part="circle")
    return [_circle(page, as_staff=page.circle.pk in worked) for page in pages]


def _circle(page: CirclePage, *, as_staff: bool) -> CircleOut:
    circle = page.circle
    members = page.members if as_staff else (*page.people, *page.staff)
    return CircleOut(
        id=circle.pk,
        name=circle.name,
        edition=circle.edition.name,
        territory=circle.territory.name,
        state=circle.state,
        members=[
            MemberOut(
                id=one.person_id,
                name=one.short_name if as_staff else one.given_name,
                role=one.role,
                state=one.state if as_staff else "active",
                languages=list(one.languages) if as_staff or one.is_staff else [],
            )
            for one in members
        ],
        meetings=[_meeting(one) for one in page.meetings],
        relation=_relation(page) if as_staff else None,
    )


def _meeting(one: Gathering) -> MeetingOut:
    return MeetingOut(
        id=one.id,
        starts_at=one.starts_at,
        place=one.place,
        state="held" if one.held_at else "planned",
        answered=one.answered,
        present=one.there,
    )


def _relation(page: CirclePage) -> RelationOut:
    return RelationOut(
        days=page.days,
        limit_percent=page.limit,
        contacts=len(page.contacts),
        people=[
            PersonOut(
                id=line.person.person_id,
                most_frequent=line.weight.staff_id,
                times=line.weight.times,
                of=line.weight.of,
                percent=line.weight.percent,
                near_limit=line.weight.is_near,
                over_limit=line.weight.is_over,
                last_contact_at=line.person.heard.at if line.person.heard else None,
                quiet_days=line.person.quiet_days,
            )
            for line in page.weights
        ],
        languages_without_mediator=list(page.without_mediator),
        lacks=page.lacks,
    )
