"""The organisations that a user may see, a page at a time, by filters and words.

A page costs the same among a thousand and among a hundred thousand: of each territory only keys
are read, along an index and no further than the page needs; then the rows of the page alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from cerchia.access.models import User
from cerchia.network import rules
from cerchia.network.models import Offer, Organisation
from cerchia.network.models.organisations import Kind, State
from cerchia.network.queries.pages import latest_of
from cerchia.network.queries.search import Part, having
from cerchia.network.queries.who import territories_seen
from cerchia.places import municipality
from cerchia.programmes.models import Territory
from cerchia.web.paging import mark_of, place_of

SIZE = 30
MOST_WORDS = 6
PROVINCE = 3
FEW = 500
ORDER = "known_at"
SHOWN = (
    "name", "kind", "is_business", "territory", "municipality", "place_name", "state", ORDER,
)  # fmt: skip
INTERESTS = {
    "refugees": {"for_refugees": True},
    "migration": {"for_migration": True},
    "work": {"for_work": True},
    "other": {"for_other": True},
    "not_refugees": {"for_refugees": False},
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; each may be left out. `interest` is a key of `INTERESTS`.

    `search` looks for the beginnings of words in names, places and offers, all of them. `kinds`:
    one of them; `places`: in one of these municipalities or provinces, by ISTAT code.
    """

    territory: UUID | None = None
    state: str = ""
    business: bool | None = None
    interest: str = ""
    kind: str = ""
    with_offers: bool = False
    search: str = ""
    kinds: Sequence[str] = ()
    places: Sequence[str] = ()


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

    Two queries, and for each territory one; with words some more, never more than for one row.
    """
    seen = territories_seen(user)
    after = place_of(Organisation, ORDER, place)
    wanted = rules.words(filters.search)[:MOST_WORDS]
    parts = (
        _narrowed(part, filters)
        for territory in seen
        if filters.territory in (None, territory)
        for part in _placed(having(territory, wanted), territory, filters.places)
    )
    keys = latest_of(parts, after=after, most=size + 1)
    rows = _in_order([pk for _known_at, pk in keys[:size]])
    following = mark_of(rows[-1], ORDER) if rows and len(keys) > size else ""
    return Page(_lines(rows, seen), following)


def _in_order(ids: Sequence[UUID]) -> list[Organisation]:
    found = Organisation.objects.only(*SHOWN).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _lines(rows: Sequence[Organisation], seen: dict[UUID, Territory]) -> list[Line]:
    """The rows as a list shows them. One query for their offers.

    A label is asked of its own choice: `get_kind_display` translates all of them for each row.
    """
    offers = _open_offers([row.pk for row in rows])
    return [
        Line(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            kind_words=str(Kind(row.kind).label),
            is_business=row.is_business,
            territory_id=row.territory_id,
            territory=seen[row.territory_id].name,
            place=place_words(row),
            state=row.state,
            state_words=str(State(row.state).label),
            offers=offers.get(row.pk, 0),
            known_at=row.known_at,
        )
        for row in rows
    ]


def place_words(row: Organisation) -> str:
    """Where an organisation is, in words."""
    found = municipality(row.municipality)
    return found.name if found else row.place_name


def _narrowed(part: Part, filters: Filters) -> Part:
    """Those that fit the filters, but for territory and words."""
    if filters.state:
        part = part.narrowed(state=filters.state)
    if filters.business is not None:
        part = part.narrowed(is_business=filters.business)
    if filters.interest in INTERESTS:
        part = part.narrowed(**INTERESTS[filters.interest])
    if filters.kind:
        part = part.narrowed(kind=filters.kind)
    if filters.with_offers:
        part = part.among(Offer.objects.open(), "organisation")
    if filters.kinds:
        part = part.narrowed(kind__in=filters.kinds)
    return part


def _placed(parts: Sequence[Part], territory: UUID, places: Sequence[str]) -> Sequence[Part]:
    """Those in the places. Few are looked up where they are; many are met soon along the list."""
    if not places:
        return parts
    rows = Organisation.objects.filter(territory=territory, merged_into=None)
    here = rows.filter(_within(places))
    few = list(here.values_list("pk", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return [part.narrowed(**{f"{part.key}__in": few}) for part in parts]
    return [part.among(here, "pk") for part in parts]


def _within(places: Sequence[str]) -> Q:
    """The code of a municipality begins with that of its province, which is a number."""
    reach = Q(municipality__in=[code for code in places if len(code) > PROVINCE])
    for code in places:
        if len(code) == PROVINCE:
            after = f"{int(code) + 1:0{PROVINCE}}"
            reach |= Q(municipality__gte=code, municipality__lt=after)
    return reach


def _open_offers(ids: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for pk in Offer.objects.open().filter(organisation__in=ids).values_list("organisation"):
        found[pk[0]] = found.get(pk[0], 0) + 1
    return found
