"""Circles that are there already: which could be filled, and how they are now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from cerchia.circles.models import Circle, CircleMembership, Meeting
from cerchia.composing.models import Composition, Decision
from cerchia.composing.rules import OPERATOR, Existing, Helper, Ring, Walker, hour_of
from cerchia.selection.rules.hours import WEEK

Role = CircleMembership.Role


@dataclass(frozen=True, slots=True)
class Fillable:
    """A circle that could be filled, and how many take part or are invited."""

    circle: Circle
    people: int


def fillable(composition: Composition) -> list[Fillable]:
    """Open circles of the composition's territories with a free place, and those included."""
    rows = Circle.objects.open().filter(
        edition=composition.edition_id, territory__in=composition.territories.all()
    )
    walking = Q(memberships__left_at=None, memberships__role=Role.PARTICIPANT)
    counted = dict(rows.annotate(n=Count("memberships", walking)).values_list("pk", "n"))
    included = set(composition.included.values_list("pk", flat=True))
    return [
        Fillable(one, counted[one.pk])
        for one in rows.select_related("territory").order_by("territory__name", "name")
        if counted[one.pk] < composition.size_max or one.pk in included
    ]


def included_in(composition: Composition) -> list[Circle]:
    """The circles to be filled that are still open. One query."""
    rows = composition.included.filter(
        closed_at=None, territory__in=composition.territories.values("pk")
    )
    return list(rows.select_related("territory").order_by("name", "pk"))


def open_seats(circles: Iterable[Circle]) -> QuerySet[CircleMembership]:
    """Places in them, invitations among them."""
    return CircleMembership.objects.open().filter(circle__in=list(circles))


def existing_of(
    circles: list[Circle], code_of: Mapping[UUID, str], helpers: Mapping[str, Helper]
) -> list[Existing]:
    """As they are now, for those at the table. Three queries, none without a circle."""
    if not circles:
        return []
    inside: defaultdict[UUID, set[str]] = defaultdict(set)
    left: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = CircleMembership.objects.filter(circle__in=circles)
    for circle, person, left_at in rows.values_list("circle", "person", "left_at"):
        if person in code_of:
            (left if left_at else inside)[circle].add(code_of[person])
    hours = _hours(circles)
    return [_existing(one, inside[one.pk], left[one.pk], hours, helpers) for one in circles]


def _existing(
    circle: Circle,
    inside: set[str],
    left: set[str],
    hours: Mapping[UUID, str],
    helpers: Mapping[str, Helper],
) -> Existing:
    place = circle.territory.name
    team = {one: helpers[one] for one in inside if one in helpers}
    here = {one: helper for one, helper in team.items() if place in helper.territories}
    operators = {one for one, helper in here.items() if helper.role == OPERATOR}
    ring = Ring(
        id=str(circle.pk),
        territory=place,
        hour=hours.get(circle.pk, ""),
        people=tuple(sorted(inside - set(team))),
        operators=tuple(sorted(operators)),
        mediators=tuple(sorted(set(here) - operators)),
    )
    return Existing(ring, circle.name, tuple(sorted(left - inside)))


def _hours(circles: list[Circle]) -> dict[UUID, str]:
    """When each meets: as at its latest date, else as it was put together."""
    found: dict[UUID, str] = {}
    meetings = Meeting.objects.filter(circle__in=circles, cancelled_at=None).order_by("starts_at")
    for circle, starts_at in meetings.values_list("circle", "starts_at"):
        at = localtime(starts_at)
        found[circle] = hour_of(WEEK[at.weekday()], at.hour)
    acts = Decision.objects.filter(
        act=Decision.Act.CONFIRMED, composition__edition=circles[0].edition_id
    )
    for facts, content in acts.values_list("facts", "answer__content"):
        slots = {one["id"]: one["slot"] for one in content["circles"]}
        for ring, circle in facts.get("circles", {}).items():
            if slots.get(ring):
                found.setdefault(UUID(circle), slots[ring])
    return found


def as_they_walk(walkers: Iterable[Walker], existing: Iterable[Existing]) -> Iterable[Walker]:
    """Who walks in a circle already does so in its territory, and comes at its hour."""
    rings = {one: each.ring for each in existing for one in each.ring.people}
    for walker in walkers:
        ring = rings.get(walker.code)
        if ring is None:
            yield walker
        else:
            hours = _with(walker.hours, {ring.hour})
            yield replace(walker, territory=ring.territory, hours=hours)


def as_they_come(helpers: Iterable[Helper], existing: Iterable[Existing]) -> Iterable[Helper]:
    """The same for the team, who may walk in several."""
    hours: defaultdict[str, set[str]] = defaultdict(set)
    for each in existing:
        for one in each.ring.team:
            hours[one].add(each.ring.hour)
    return (replace(one, hours=_with(one.hours, hours[one.id])) for one in helpers)


def _with(told: tuple[str, ...], hours: set[str]) -> tuple[str, ...]:
    """Who told no hour comes at any."""
    return tuple(sorted({*told, *hours} - {""})) if told else told
