"""What one person says that they know: read by that person and by nobody else as a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cerchia.access.models import User
from cerchia.network import likeness
from cerchia.network.likeness import Likeness, Named
from cerchia.network.models import KnownContact
from cerchia.network.models.organisations import UNCONTACTED
from cerchia.network.queries.lists import place_words
from cerchia.network.queries.who import Place
from cerchia.places import municipality

MOST = 200


@dataclass(frozen=True, slots=True)
class Mine:
    """One that the person knows. `waits`: nobody contacted it yet; `has_voice`: it was said."""

    id: UUID
    name: str
    place: str
    how: str
    named_at: datetime
    has_voice: bool
    is_written: bool
    is_unclear: bool
    waits: bool


def mine(user: User) -> list[Mine]:
    """The organisations that the user named, the latest first. One query, and one for keys."""
    rows = KnownContact.objects.current().of_user(user).select_related("organisation")
    return [_mine(row) for row in rows.order_by("-named_at", "pk")[:MOST]]


def choices_for(place: Place, name: str, where: str = "", *, limit: int = 4) -> list[Likeness]:
    """Organisations of the place that may be the one somebody is naming: names, nothing more."""
    found = municipality(where)
    named = Named(
        name, municipality=found.istat if found else "", territory_ids=[place.territory.pk]
    )
    return likeness.like(named, limit)


def _mine(row: KnownContact) -> Mine:
    known = row.organisation
    return Mine(
        id=row.pk,
        name=known.name if known else str(row.said_name),
        place=place_words(known) if known else str(row.said_place),
        how=str(row.how),
        named_at=row.named_at,
        has_voice=row.voice_id is not None,
        is_written=known is not None,
        is_unclear=row.unclear_at is not None,
        waits=known is None or known.state in UNCONTACTED,
    )
