"""The network that needs a hand: who was not asked, what may have changed, where it is thin.

Counts of organisations, never who named one.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.circles.models import Circle
from cerchia.desk.queries.looks.shapes import MOST_OF_A_KIND, Look, Scope
from cerchia.kit import clock
from cerchia.network.analysis.thinness import WANTED_BY_CIRCLE
from cerchia.network.models import Organisation
from cerchia.network.models.organisations import FIELD, State
from cerchia.network.queries.who import territories_seen
from cerchia.support.models import Commitment
from cerchia.web.formats import day_month

STALE_AFTER = timedelta(days=183)
QUEUE = "network:queue"


def _here(scope: Scope) -> list[UUID]:
    """The territories looked at; none for those whose work is not the network."""
    if not scope.has(*FIELD):
        return []
    return [pk for pk in territories_seen(scope.user) if scope.territory in (None, pk)]


def to_contact(scope: Scope) -> Iterator[Look]:
    """Organisations that somebody named and nobody asked, and those whose next day is past."""
    if not (here := _here(scope)):
        return
    today = clock.today()
    rows = Organisation.objects.filter(territory__in=here, merged_into=None)
    sums = rows.filter(Q(contacted_at=None) | Q(next_try_on__lt=today)).aggregate(
        waiting=Count("pk", filter=Q(contacted_at=None)),
        since=Min("known_at", filter=Q(contacted_at=None)),
        late=Count("pk", filter=Q(next_try_on__lt=today)),
    )
    if n := sums["waiting"]:
        title = ngettext("%(n)d organisation to contact,", "%(n)d organisations to contact,", n)
        said = gettext("the first named on %(day)s.") % {"day": day_month(sums["since"])}
        yield Look(title % {"n": n}, said, reverse(QUEUE), "note")
    if n := sums["late"]:
        title = ngettext("%(n)d organisation to try again,", "%(n)d organisations to try again,", n)
        yield Look(title % {"n": n}, gettext("the day is past."), reverse(QUEUE), "note")


def stale(scope: Scope) -> Iterator[Look]:
    """Entries that nobody confirmed for half a year, of organisations one works with."""
    if not (here := _here(scope)):
        return
    before = clock.now() - STALE_AFTER
    n = Organisation.objects.filter(
        territory__in=here,
        merged_into=None,
        state__in=(State.ANSWERED, State.ENGAGED),
        confirmed_at__lt=before,
    ).count()
    if n:
        title = ngettext(
            "%(n)d entry of the network may be out of date,",
            "%(n)d entries of the network may be out of date,",
            n,
        )
        said = gettext("not confirmed for half a year.")
        yield Look(title % {"n": n}, said, reverse("desk:network"), "wait")


def thin(scope: Scope) -> Iterator[Look]:
    """Circles with few organisations around them, where a network is being made. Three queries."""
    if not (here := _here(scope)):
        return
    known = Organisation.objects.filter(territory__in=here, contacted_at__isnull=False)
    if not known.exists():
        return
    circles = Circle.objects.open().worked_by(scope.user).filter(territory__in=here)
    held = Commitment.objects.held().filter(territory__in=here)
    around = dict(
        held.values_list("project__circle")
        .annotate(n=Count("offer__organisation", distinct=True))
        .order_by()
    )
    rows = [(around.get(pk, 0), name, pk) for pk, name in circles.values_list("pk", "name")]
    poor = sorted(row for row in rows if row[0] < WANTED_BY_CIRCLE)
    for count, name, pk in poor[:MOST_OF_A_KIND]:
        title = gettext("Circle %(name)s has a thin network:") % {"name": name}
        said = ngettext("%(n)d organisation around it.", "%(n)d organisations around it.", count)
        url = f"{reverse('circles:circle_list')}{pk}/"
        yield Look(title, said % {"n": count}, url, "wait")
