"""A page out of several territories: each is read along its own index, then they are joined."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from cerchia.network.queries.search import Part
from cerchia.web.paging import Place, mark_of, page_of

Row = TypeVar("Row", bound=Model)
Key = tuple[datetime, UUID]
SPARE = 8


def page_over(
    parts: Iterable[QuerySet[Row]], order: str, *, after: str, size: int
) -> tuple[list[Row], str]:
    """As `page_of`, over query sets that have no row in common. A query for each."""
    name, down = order.removeprefix("-"), order.startswith("-")
    found: list[Row] = []
    for part in parts:
        found += page_of(part, order, after=after, size=size + 1)[0]
    found.sort(key=lambda row: (getattr(row, name), row.pk), reverse=down)
    return found[:size], mark_of(found[size - 1], name) if len(found) > size else ""


def latest_of(parts: Iterable[Part], *, after: Place | None, most: int) -> list[Key]:
    """The latest `most` after a place, of parts that may share some. A query for each.

    Once there are enough, a part is read no further than to the last of them.
    """
    found: list[Key] = []
    for part in parts:
        since = found[most - 1][0] if len(found) >= most else None
        mine = _keys_of(part, after=after, since=since, most=most)
        found = sorted({*found, *mine}, reverse=True)[:most]
    return found


def _keys_of(part: Part, *, after: Place | None, since: datetime | None, most: int) -> set[Key]:
    """One that stands there twice counts once; it is rare that there must be read again for it."""
    rows = part.rows.filter(known_at__gte=since) if since else part.rows
    if after:
        beside = Q(known_at=after.value, **{f"{part.key}__lt": after.pk})
        rows = rows.filter(Q(known_at__lt=after.value) | beside, known_at__lte=after.value)
    rows = rows.order_by("-known_at", f"-{part.key}").values_list("known_at", part.key)
    read = most + most // SPARE
    while True:
        found = list(rows[:read])
        keys = set(found)
        if len(keys) >= most or len(found) < read:
            return keys
        read *= 4
