"""A page out of several territories: each is read along its own index, then they are joined."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

from cerchia.web.paging import mark_of, page_of

Row = TypeVar("Row", bound=Model)


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
