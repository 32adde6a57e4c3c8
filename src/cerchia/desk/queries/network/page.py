"""The whole page of the network: the same number of queries for a hundred and for a thousand.

Above `LIVE` organisations nothing of the page reads them all: ties and months come from the last
reading that a job made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.desk.queries.network.circles import reached_by_circle
from cerchia.desk.queries.network.detail import Detail, detail_of
from cerchia.desk.queries.network.graph import woven
from cerchia.desk.queries.network.picture import Drawn, drawn, drawn_alone, drawn_from_values
from cerchia.desk.queries.network.places import Mapped, mapped
from cerchia.desk.queries.network.reading import LIVE, Reading, last_reading, read
from cerchia.desk.queries.network.wanted import Wanted
from cerchia.network.queries.coverage import Counts, Coverage, Month, coverage, months
from cerchia.network.queries.lists import Page, listing
from cerchia.network.queries.who import territories_seen
from cerchia.places import municipality
from cerchia.support.models import Need

SIZE = 8
MORE = 30
NEEDS = 3
NEED_ORDER = ("by_on", "asked_at", "pk")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A need that waits for an offer: what, where, by when; never who."""

    id: UUID
    what: str
    place: str
    by_on: date | None


@dataclass(frozen=True, slots=True)
class NetworkPage:
    territories: Mapping[UUID, str]
    coverage: Coverage
    page: Page
    map: Mapped
    reading: Reading | None
    drawn: Drawn
    months: Sequence[Month]
    needs: Sequence[Waiting]
    needs_count: int
    detail: Detail | None
    circles: frozenset[str]
    by_circle: Sequence[tuple[str, str, int, int, int, int]]
    is_large: bool

    def counts(self, territory: UUID | None) -> Counts:
        """The figures of one territory, or of all."""
        found = {pk: counts for pk, _, counts in self.coverage.territories}
        return found.get(territory, self.coverage.total) if territory else self.coverage.total


def network_page(user: User, wanted: Wanted) -> NetworkPage | None:
    """Everything to show; nothing where the territory or the chosen one is not the reader's."""
    seen = {pk: one.name for pk, one in territories_seen(user).items()}
    if wanted.territory and wanted.territory not in seen:
        return None
    detail = detail_of(user, wanted.chosen, seen) if wanted.chosen else None
    if wanted.chosen and detail is None:
        return None
    shown = {wanted.territory: seen[wanted.territory]} if wanted.territory else seen
    cover = coverage(user)
    is_large = cover.total.known > LIVE
    reading, picture = _large(user, seen, detail) if is_large else _live(shown, wanted)
    here = mapped(shown, businesses=wanted.businesses)
    filters = wanted.filters(here.codes_of(wanted.place))
    needs = Need.objects.waiting().filter(territory__in=list(shown))
    return NetworkPage(
        territories=seen,
        coverage=cover,
        page=listing(user, filters, wanted.after, size=MORE if wanted.is_table else SIZE),
        map=here,
        reading=reading,
        drawn=picture,
        months=_months(user, wanted, reading, is_large=is_large),
        needs=list(map(_waiting, needs.select_related("territory").order_by(*NEED_ORDER)[:NEEDS])),
        needs_count=needs.count(),
        detail=detail,
        circles=_open_circles(user),
        by_circle=reached_by_circle(user) if wanted.is_table else (),
        is_large=is_large,
    )


def _live(shown: Mapping[UUID, str], wanted: Wanted) -> tuple[Reading, Drawn]:
    whole = woven(shown)
    picture = drawn(
        whole, businesses=wanted.businesses, chosen=str(wanted.chosen) if wanted.chosen else ""
    )
    return read(shown, whole=whole), picture


def _large(
    user: User, seen: Mapping[UUID, str], detail: Detail | None
) -> tuple[Reading | None, Drawn]:
    """The last reading; around a chosen organisation its own ties as they are now."""
    reading = last_reading(user, seen)
    if detail is not None:
        return reading, drawn_alone(detail.ties, str(detail.organisation.pk))
    return reading, drawn_from_values(reading.drawing if reading else {})


def _months(
    user: User, wanted: Wanted, reading: Reading | None, *, is_large: bool
) -> Sequence[Month]:
    if not is_large:
        return months(user, territory=wanted.territory)
    kept = reading.months if reading else ()
    return [Month(date.fromisoformat(first), *counts) for first, *counts in kept]


def _waiting(row: Need) -> Waiting:
    place = municipality(row.municipality)
    return Waiting(row.pk, row.what, place.name if place else row.territory.name, row.by_on)


def _open_circles(user: User) -> frozenset[str]:
    rows = Circle.objects.open().worked_by(user)
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))
