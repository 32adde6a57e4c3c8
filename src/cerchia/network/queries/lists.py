"""The organisations that a user may see, a page at a time, by filters and words.

A page costs the same among a thousand and among a hundred thousand: each territory is read along
its own index and no further than the page needs, and few hits of a word are looked up directly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cerchia.access.models import User
from cerchia.network import rules
from cerchia.network.models import Offer, Organisation, OrganisationWord
from cerchia.network.queries.pages import page_over
from cerchia.network.queries.who import territories_seen
from cerchia.places import municipality
from cerchia.programmes.models import Territory

SIZE = 30
FEW = 500
INTERESTS = {
    "refugees": Q(for_refugees=True),
    "migration": Q(for_migration=True),
    "work": Q(for_work=True),
    "other": Q(for_other=True),
    "not_refugees": Q(for_refugees=False),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; each may be left out. `interest` is a key of `INTERESTS`.

    `search` looks for the beginnings of words in names, places and offers, all of them.
    """

    territory: UUID | None = None
    state: str = ""
    business: bool | None = None
    interest: str = ""
    kind: str = ""
    with_offers: bool = False
    search: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation in a list. `place` is its municipality, or what was told of it."""

    id: UUID
    name: str
    kind: str
    kind_words: str
    is_business: bool
    territory_id: UUID
    territory: str
    place: str
    state: str
    state_words: str
    offers: int
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Line]
    following: str


def listing(user: User, filters: Filters, place: str = "", *, size: int = SIZE) -> Page:
    """A page of the list, the latest first. `place` is the mark of the page before, or nothing.

    A query for each territory, and four more.
    """
    seen = territories_seen(user)
    asked = [one for one in seen.values() if filters.territory in (None, one.pk)]
    parts = (_having(_narrowed(filters), rules.words(filters.search)[:6], one.pk) for one in asked)
    rows, following = page_over(
        [one for one in parts if one is not None], "-known_at", after=place, size=size
    )
    return Page(lines(rows, seen), following)


def lines(rows: Sequence[Organisation], seen: dict[UUID, Territory]) -> list[Line]:
    """The rows as a list shows them. One query for their offers."""
    offers = _open_offers([row.pk for row in rows])
    return [
        Line(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            kind_words=row.get_kind_display(),
            is_business=row.is_business,
            territory_id=row.territory_id,
            territory=seen[row.territory_id].name,
            place=place_words(row),
            state=row.state,
            state_words=row.get_state_display(),
            offers=offers.get(row.pk, 0),
            known_at=row.known_at,
        )
        for row in rows
    ]


def place_words(row: Organisation) -> str:
    """Where an organisation is, in words."""
    found = municipality(row.municipality)
    return found.name if found else row.place_name


def _narrowed(filters: Filters) -> QuerySet[Organisation]:
    """The rows of all territories that fit the filters, but for the words."""
    rows = Organisation.objects.filter(merged_into=None)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.business is not None:
        rows = rows.filter(is_business=filters.business)
    if filters.interest in INTERESTS:
        rows = rows.filter(INTERESTS[filters.interest])
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.with_offers:
        rows = rows.filter(Exists(Offer.objects.open().filter(organisation=OuterRef("pk"))))
    return rows


def _having(
    rows: QuerySet[Organisation], wanted: Iterable[str], territory: UUID
) -> QuerySet[Organisation] | None:
    """The rows of the territory with all the words; None where one is found nowhere.

    Where one is rare they are found by it before they are put in order: the index that has the
    order of the list would be read through to its end for them.
    """
    rows = rows.filter(territory=territory)
    few: set[UUID] | None = None
    for word in wanted:
        begins = {"word__gte": word, "word__lt": f"{word}\U0010ffff"}
        hits = OrganisationWord.objects.filter(territory=territory, **begins)
        found = set(hits.values_list("organisation", flat=True)[: FEW + 1])
        if not found:
            return None
        if len(found) <= FEW:
            few = found if few is None else few & found
        else:
            own = OrganisationWord.objects.filter(organisation=OuterRef("pk"), **begins)
            rows = rows.filter(Exists(own))
    if few is None:
        return rows
    keys = rows.filter(pk__in=few).order_by().values_list("pk", flat=True)
    return Organisation.objects.filter(pk__in=list(keys))


def _open_offers(ids: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for pk in Offer.objects.open().filter(organisation__in=ids).values_list("organisation"):
        found[pk[0]] = found.get(pk[0], 0) + 1
    return found
