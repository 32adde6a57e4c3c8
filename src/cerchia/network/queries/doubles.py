"""Entries that may be one organisation, and merges that can still be taken back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Value

from cerchia.access.models import User
from cerchia.network import likeness
from cerchia.network.likeness import Named
from cerchia.network.models import Merge, NotOne, Organisation
from cerchia.network.queries.lists import place_words
from cerchia.network.queries.pages import page_over
from cerchia.network.queries.who import territories_seen

LATEST, MOST_PAIRS, MOST_GROUPS, MOST_OF_GROUPS = 60, 30, 60, 4
KEYS = ("name_key", "phone_key", "site_key")


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair. `place` in words."""

    id: UUID
    name: str
    place: str
    kind_words: str
    phone: str
    site: str
    state_words: str
    links: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one; the first has more to do with others."""

    first: Side
    second: Side
    score: int
    reasons: tuple[str, ...]


def doubles(user: User) -> list[Pair]:
    """The pairs most alike among those with the same key and among the latest entries.

    Pairs of which somebody said that they are two are left out. The same few queries always, and
    one for each territory.
    """
    seen = list(territories_seen(user))
    looked_at = {row.pk: row for row in _suspicious(seen)}
    names = [
        Named(row.name, row.municipality, row.phone, row.site, seen) for row in looked_at.values()
    ]
    best: dict[tuple[UUID, UUID], tuple[int, tuple[str, ...]]] = {}
    for row, alike in zip(looked_at.values(), likeness.like_many(names, 6), strict=True):
        for one in alike:
            if one.organisation_id != row.pk:
                best[ordered(row.pk, one.organisation_id)] = (one.score, one.reasons)
    for pair in _told_apart(best):
        del best[pair]
    chosen = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_PAIRS]
    return _pairs(chosen)


def ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)


def undoable(user: User) -> list[Merge]:
    """Merges of one's territories that nobody took back, the latest first."""
    rows = Merge.objects.filter(kept__territory__in=list(territories_seen(user)), undone_at=None)
    return list(rows.select_related("kept", "gone").order_by("-made_at")[:20])


def _suspicious(seen: Collection[UUID]) -> list[Organisation]:
    """The latest entries, and those whose key another one has.

    The keys are read along their own index, to which a filter of territories would not lead.
    """
    parts = [Organisation.objects.filter(territory=one, merged_into=None) for one in seen]
    latest, _following = page_over(parts, "-known_at", after="", size=LATEST)
    found = {row.pk: row for row in latest}
    here = Count(Value(1), filter=Q(territory__in=seen, merged_into=None))
    for key in KEYS:
        named = Organisation.objects.filter(**{f"{key}__gt": ""}).values_list(key).order_by(key)
        values = [value for value, _n in named.annotate(n=here).filter(n__gt=1)[:MOST_GROUPS]]
        same = Organisation.objects.filter(**{f"{key}__in": values})[: MOST_OF_GROUPS * LATEST]
        found |= {
            row.pk: row for row in same if row.merged_into_id is None and row.territory_id in seen
        }
    return list(found.values())


def _told_apart(pairs: Iterable[tuple[UUID, UUID]]) -> list[tuple[UUID, UUID]]:
    asked = set(pairs)
    rows = NotOne.objects.filter(
        first__in={first for first, _ in asked}, second__in={second for _, second in asked}
    )
    return [pair for pair in rows.values_list("first", "second") if pair in asked]


def _pairs(
    chosen: Sequence[tuple[tuple[UUID, UUID], tuple[int, tuple[str, ...]]]],
) -> list[Pair]:
    ids = {pk for pair, _why in chosen for pk in pair}
    rows = Organisation.objects.filter(pk__in=ids).annotate(
        known=Count("known_by", distinct=True), tried=Count("outreach", distinct=True)
    )
    sides = {row.pk: _side(row) for row in rows}
    found = []
    for (one, other), (score, reasons) in chosen:
        pair = sorted((sides[one], sides[other]), key=lambda side: (-side.links, side.name))
        found.append(Pair(pair[0], pair[1], score, reasons))
    return found


def _side(row: Organisation) -> Side:
    return Side(
        id=row.pk,
        name=row.name,
        place=place_words(row),
        kind_words=row.get_kind_display(),
        phone=row.phone,
        site=row.site,
        state_words=row.get_state_display(),
        links=row.known + row.tried,  # type: ignore[attr-defined]  # annotated above
    )
