"""Many circles at once, in numbers without names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from cerchia.access.models import User
from cerchia.circles import rules
from cerchia.circles.models import (
    STAFF,
    Attendance,
    Circle,
    CircleMembership,
    Encounter,
    Meeting,
)
from cerchia.circles.rules import Contact, Counts
from cerchia.kit import clock
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from cerchia.web.paging import page_of

Role = CircleMembership.Role
Presence = Attendance.Presence


@dataclass(frozen=True, slots=True)
class CircleLine:
    """A circle in a list: numbers only, nobody's name."""

    circle: Circle
    counts: Counts
    quiet: int
    over: int
    near: int
    next_at: datetime | None
    last_at: datetime | None


def circle_lines(circles: Iterable[Circle], today: date | None = None) -> list[CircleLine]:
    """Lines of a page of circles, four queries for any number of them."""
    today = today or clock.today()
    chosen = list(circles)
    ids = [circle.pk for circle in chosen]
    places = CircleMembership.objects.current().in_office().filter(circle__in=ids, paused_at=None)
    walking: dict[UUID, list[tuple[UUID, str, datetime]]] = {pk: [] for pk in ids}
    for circle, person, role, at in places.values_list("circle", "person", "role", "accepted_at"):
        if at:
            walking[circle].append((person, role, at))
    contacts = _contacts_of(chosen, today)
    met = _last_met(ids)
    dates = {row["circle"]: row for row in _dates(ids, today)}
    return [
        _line(circle, walking[circle.pk], contacts[circle.pk], met, dates.get(circle.pk, {}), today)
        for circle in chosen
    ]


def _contacts_of(circles: Sequence[Circle], today: date) -> dict[UUID, list[Contact]]:
    found: dict[UUID, list[Contact]] = {circle.pk: [] for circle in circles}
    days = max((_longest(circle.edition) for circle in circles), default=0)
    rows = Encounter.objects.filter(
        circle__in=list(found), at__gte=clock.start_of(today - timedelta(days=days))
    ).values_list("circle", "first", "second", "kind", "at")
    for circle, first, second, kind, at in rows:
        found[circle].append(Contact(first, second, kind, at))
    return found


def _longest(edition: Edition) -> int:
    return max(edition.relation_days, edition.quiet_days)


def _last_met(circle_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    rows = (
        Attendance.objects.filter(meeting__circle__in=circle_ids, presence=Presence.THERE)
        .values("meeting__circle", "person")
        .annotate(last=Max("meeting__starts_at"))
    )
    return {(row["meeting__circle"], row["person"]): row["last"] for row in rows}


def _dates(circle_ids: Sequence[UUID], today: date) -> Iterable[Mapping[str, Any]]:
    planned = Q(held_at=None, cancelled_at=None, starts_at__gte=clock.start_of(today))
    return (
        Meeting.objects.filter(circle__in=circle_ids)
        .values("circle")
        .annotate(
            next_at=Min("starts_at", filter=planned),
            last_at=Max("starts_at", filter=Q(held_at__isnull=False)),
        )
    )


def _line(
    circle: Circle,
    walking: Sequence[tuple[UUID, str, datetime]],
    contacts: Sequence[Contact],
    met: Mapping[tuple[UUID, UUID], datetime],
    dates: Mapping[str, Any],
    today: date,
) -> CircleLine:
    edition = circle.edition
    since = clock.start_of(today - timedelta(days=edition.relation_days))
    staff = {person for person, role, _ in walking if role in STAFF}
    people = {person: accepted for person, role, accepted in walking if role == Role.PARTICIPANT}
    recent = [contact for contact in contacts if contact.at >= since]
    found = rules.weights(people, staff, recent, limit=edition.one_to_one_percent)
    quiet = 0
    for person, accepted in people.items():
        was_met = [met[circle.pk, person]] if (circle.pk, person) in met else []
        heard = rules.last_heard(person, contacts, was_met)
        days = rules.days_between(clock.day_of(heard.at if heard else accepted), today)
        quiet += rules.is_quiet(days, quiet_days=edition.quiet_days)
    return CircleLine(
        circle=circle,
        counts=Counts.of(role for _, role, _ in walking),
        quiet=quiet,
        over=sum(weight.is_over for weight in found),
        near=sum(weight.is_near for weight in found),
        next_at=dates.get("next_at"),
        last_at=dates.get("last_at"),
    )


def territories_of(user: User) -> list[Territory]:
    """Territories where the user works for an open circle: the filter of the list."""
    return list(
        Territory.objects.filter(circles__in=Circle.objects.open().worked_by(user)).distinct()
    )


def forming_places(user: User) -> list[tuple[Edition, Territory]]:
    """Edition and territory pairs in which the user may form a circle."""
    posts = StaffAssignment.objects.current().filter(
        person__user=user, role=StaffAssignment.Role.COORDINATOR, edition__closed_on=None
    )
    reach = set(posts.values_list("edition", "territory"))
    editions = {edition for edition, _ in reach}
    found = Edition.objects.filter(pk__in=editions).prefetch_related("places__territory")
    return [
        (edition, place.territory)
        for edition in found
        for place in edition.places.all()
        if {(edition.pk, None), (edition.pk, place.territory_id)} & reach
    ]


def invitations_to_work(user: User) -> list[CircleMembership]:
    """Places that are offered to the user as staff and wait for an answer."""
    offered = CircleMembership.objects.open().filter(
        person__user=user, role__in=STAFF, accepted_at=None, circle__closed_at=None
    )
    return list(offered.select_related("circle").order_by("invited_at"))


def weakened_circles(user: User) -> QuerySet[Circle]:
    """Open circles that the user works for and that lack somebody: for home screens."""
    return Circle.objects.open().worked_by(user).exclude(weakened_at=None)


def page_of_circles(
    circles: QuerySet[Circle], *, after: str = "", size: int = 50
) -> tuple[list[Circle], str]:
    """A page of circles by name, with edition and territory, and the mark of the next page."""
    rows = circles.select_related("edition", "territory")
    return page_of(rows, "name", after=after, size=size)
