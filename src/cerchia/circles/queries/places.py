"""Who is in a circle, who could be, and where one could go."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from cerchia.circles.models import (
    STAFF,
    Circle,
    CircleMembership,
)
from cerchia.programmes.models import Participation, StaffAssignment
from cerchia.vault import keys

Role = CircleMembership.Role


@dataclass(frozen=True, slots=True)
class Candidate:
    person_id: UUID
    name: str
    role: str


def candidates(circle: Circle) -> list[Candidate]:
    """Who could be invited: participants of the territory without a circle, staff not in it.

    Four queries at most, whatever their number.
    """
    taken = CircleMembership.objects.open().filter(edition=circle.edition_id)
    free = Participation.objects.current().filter(
        edition=circle.edition_id, territory=circle.territory_id
    )
    free = free.exclude(person__in=taken.filter(role=Role.PARTICIPANT).values("person"))
    here = taken.filter(circle=circle).values("person")
    posts = (
        StaffAssignment.objects.current()
        .filter(edition=circle.edition_id, role__in=STAFF)
        .filter(Q(territory=None) | Q(territory=circle.territory_id))
        .exclude(person__in=here)
    )
    people = [(one.person, Role.PARTICIPANT.value) for one in free.select_related("person")]
    people += [(one.person, one.role) for one in posts.select_related("person")]
    keys.unlock(person.pk for person, _ in people)
    found = [Candidate(person.pk, person.short_name, role) for person, role in people]
    return sorted(found, key=lambda one: (one.role != Role.PARTICIPANT, one.role, one.name))


def places_of(circle: Circle) -> list[CircleMembership]:
    """Open places with their persons, names open: invited, active and paused. Two queries."""
    rows = list(
        circle.memberships.open().select_related("person").order_by("role", "invited_at", "pk")
    )
    keys.unlock(row.person_id for row in rows)
    return rows


def circles_to_move_to(membership: CircleMembership) -> QuerySet[Circle]:
    return (
        Circle.objects.open().filter(edition=membership.edition_id).exclude(pk=membership.circle_id)
    )
