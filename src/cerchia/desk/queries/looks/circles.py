"""Circles that need a hand: who is missing, who depends on one, who was not heard from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.circles import rules as relation
from cerchia.circles.models import STAFF, Circle, CircleMembership, Encounter
from cerchia.circles.queries import CircleLine, weakened_circles
from cerchia.circles.scope import in_posts
from cerchia.desk.queries.looks.shapes import MOST_OF_A_KIND, Look, Scope
from cerchia.kit import clock
from cerchia.programmes.models import Edition
from cerchia.programmes.standing import Role
from cerchia.web.formats import day_month, percent


def weakened(scope: Scope) -> Iterator[Look]:
    """Circles that lack somebody, each with what it lacks. Two queries."""
    if not scope.has(Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR):
        return
    rows = list(scope.here(weakened_circles(scope.user), "territory")[:MOST_OF_A_KIND])
    if not rows:
        return
    walking = CircleMembership.objects.current().in_office().filter(circle__in=rows, paused_at=None)
    roles: dict[UUID, list[str]] = {}
    for circle, role in walking.values_list("circle", "role"):
        roles.setdefault(circle, []).append(role)
    for row in rows:
        lacks = relation.lacks(relation.Counts.of(roles.get(row.pk, [])))
        if row.weakened_at:
            yield Look(
                _lacking(row.name, lacks),
                gettext("since %(day)s. The money goes on.") % {"day": day_month(row.weakened_at)},
                row.get_absolute_url(),
                "care",
            )


def _lacking(name: str, lacks: list[str]) -> str:
    words = {
        "mediator": gettext("Circle %(name)s has no mediator"),
        "operator": gettext("Circle %(name)s has no operator"),
        "participant": gettext("Circle %(name)s has too few participants"),
    }
    chosen = lacks[0] if lacks else ""
    return words.get(chosen, gettext("Circle %(name)s needs a hand")) % {"name": name}


def one_to_one(scope: Scope) -> Iterator[Look]:
    """Who depends on one person, without saying who: for the coordination. Two queries."""
    if not scope.has(Role.COORDINATOR):
        return
    covered = Circle.objects.open().filter(in_posts(scope.mine, Role.COORDINATOR))
    covered = scope.here(covered, "territory")
    for edition in Edition.objects.filter(pk__in=scope.mine.editions(Role.COORDINATOR)):
        for circle, name, share in _over(covered.filter(edition=edition), edition):
            said = gettext("%(share)d%% of the contacts of one person are with the same worker.")
            url = f"{reverse('circles:circle_list')}{circle}/"
            title = gettext("Circle %(name)s:") % {"name": name}
            yield Look(title, said % {"share": share}, url, "care")


def _over(circles: QuerySet[Circle], edition: Edition) -> list[tuple[UUID, str, int]]:
    """Circle, its name and the heaviest share of each that is over the limit. Two queries."""
    since = clock.start_of(clock.today() - timedelta(days=edition.relation_days))
    pairs = (
        Encounter.objects.filter(circle__in=circles, at__gte=since)
        .values_list("circle", "circle__name", "first", "second")
        .annotate(times=Count("pk"))
        .order_by()
    )
    times: dict[tuple[UUID, str, UUID], Counter[UUID]] = {}
    for circle, name, first, second, count in pairs:
        times.setdefault((circle, name, first), Counter())[second] += count
        times.setdefault((circle, name, second), Counter())[first] += count
    if not times:
        return []
    seats = CircleMembership.objects.current().filter(circle__in=circles, paused_at=None)
    roles = {
        (circle, who): role for circle, who, role in seats.values_list("circle", "person", "role")
    }
    found: dict[tuple[UUID, str], int] = {}
    for (circle, name, person), counted in times.items():
        if roles.get((circle, person)) != CircleMembership.Role.PARTICIPANT:
            continue
        staff = [n for other, n in counted.items() if roles.get((circle, other)) in STAFF]
        most, of = max(staff, default=0), counted.total()
        if most * 100 > edition.one_to_one_percent * of:
            found[circle, name] = max(found.get((circle, name), 0), percent(most, of))
    worst = sorted(found.items(), key=lambda one: (-one[1], one[0][1]))[:MOST_OF_A_KIND]
    return [(circle, name, share) for (circle, name), share in worst]


def quiet(lines: Iterable[CircleLine]) -> Iterator[Look]:
    """People of one's own circles who were not heard from."""
    for line in lines:
        if line.quiet:
            title = ngettext(
                "%(n)d person not heard from for a while,",
                "%(n)d people not heard from for a while,",
                line.quiet,
            )
            said = gettext("in circle %(name)s.") % {"name": line.circle.name}
            url = line.circle.get_absolute_url()
            yield Look(title % {"n": line.quiet}, said, url, "wait")


def invitations(scope: Scope) -> Iterator[Look]:
    if not scope.has(Role.OPERATOR, Role.COORDINATOR):
        return
    rows = CircleMembership.objects.filter(
        accepted_at=None, left_at=None, circle__in=Circle.objects.open().worked_by(scope.user)
    )
    sums = scope.here(rows, "circle__territory").aggregate(n=Count("pk"), since=Min("invited_at"))
    if sums["n"]:
        title = ngettext("%(n)d invitation to a circle", "%(n)d invitations to a circle", sums["n"])
        said = gettext("without an answer, the first since %(day)s.")
        said = said % {"day": day_month(sums["since"])}
        yield Look(title % {"n": sums["n"]}, said, reverse("circles:circle_list"), "wait")
