"""Pacts that wait for somebody, reviews to hold, permits to renew."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.circles.models import CircleMembership
from cerchia.circles.scope import in_posts
from cerchia.circles.standing import circle_ids
from cerchia.desk.queries.looks.shapes import MEDIATOR, OPERATOR, Look, Scope
from cerchia.funds.models import Pact, PactExplanation, PactSignature
from cerchia.kit import clock
from cerchia.people.models import Protection
from cerchia.programmes.models import Edition, Participation
from cerchia.programmes.standing import Role
from cerchia.projects.models import ReviewMoment

SOON = timedelta(days=7)


def pacts(scope: Scope) -> Iterator[Look]:
    """Drafts by what they wait for. One query."""
    if not scope.has(Role.OPERATOR, Role.MEDIATOR):
        return
    explained = PactExplanation.objects.filter(revision__pact=OuterRef("pk"))
    signed = PactSignature.objects.filter(pact=OuterRef("pk"), side=PactSignature.Side.PERSON)
    rows: Any = (
        Pact.objects.drafts()
        .filter(circle__in=circle_ids(scope.user, OPERATOR, MEDIATOR))
        .annotate(is_explained=Exists(explained), is_signed=Exists(signed))
    )
    seats = {role: circle_ids(scope.user, role) for role in (OPERATOR, MEDIATOR)}
    counts: Counter[str] = Counter()
    single: dict[str, UUID] = {}
    columns = rows.values_list("pk", "circle", "is_explained", "is_signed").order_by("drafted_at")
    for pk, circle, is_explained, is_signed in columns:
        for wait in _waits_of_pact(is_explained, is_signed, circle, seats):
            counts[wait] += 1
            single.setdefault(wait, pk)
    for wait, n in counts.items():
        yield Look(_pact_words(wait, n), "", _pact_address(wait, single[wait]))


def _waits_of_pact(
    is_explained: bool, is_signed: bool, circle: UUID, seats: dict[Any, frozenset[UUID]]
) -> Iterator[str]:
    if is_signed:
        if circle in seats[OPERATOR]:
            yield "sign"
    elif not is_explained and circle in seats[MEDIATOR]:
        yield "explain"
    elif circle in seats[OPERATOR]:
        yield "write" if not is_explained else "wait"


def _pact_words(wait: str, n: int) -> str:
    words = {
        "sign": ngettext(
            "%(n)d pact waits for your signature", "%(n)d pacts wait for your signature", n
        ),
        "explain": ngettext("%(n)d pact to explain", "%(n)d pacts to explain", n),
        "write": ngettext("%(n)d pact to finish", "%(n)d pacts to finish", n),
        "wait": ngettext(
            "%(n)d pact waits for the person's signature",
            "%(n)d pacts wait for the people's signatures",
            n,
        ),
    }
    return words[wait] % {"n": n}


def _pact_address(wait: str, pk: UUID) -> str:
    """The page of the oldest one that waits."""
    names = {"sign": "pact_sign", "explain": "pact_explain"}
    return reverse(f"funds:{names.get(wait, 'pact_edit')}", args=[pk])


def reviews(scope: Scope) -> Iterator[Look]:
    """Reviews that are due soon, and those whose day has passed. One query."""
    if not scope.has(Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR):
        return
    today = clock.today()
    rows = ReviewMoment.objects.visible_to(scope.user).waiting()
    rows = rows.filter(project__stopped_at=None, project__completed_at=None)
    sums = scope.here(rows, "project__circle__territory").aggregate(
        late=Count("pk", filter=Q(due_on__lt=today)),
        soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=today + SOON)),
    )
    url = reverse("projects:review_list")
    if n := sums["late"]:
        title = ngettext("%(n)d review", "%(n)d reviews", n) % {"n": n}
        yield Look(title, gettext("to hold, or to give another date."), url)
    if (n := sums["soon"]) and scope.has(Role.OPERATOR, Role.MEDIATOR):
        title = ngettext("%(n)d review", "%(n)d reviews", n) % {"n": n}
        yield Look(title, gettext("within seven days."), url, "wait")


def permits(scope: Scope) -> Iterator[Look]:
    """Permits to renew, by the days that the edition says. Not for mediators. One query or two."""
    if not scope.has(Role.OPERATOR, Role.COORDINATOR):
        return
    editions = scope.mine.editions(Role.OPERATOR, Role.COORDINATOR)
    within = {
        days: clock.today() + timedelta(days=days)
        for days in Edition.objects.filter(pk__in=editions)
        .values_list("permit_warning_days", flat=True)
        .distinct()
    }
    seats = CircleMembership.objects.current().filter(
        person=OuterRef("person"), circle__in=circle_ids(scope.user, OPERATOR)
    )
    places = Participation.objects.current().filter(edition__in=editions)
    places = places.filter(in_posts(scope.mine, Role.COORDINATOR) | Exists(seats))
    places = scope.here(places, "territory")
    n = sum(
        Protection.objects.current()
        .filter(renewal_asked_on=None, permit_expires_on__lte=until)
        .filter(person__in=places.filter(edition__permit_warning_days=days).values("person"))
        .count()
        for days, until in within.items()
    )
    if n:
        title = ngettext("%(n)d permit to renew", "%(n)d permits to renew", n) % {"n": n}
        said = gettext("soon. Work and projects go on with the receipt.")
        yield Look(title, said, f"{reverse('desk:person_list')}?permesso=1")
