"""Help of the territory: offers to check, promises to hear about, needs whose day comes."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.circles.scope import in_posts
from cerchia.desk.queries.looks.shapes import Look, Scope
from cerchia.kit import clock
from cerchia.network.models import Offer
from cerchia.programmes.standing import Role
from cerchia.support.models import OPEN, Commitment, Need

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)


def offers(scope: Scope) -> Iterator[Look]:
    """Offers that nobody checked yet: until then nobody uses them. One query."""
    if not scope.has(*FIELD):
        return
    rows = Offer.objects.to_check().filter(in_posts(scope.mine, *FIELD))
    if n := scope.here(rows, "territory").count():
        title = ngettext("%(n)d offer to check", "%(n)d offers to check", n) % {"n": n}
        yield Look(title, gettext("before anybody uses it."), reverse("support:offer_board"))


def promises(scope: Scope) -> Iterator[Look]:
    """Promises whose day is past, or that were given and wait for a word. One query."""
    if not scope.has(*FIELD):
        return
    rows = Commitment.objects.visible_to(scope.user)
    late = Q(due_on__lt=clock.today()) | Q(delivered_at__isnull=False)
    sums = scope.here(rows, "territory").aggregate(
        late=Count("pk", filter=Q(state__in=OPEN) & late),
        asked=Count("pk", filter=Q(state=Commitment.State.PROPOSED)),
    )
    url = reverse("support:offer_board")
    if n := sums["late"]:
        title = ngettext("%(n)d promise", "%(n)d promises", n) % {"n": n}
        yield Look(title, gettext("of organisations: ask how it went."), url)
    if n := sums["asked"]:
        title = ngettext("%(n)d offer", "%(n)d offers", n) % {"n": n}
        yield Look(title, gettext("for somebody’s step: ask for the yes or no."), url, "wait")


def needs(scope: Scope) -> Iterator[Look]:
    """Needs without an offer whose day has passed. One query."""
    if not scope.has(*FIELD):
        return
    rows = Need.objects.waiting().filter(in_posts(scope.mine, *FIELD))
    late = scope.here(rows, "territory").filter(by_on__lt=clock.today())
    if n := late.count():
        title = ngettext("%(n)d need", "%(n)d needs", n) % {"n": n}
        yield Look(title, gettext("still without an offer."), reverse("support:offer_board"))
