"""The figures of an edition for who coordinates it: exact, within the territories they cover.

Sums come from stored totals; the same queries for 35 people and for 10,000.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext, ngettext

from cerchia.circles.models import Circle
from cerchia.funds.models import Disbursement, Pact, PactLine
from cerchia.funds.queries.fund import Totals, totals
from cerchia.funds.rules.calendar import DaysToMoney, days_to_money
from cerchia.kit import clock
from cerchia.programmes.models import Edition, EditionTerritory, Participation, Phase
from cerchia.programmes.standing import Role, Standing
from cerchia.projects.models import Domain, Project, Voice
from cerchia.web.charts import Mark
from cerchia.web.formats import percent

FIRST_REVIEW_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A territory of the edition, with people now and the number aimed at."""

    id: UUID
    name: str
    people: int
    target: int


@dataclass(frozen=True, slots=True)
class DomainLine:
    """Planned and spent of one area; `shares` in hundredths, in the order of the places."""

    name: str
    planned_cents: int
    spent_cents: int
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    edition: Edition
    phases: list[Phase]
    marks: list[Mark]
    places: list[Place]
    circles: int
    money: Totals
    days: DaysToMoney
    own_wishes: int
    projects: int
    domains: list[DomainLine]

    @property
    def people(self) -> int:
        return sum(place.people for place in self.places)

    @property
    def target(self) -> int:
        return sum(place.target for place in self.places)


def edition_of(mine: Standing, *roles: str) -> Edition | None:
    """The edition that runs, or the last one, among those of the posts in one of `roles`."""
    rows = Edition.objects.filter(pk__in=mine.editions(*roles))
    return rows.order_by(F("closed_on").asc(nulls_first=True), "-starts_on").first()


def covered_places(edition: Edition, mine: Standing, *roles: str) -> list[EditionTerritory]:
    """The territories of an edition that the posts in `roles` reach. One query."""
    rows = edition.places.select_related("territory")
    return [row for row in rows if mine.covers(edition.pk, row.territory_id, *roles)]


def chosen_of(places: Sequence[EditionTerritory], wanted: str) -> EditionTerritory | None:
    """The territory named in the address, if it is one of theirs."""
    return next((place for place in places if str(place.territory_id) == wanted), None)


def board_of(edition: Edition, places: Sequence[EditionTerritory]) -> Board:
    """All figures of some territories of an edition. Nine queries."""
    where = [place.territory_id for place in places]
    first_pacts = _first_pacts(edition, where)
    own, projects = _wishes(edition, where)
    return Board(
        edition=edition,
        phases=list(edition.phases.all()),
        marks=_marks(edition, first_pacts),
        places=_people(edition, places),
        circles=Circle.objects.open().filter(edition=edition, territory__in=where).count(),
        money=totals(edition, territories=where),
        days=_days(edition, where),
        own_wishes=own,
        projects=projects,
        domains=_domains(edition, places),
    )


def _people(edition: Edition, places: Sequence[EditionTerritory]) -> list[Place]:
    here = Participation.objects.current().filter(edition=edition)
    counts = dict(here.values_list("territory").annotate(n=Count("pk")).order_by())
    return [
        Place(
            row.territory_id, row.territory.name, counts.get(row.territory_id, 0), row.target_people
        )
        for row in places
    ]


def _first_pacts(edition: Edition, where: Collection[UUID]) -> QuerySet[Pact]:
    return Pact.objects.filter(
        edition=edition, fund__territory__in=where, previous=None, activated_at__isnull=False
    ).order_by("activated_at")


def _marks(edition: Edition, pacts: QuerySet[Pact]) -> list[Mark]:
    """The day by which half of the pacts were signed, and the reviews counted from it."""
    count = pacts.count()
    if not count:
        return []
    half = pacts.values_list("activated_at", flat=True)[count // 2]
    day = clock.day_of(half) if half else edition.starts_on
    signed = ngettext("%(n)d pact signed", "%(n)d pacts signed", count) % {"n": count}
    return [Mark(signed, day), *_reviews_from(edition, day)]


def _reviews_from(edition: Edition, day: date) -> list[Mark]:
    junctures = set(edition.juncture_days)
    found = []
    for days in sorted({*edition.review_days, *junctures}):
        on = day + timedelta(days=days)
        if days < FIRST_REVIEW_SHOWN or on > edition.ends_on:
            continue
        said = gettext("review of %(n)d days")
        if days in junctures:
            said = gettext("juncture of %(n)d days")
        found.append(Mark(said % {"n": days}, on))
    return found


def _days(edition: Edition, where: Collection[UUID]) -> DaysToMoney:
    """From the signature to the first money, in calendar days."""
    rows = Disbursement.objects.in_state("executed").filter(
        fund__edition=edition, fund__territory__in=where, kind=Disbursement.Kind.FIRST
    )
    spans = rows.values_list("signed_on", "executed_on").order_by()
    return days_to_money([(signed, came) for signed, came in spans if came])


def _wishes(edition: Edition, where: Collection[UUID]) -> tuple[int, int]:
    """Projects that start from a wish which the person named first, and all of them (Q19)."""
    rows = Project.objects.filter(edition=edition, circle__territory__in=where)
    named = Q(wishes__first_named_by=Voice.SELF)
    sums = rows.aggregate(
        all=Count("pk", distinct=True), own=Count("pk", distinct=True, filter=named)
    )
    return sums["own"], sums["all"]


def _domains(edition: Edition, places: Sequence[EditionTerritory]) -> list[DomainLine]:
    """Planned and spent by area, the largest plan first, with the share of each territory."""
    where = [place.territory_id for place in places]
    rows = (
        PactLine.objects.filter(fund__edition=edition, fund__territory__in=where)
        .values_list("objective__domain", "fund__territory")
        .annotate(planned=Sum("planned_cents"), spent=Sum("spent_cents"))
        .order_by()
    )
    sums = {(domain, place): (planned, spent) for domain, place, planned, spent in rows}
    found = []
    for domain in Domain:
        parts = [sums.get((domain.value, place), (0, 0)) for place in where]
        planned, spent = sum(part[0] for part in parts), sum(part[1] for part in parts)
        if planned:
            shares = tuple(percent(done, plan) for plan, done in parts) if len(parts) > 1 else ()
            found.append(DomainLine(str(domain.label), planned, spent, shares))
    return sorted(found, key=lambda line: -line.planned_cents)


__all__ = ["Board", "Role", "board_of", "chosen_of", "covered_places", "edition_of"]
