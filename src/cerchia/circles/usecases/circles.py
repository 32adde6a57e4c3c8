"""The life of a circle: forming, active, weakened, closed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles import rules
from cerchia.circles.errors import CircleClosed, NameTaken, NotReady, TerritoryElsewhere
from cerchia.circles.models import Circle, CircleMembership
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Participation, Territory


@transaction.atomic
def form_circle(*, actor: User, edition: Edition, territory: Territory, name: str) -> Circle:
    """A new circle of `edition` in one of its territories, still empty."""
    circle = Circle(edition=edition, territory=territory, name=name.strip())
    require(actor, "circles.form_circle", circle)
    if not edition.places.filter(territory=territory).exists():
        raise TerritoryElsewhere
    try:
        with transaction.atomic():
            circle.save(force_insert=True)
    except IntegrityError as taken:
        raise NameTaken from taken
    record("circles.circle.formed", actor=actor, about=circle, edition_id=edition.pk)
    return circle


@transaction.atomic
def activate_circle(*, actor: User, circle: Circle) -> Circle:
    """Start: enough people of each kind and a first date. Asked again, it changes nothing."""
    require(actor, "circles.activate_circle", circle)
    circle = locked(circle)
    if circle.activated_at:
        return circle
    missing = rules.lacks(counts_of(circle))
    if not circle.meetings.filter(cancelled_at=None).exists():
        missing.append("meeting")
    if missing:
        raise NotReady(lacks=missing)
    circle.activated_at = clock.now()
    circle.save(update_fields=["activated_at"])
    record("circles.circle.activated", actor=actor, about=circle, edition_id=circle.edition_id)
    return circle


@transaction.atomic
def close_circle(*, actor: User, circle: Circle) -> Circle:
    """The end: places stay as they were, nothing more is added. Planned meetings are called off."""
    require(actor, "circles.close_circle", circle)
    circle = locked(circle)
    now = clock.now()
    circle.meetings.planned().update(cancelled_at=now)
    circle.closed_at, circle.weakened_at = now, None
    circle.save(update_fields=["closed_at", "weakened_at"])
    record("circles.circle.closed", actor=actor, about=circle, edition_id=circle.edition_id)
    return circle


@transaction.atomic
def refresh_guards(circle: Circle) -> Circle:
    """Set or clear the warning of an active circle after who walks in it has changed.

    The warning closes nothing and stops no money.
    """
    circle = locked(circle, or_closed=True)
    if circle.activated_at is None or circle.closed_at:
        return circle
    missing = rules.lacks(counts_of(circle))
    if bool(missing) != bool(circle.weakened_at):
        _warn(circle, missing, clock.now())
    return circle


def refresh_guards_of(person: Person) -> None:
    """After an assignment of this person began or ended: look at every circle they walk in."""
    for circle in Circle.objects.open().filter(
        memberships__person=person, memberships__left_at=None
    ):
        refresh_guards(circle)


def counts_of(circle: Circle) -> rules.Counts:
    """Who walks in the circle now: accepted, not paused, staff with their assignment in force,
    participants who have not left the programme.
    """
    places = Participation.objects.filter(person=OuterRef("person"), edition=OuterRef("edition"))
    gone = Q(role=CircleMembership.Role.PARTICIPANT) & Exists(places) & ~Exists(places.current())
    walking = circle.memberships.current().in_office().filter(paused_at=None).exclude(gone)
    return rules.Counts.of(walking.values_list("role", flat=True))


def locked(circle: Circle, *, or_closed: bool = False) -> Circle:
    """The row as it is now, held until the transaction ends, so that changes queue up."""
    fresh = Circle.objects.select_for_update().get(pk=circle.pk)
    if fresh.closed_at and not or_closed:
        raise CircleClosed
    return fresh


def _warn(circle: Circle, missing: list[str], at: datetime) -> None:
    circle.weakened_at = at if missing else None
    circle.save(update_fields=["weakened_at"])
    action = "circles.circle.weakened" if missing else "circles.circle.recovered"
    record(
        action,
        actor=None,
        about=circle,
        edition_id=circle.edition_id,
        facts={"lacks": missing},
    )
