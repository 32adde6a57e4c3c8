"""Whose file a user may open: the one place where people are scoped, because staff reach a
person through the circle and through nothing else.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.circles.standing import circle_ids
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Participation
from cerchia.programmes.standing import Role

FIELD_ROLES = (CircleMembership.Role.OPERATOR, CircleMembership.Role.MEDIATOR)


def participants_visible_to(user: User) -> QuerySet[Person]:
    """Participants whose file `user` may open: circles walked in, territories coordinated."""
    mine = standing.of(user)
    seats = CircleMembership.objects.open().filter(
        person=OuterRef("pk"),
        role=CircleMembership.Role.PARTICIPANT,
        circle__in=circle_ids(user, *FIELD_ROLES),
    )
    places = Participation.objects.filter(in_posts(mine, Role.COORDINATOR), person=OuterRef("pk"))
    return Person.objects.filter(Exists(seats) | Exists(places))


def may_open_file(user: User, person: Person) -> bool:
    """One's own file, or a participant's in scope."""
    if person.pk == standing.of(user).person_id or person.user_id == user.pk:
        return True
    return participants_visible_to(user).filter(pk=person.pk).exists()


def roles_towards(user: User, person: Person) -> frozenset[str]:
    """In which roles `user` meets a participant today: staff of their circle, coordinator.

    Closed circles and places that were left give none, except to read what stands there.
    """
    seats = CircleMembership.objects.open().filter(
        person=person, role=CircleMembership.Role.PARTICIPANT, circle__closed_at=None
    )
    circles = frozenset(seats.values_list("circle_id", flat=True))
    roles = {str(role) for role in FIELD_ROLES if circles & circle_ids(user, role)}
    mine = standing.of(user)
    places = Participation.objects.filter(in_posts(mine, Role.COORDINATOR), person=person)
    if places.exists():
        roles.add(str(Role.COORDINATOR))
    return frozenset(roles)


def in_posts(mine: standing.Standing, *roles: str, prefix: str = "") -> Q:
    """Rows whose `edition` and `territory` are covered by a post in one of `roles`.

    `prefix` leads to the row that has both, for example "circle__". Nothing without a post.
    """
    found = Q(pk__in=[])
    for edition_id, territory_id in mine.territories(*roles):
        here = Q(**{f"{prefix}edition": edition_id})
        if territory_id is not None:
            here &= Q(**{f"{prefix}territory": territory_id})
        found |= here
    return found


def reading_role(user: User) -> str:
    """In which role `user` looks: for the trace that the person reads."""
    mine = standing.of(user)
    for role in (Role.MEDIATOR, Role.OPERATOR, Role.COORDINATOR, Role.ACCOUNTS):
        if mine.has(role):
            return str(role)
    return next(iter(sorted(mine.roles)), "none")
