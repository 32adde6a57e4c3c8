"""Known, contacted, answered, engaged: how far the network has come, by territory and month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Value

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.queries.who import territories_seen

MOST_MONTHS = 24
FIGURES: Mapping[str, Q | None] = {
    "known": None,
    "contacted": Q(contacted_at__isnull=False),
    "answered": Q(answered_at__isnull=False),
    "engaged": Q(engaged_at__isnull=False),
    "businesses": Q(is_business=True),
    "not_refugees": Q(for_refugees=False),
    "closed": Q(closed_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the organisations known (merged ones are one), how many have come so far, or are so."""

    known: int = 0
    contacted: int = 0
    answered: int = 0
    engaged: int = 0
    businesses: int = 0
    not_refugees: int = 0
    closed: int = 0

    @property
    def waiting(self) -> int:
        """Not contacted yet."""
        return self.known - self.contacted

    @property
    def percent_contacted(self) -> int:
        return 100 * self.contacted // self.known if self.known else 100

    @property
    def percent_not_refugees(self) -> int:
        """Rounded to the nearest."""
        return round(100 * self.not_refugees / self.known) if self.known else 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that the user sees together, and territory by territory, in their order."""

    total: Counts
    territories: list[tuple[UUID, str, Counts]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """How many there were at the end of a month; `first` is its first day."""

    first: date
    known: int
    contacted: int
    answered: int
    engaged: int


def coverage(user: User, *, territory: UUID | None = None) -> Coverage:
    """Counts of the territories that the user sees. Two queries."""
    seen = territories_seen(user)
    asked = [pk for pk in seen if territory in (None, pk)]
    rows = Organisation.objects.filter(territory__in=asked, merged_into=None)
    counted = rows.values("territory").annotate(**_figures()).order_by()
    found = {pk: Counts(*figures) for pk, *figures in counted.values_list("territory", *FIGURES)}
    each = [(pk, seen[pk].name, found.get(pk, Counts())) for pk in asked]
    total = Counts(
        **{name: sum(getattr(counts, name) for _pk, _name, counts in each) for name in FIGURES}
    )
    return Coverage(total, each)


def months(user: User, *, territory: UUID | None = None) -> list[Month]:
    """The same four figures at the end of each month since the first, two years at most.

    Reads every row the user sees: for a page of its own, or a part that comes later.
    """
    seen = territories_seen(user)
    asked = [pk for pk in seen if territory in (None, pk)]
    rows = Organisation.objects.filter(territory__in=asked, merged_into=None)
    steps = ("known", "contacted", "answered", "engaged")
    began: dict[str, Counter[date]] = {step: Counter() for step in steps}
    columns = [f"{step}_at" for step in steps]
    for moments in rows.values_list(*columns).iterator(chunk_size=5000):
        for step, moment in zip(steps, moments, strict=True):
            if moment is not None:
                began[step][clock.day_of(moment).replace(day=1)] += 1
    firsts = sorted({first for counter in began.values() for first in counter})
    return _summed(began, _all_months(firsts))[-MOST_MONTHS:]


def coverage_of_people(people: Iterable[UUID]) -> Counts:
    """Of the organisations that any of these people named, how far each has come: for a circle.

    Numbers only: who named which is nobody's to read.
    """
    named = KnownContact.objects.current().filter(person__in=list(people))
    rows = Organisation.objects.filter(
        pk__in=named.exclude(organisation=None).values("organisation"), merged_into=None
    )
    return Counts(**rows.aggregate(**_figures()))


def _figures() -> dict[str, Count]:
    """Rows are counted, not their keys: `network_org_coverage` tells all that is asked."""
    return {name: Count(Value(1), filter=which) for name, which in FIGURES.items()}


def _all_months(firsts: Sequence[date]) -> list[date]:
    if not firsts:
        return []
    found, last = [firsts[0]], max(firsts[-1], clock.today().replace(day=1))
    while found[-1] < last:
        one = found[-1]
        found.append(date(one.year + one.month // 12, one.month % 12 + 1, 1))
    return found


def _summed(began: Mapping[str, Mapping[date, int]], firsts: Sequence[date]) -> list[Month]:
    rows, sums = [], dict.fromkeys(began, 0)
    for first in firsts:
        sums = {step: so_far + began[step].get(first, 0) for step, so_far in sums.items()}
        rows.append(Month(first, **sums))
    return rows
