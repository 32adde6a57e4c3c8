"""Facts that the policies of the room share: who owns a fund, who walks beside, who covers it."""

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.circles.standing import circle_ids
from cerchia.funds.models import Fund
from cerchia.people.models import Person
from cerchia.programmes import standing

OPERATOR = CircleMembership.Role.OPERATOR
MEDIATOR = CircleMembership.Role.MEDIATOR


def owns(actor: User, fund: Fund) -> bool:
    """Whether `actor` is an owner of the fund today."""
    return fund.members.filter(left_at=None, person__user=actor).exists()


def sits_beside(actor: User, people: list[Person], *roles: str) -> bool:
    """Whether `actor` sits, in one of `roles`, in a circle of one of `people`."""
    circles = circle_ids(actor, *roles)
    seats = CircleMembership.objects.open().filter(
        person__in=people, role=CircleMembership.Role.PARTICIPANT, circle__in=circles
    )
    return bool(circles) and seats.exists()


def walks_with(actor: User, fund: Fund, *roles: str) -> bool:
    """Whether `actor` sits, in one of `roles`, in a circle of an owner of the fund."""
    circles = circle_ids(actor, *roles)
    seats = CircleMembership.objects.open().filter(
        person__in=fund.members.filter(left_at=None).values("person"),
        edition=fund.edition_id,
        role=CircleMembership.Role.PARTICIPANT,
        circle__in=circles,
    )
    return bool(circles) and seats.exists()


def covers(actor: User, fund: Fund, *roles: str) -> bool:
    """Whether a post of `actor` in one of `roles` reaches the fund."""
    return standing.of(actor).covers(fund.edition_id, fund.territory_id, *roles)
