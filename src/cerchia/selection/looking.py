"""The trace of a look at candidacies, written before the answer."""

from collections.abc import Iterable
from uuid import UUID

from cerchia.access.models import User
from cerchia.audit.usecases import file_opened
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

PART = "candidacy"


def role_of(user: User) -> str:
    """In which role `user` looks, as the person reads it."""
    mine = standing.of(user)
    known = (Role.MEDIATOR, Role.OPERATOR, Role.COORDINATOR)
    return next((str(role) for role in known if mine.has(role)), "staff")


def trace(user: User, people: Iterable[UUID]) -> None:
    """Write that `user` reads these candidacies; one's own leaves no row."""
    me = standing.of(user).person_id
    others = [person for person in dict.fromkeys(people) if person != me]
    if others:
        file_opened(reader=user, role=role_of(user), people=others, part=PART)
