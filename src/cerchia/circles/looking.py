"""The trace of a look at people's files, for the rooms above: one role for all of them."""

from collections.abc import Iterable
from uuid import UUID

from cerchia.access.models import User
from cerchia.audit.usecases import file_opened
from cerchia.circles.scope import reading_role
from cerchia.programmes import standing


def trace(user: User, people: Iterable[UUID], part: str) -> None:
    """Write, before the answer, that `user` looks at these files; one's own leaves no row."""
    mine = standing.of(user).person_id
    others = [person for person in dict.fromkeys(people) if person != mine]
    if others:
        file_opened(reader=user, role=reading_role(user), people=others, part=part)
