"""Lists of participants in somebody's scope: by pages of codes, never counted, never by name.

Names are sealed, so nothing can be asked about them in the database: a search opens at most
`SEARCHED` names, and beyond that it wants a circle or a territory first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery, UUIDField

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.scope import participants_visible_to
from cerchia.kit import clock
from cerchia.people.models import Person, PersonLanguage, Protection
from cerchia.people.rules import days_to_renew
from cerchia.programmes.models import Edition, Participation, Territory
from cerchia.vault import keys

PAGE = 50
SEARCHED = 500
PARTICIPANT = CircleMembership.Role.PARTICIPANT


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; `after` is the code at which the page before ended."""

    name: str = ""
    circle: UUID | None = None
    territory: UUID | None = None
    permits: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    person: Person
    code: str
    territory: str
    circle_id: UUID | None
    circle: str
    languages: tuple[str, ...]
    permit_days: int | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people. `too_many`: a search that would open more names than it may."""

    rows: list[PersonRow] = field(default_factory=list)
    following: str = ""
    too_many: bool = False


def people_page(user: User, wanted: Wanted, *, with_permits: bool) -> PeoplePage:
    """At most five queries and the keys."""
    rows = _in_scope(user, wanted, with_permits=with_permits)
    if wanted.name:
        return _found(rows, wanted.name, with_permits=with_permits)
    page = list(rows.filter(code__gt=wanted.after)[: PAGE + 1])
    following = page[PAGE - 1].code if len(page) > PAGE else ""
    return PeoplePage(_rows(page[:PAGE], with_permits=with_permits), following)


def circles_of(user: User) -> list[Circle]:
    """The filter of the list; nothing when there are too many to choose from."""
    rows = list(Circle.objects.open().worked_by(user).order_by("name")[: PAGE + 1])
    return rows if len(rows) <= PAGE else []


def territories_in(circles: Iterable[Circle]) -> list[Territory]:
    return list(Territory.objects.filter(pk__in={circle.territory_id for circle in circles}))


def _in_scope(user: User, wanted: Wanted, *, with_permits: bool) -> Any:
    seats = CircleMembership.objects.open().filter(
        person=OuterRef("person"), edition=OuterRef("edition"), role=PARTICIPANT
    )
    rows: Any = (
        Participation.objects.current()
        .filter(person__in=participants_visible_to(user))
        .select_related("person", "territory", "edition")
        .annotate(
            circle_id=Subquery(seats.values("circle")[:1], output_field=UUIDField()),
            circle_name=Subquery(seats.values("circle__name")[:1]),
        )
        .order_by("code", "pk")
    )
    if wanted.circle:
        rows = rows.filter(Exists(seats.filter(circle=wanted.circle)))
    if wanted.territory:
        rows = rows.filter(territory=wanted.territory)
    return rows.filter(_to_renew()) if wanted.permits and with_permits else rows


def _to_renew() -> Q:
    """People whose permit ends within the days that their edition says."""
    due = Q(pk__in=[])
    for days in Edition.objects.values_list("permit_warning_days", flat=True).distinct():
        until = clock.today() + timedelta(days=days)
        rows = Protection.objects.current().filter(
            renewal_asked_on=None, permit_expires_on__lte=until
        )
        due |= Q(edition__permit_warning_days=days, person__in=rows.values("person"))
    return due


def _found(rows: Any, name: str, *, with_permits: bool) -> PeoplePage:
    """Those whose name, or code, holds what is searched; their names are opened, nobody's else
    is shown.
    """
    some = list(rows[: SEARCHED + 1])
    wanted = name.casefold().strip()
    if len(some) > SEARCHED:
        exact = list(rows.filter(code__iexact=wanted)[:PAGE])
        return PeoplePage(_rows(exact, with_permits=with_permits), too_many=not exact)
    keys.unlock(row.person_id for row in some)
    found = [row for row in some if wanted in _searched(row.person, row.code)]
    return PeoplePage(_rows(found[:PAGE], with_permits=with_permits))


def _searched(person: Person, code: str) -> str:
    return f"{person.full_name} {person.own_script_name} {code}".casefold()


def _rows(page: Sequence[Any], *, with_permits: bool) -> list[PersonRow]:
    ids = [row.person_id for row in page]
    keys.unlock(ids)
    languages: dict[UUID, list[str]] = {pk: [] for pk in ids}
    spoken = PersonLanguage.objects.filter(person__in=ids).order_by("position", "pk")
    for person, language in spoken.values_list("person", "language"):
        languages[person].append(language)
    permits = _permits(ids) if with_permits else {}
    return [
        PersonRow(
            person=row.person,
            code=row.code,
            territory=row.territory.name,
            circle_id=row.circle_id,
            circle=row.circle_name or "",
            languages=tuple(languages[row.person_id]),
            permit_days=_days(permits.get(row.person_id), row.edition.permit_warning_days),
        )
        for row in page
    ]


def _permits(ids: Sequence[UUID]) -> dict[UUID, tuple[date, date | None]]:
    rows = Protection.objects.current().filter(person__in=ids, permit_expires_on__isnull=False)
    columns = rows.values_list("person", "permit_expires_on", "renewal_asked_on")
    return {person: (until, asked) for person, until, asked in columns if until}


def _days(permit: tuple[date, date | None] | None, warning: int) -> int | None:
    if permit is None:
        return None
    return days_to_renew(permit[0], asked_on=permit[1], today=clock.today(), warning=warning)
