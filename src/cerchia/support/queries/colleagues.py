"""Who comes in for an organisation today, and which invitations of it wait: for its own people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models import Organisation


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who comes in for it; `may_be_ended` while others would remain."""

    id: UUID
    name: str
    since: datetime
    is_me: bool
    may_be_ended: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that nobody used yet. `by` names a colleague; of the team it names nobody."""

    id: UUID
    made_at: datetime
    until: datetime
    by: str
    is_mine: bool


def colleagues_of(user: User, body: Organisation) -> list[Colleague]:
    """The first who came stands first. One query, and one for their keys."""
    rows = body.members.filter(ended_at=None, person__user__is_active=True)
    found = list(rows.select_related("person").order_by("joined_at", "pk"))
    return [
        Colleague(
            id=one.pk,
            name=one.person.full_name,
            since=one.joined_at,
            is_me=one.person.user_id == user.pk,
            may_be_ended=len(found) > 1,
        )
        for one in found
    ]


def invitations_of(user: User, body: Organisation) -> list[Invited]:
    """The latest stands first."""
    waiting = body.invitations.filter(used_at=None, expires_at__gt=clock.now())
    rows = list(waiting.order_by("-made_at", "pk"))
    names = _names_of(body, {one.made_by_id for one in rows})
    return [
        Invited(
            id=one.pk,
            made_at=one.made_at,
            until=one.expires_at,
            by=names.get(one.made_by_id, ""),
            is_mine=one.made_by_id == user.pk,
        )
        for one in rows
    ]


def _names_of(body: Organisation, accounts: Iterable[UUID]) -> dict[UUID, str]:
    """First names by account, of its own people alone."""
    rows = body.members.filter(person__user__in=accounts).select_related("person")
    return {one.person.user_id: str(one.person.given_name) for one in rows if one.person.user_id}
