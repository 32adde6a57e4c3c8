"""Who is still to be asked: nobody falls out of this list before somebody asked them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models import KnownContact, Organisation, Outreach
from cerchia.network.queries.lists import place_words
from cerchia.network.queries.pages import page_over
from cerchia.network.queries.who import names_of, territories_seen
from cerchia.programmes.models import Territory

SIZE = 30
MOST_SPOKEN = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue. `again`: asked already, to be tried once more on a day.

    `owner` is an account; `nobodys` asks for those without an owner.
    """

    again: bool = False
    territory: UUID | None = None
    owner: UUID | None = None
    nobodys: bool = False


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One to contact. `by_participants` and `by_staff` count who named it, and never tell who."""

    id: UUID
    name: str
    place: str
    territory: str
    state: str
    state_words: str
    known_at: datetime
    days_known: int
    owner_id: UUID | None
    owner: str
    next_try_on: date | None
    is_late: bool
    attempts: int
    last_attempt_at: datetime | None
    by_participants: int
    by_staff: int


def queue(
    user: User, wanted: Wanted, place: str = "", *, size: int = SIZE
) -> tuple[list[QueueLine], str]:
    """A page of it, those that wait longest first, and the mark of the next page."""
    seen = territories_seen(user)
    parts = [
        _part(Organisation.objects.filter(territory=pk, merged_into=None), wanted)
        for pk in seen
        if wanted.territory in (None, pk)
    ]
    order = "next_try_on" if wanted.again else "known_at"
    rows, following = page_over(parts, order, after=place, size=size)
    return _lines(rows, seen), following


def spoken(user: User) -> list[KnownContact]:
    """Names that were said aloud and wait for somebody who listens, the oldest first."""
    rows = KnownContact.objects.current().filter(
        territory__in=territories_seen(user), organisation=None, unclear_at=None
    )
    return list(rows.select_related("territory").order_by("named_at", "pk")[:MOST_SPOKEN])


def _part(rows: QuerySet[Organisation], wanted: Wanted) -> QuerySet[Organisation]:
    if wanted.again:
        rows = rows.filter(contacted_at__isnull=False, next_try_on__isnull=False)
    else:
        rows = rows.filter(contacted_at=None)
    if wanted.nobodys:
        return rows.filter(owner=None)
    return rows.filter(owner=wanted.owner) if wanted.owner else rows


def _lines(rows: Sequence[Organisation], seen: Mapping[UUID, Territory]) -> list[QueueLine]:
    ids = [row.pk for row in rows]
    tried = _attempts(ids)
    named = _named(ids)
    owners = names_of(row.owner_id for row in rows)
    today = clock.today()
    return [
        QueueLine(
            id=row.pk,
            name=row.name,
            place=place_words(row),
            territory=seen[row.territory_id].name,
            state=row.state,
            state_words=row.get_state_display(),
            known_at=row.known_at,
            days_known=(today - clock.day_of(row.known_at)).days,
            owner_id=row.owner_id,
            owner=owners.get(row.owner_id, "") if row.owner_id else "",
            next_try_on=row.next_try_on,
            is_late=row.next_try_on is not None and row.next_try_on < today,
            attempts=tried.get(row.pk, (0, None))[0],
            last_attempt_at=tried.get(row.pk, (0, None))[1],
            by_participants=named.get(row.pk, (0, 0))[0],
            by_staff=named.get(row.pk, (0, 0))[1],
        )
        for row in rows
    ]


def _attempts(ids: Iterable[UUID]) -> dict[UUID, tuple[int, datetime | None]]:
    rows = Outreach.objects.filter(organisation__in=ids).values("organisation").order_by()
    return {
        row["organisation"]: (row["n"], row["last"])
        for row in rows.annotate(n=Count("pk"), last=Max("at"))
    }


def _named(ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many participants and how many of the team named each."""
    role = KnownContact.Named
    rows = KnownContact.objects.current().filter(organisation__in=ids)
    counted = (
        rows.values("organisation")
        .order_by()
        .annotate(
            participants=Count("pk", filter=Q(named_as=role.PARTICIPANT)),
            staff=Count("pk", filter=Q(named_as=role.STAFF)),
        )
    )
    return {row["organisation"]: (row["participants"], row["staff"]) for row in counted}
