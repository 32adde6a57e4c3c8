"""What the pages of the desk share: who asks, for whom a page is, the trace of a look."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from cerchia.access.models import User
from cerchia.audit import reading
from cerchia.programmes import standing


def only_for(user: User, *roles: str) -> None:
    """For everybody else the page does not exist."""
    if not standing.of(user).has(*roles):
        raise Http404


def trace(user: User, role: str, people: Iterable[UUID], *parts: str) -> None:
    """Write that `user` looks at these parts of these files; one's own leaves no row."""
    me = standing.of(user).person_id
    others = [person for person in dict.fromkeys(people) if person != me]
    if others:
        reading.parts_opened(reader=user, role=role, people=others, parts=parts)
