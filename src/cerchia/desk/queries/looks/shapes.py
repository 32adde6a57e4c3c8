"""The shapes of what needs a hand, and whose scope it is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.programmes import standing

OPERATOR = CircleMembership.Role.OPERATOR
MEDIATOR = CircleMembership.Role.MEDIATOR
MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at, in the shape that the list takes. `tone`: care, note or wait."""

    title: str
    text: str = ""
    url: str = ""
    tone: str = "note"


@dataclass(frozen=True, slots=True)
class Scope:
    """Who looks, at which territory: None for all that is theirs."""

    user: User
    territory: UUID | None = None

    @property
    def mine(self) -> standing.Standing:
        return standing.of(self.user)

    def has(self, *roles: str) -> bool:
        return self.mine.has(*roles)

    def here(self, rows: QuerySet[Any], path: str) -> Any:
        return rows if self.territory is None else rows.filter(**{path: self.territory})
