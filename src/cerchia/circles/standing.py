"""Which circles a user walks in: the fact behind most scopes. One query, kept on the user."""

from dataclasses import dataclass
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.programmes import standing


@dataclass(frozen=True, slots=True)
class Seat:
    """A current membership: invited ones and past ones are not seats."""

    membership_id: UUID
    circle_id: UUID
    person_id: UUID
    role: str


def seats_of(user: User) -> tuple[Seat, ...]:
    """The current seats of `user`."""
    kept: tuple[Seat, ...] | None = user.__dict__.get("_seats")
    if kept is None:
        rows = (
            CircleMembership.objects.current()
            .in_office()
            .filter(person__user=user, circle__closed_at=None)
            .values_list("id", "circle_id", "person_id", "role")
        )
        kept = user.__dict__["_seats"] = tuple(Seat(*row) for row in rows)
    return kept


def circle_ids(user: User, *roles: str) -> frozenset[UUID]:
    """Circles where `user` sits in one of `roles` (any role if none is named)."""
    return frozenset(s.circle_id for s in seats_of(user) if not roles or s.role in roles)


def sits_in(user: User, circle_id: UUID, *roles: str) -> bool:
    return circle_id in circle_ids(user, *roles)


def person_id_of(user: User) -> UUID | None:
    """The person behind `user`, from what is at hand if possible."""
    if known := standing.of(user).person_id:
        return known
    for seat in seats_of(user):
        return seat.person_id
    return user.person.pk if hasattr(user, "person") else None


def role_in(user: User, circle_id: UUID) -> str:
    """The role in which `user` works for a circle, as logs name it: the seat's, or coordinator."""
    for seat in seats_of(user):
        if seat.circle_id == circle_id:
            return seat.role
    return standing.Role.COORDINATOR
