"""What the room lays on the table of a meeting: yeses to ask for, promises to hear about, needs
that an offer fits.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cerchia.access.models import User
from cerchia.circles import hooks
from cerchia.circles.models import Meeting
from cerchia.kit import clock
from cerchia.projects.models import ProjectMember
from cerchia.support import queries
from cerchia.support.models import OPEN, Commitment, Need

State = Commitment.State
AT_MOST = 20


@hooks.looks
def help_of_the_territory(user: User, meeting: Meeting) -> Iterator[hooks.Look]:
    """Of the projects of the circle that `user` may read. A few queries, whatever their number."""
    yield from _promises(user, meeting)
    yield from _needs(user, meeting)


def _projects(meeting: Meeting) -> QuerySet[ProjectMember, Any]:
    """Projects of those who sit in the circle today."""
    return ProjectMember.objects.beside([meeting.circle_id]).values("project")


def _promises(user: User, meeting: Meeting) -> Iterator[hooks.Look]:
    late = Q(state__in=OPEN) & (Q(due_on__lte=clock.today()) | Q(delivered_at__isnull=False))
    rows = Commitment.objects.visible_to(user).filter(project__in=_projects(meeting))
    rows = rows.filter(Q(state=State.PROPOSED) | late)
    for one in rows.select_related("offer__organisation").order_by("proposed_at")[:AT_MOST]:
        waits = one.state == State.PROPOSED
        title = _("%(who)s offers: %(what)s") % {
            "who": one.offer.organisation.name,
            "what": one.offer.what,
        }
        yield hooks.Look(
            title=title,
            text=_("It waits for a yes.") if waits else _("Was it given? Ask and write it down."),
            url=reverse("support:commitment_detail", args=[one.pk]),
            tone="note" if waits else "wait",
        )


def _needs(user: User, meeting: Meeting) -> Iterator[hooks.Look]:
    found = Need.objects.waiting().visible_to(user).filter(project__in=_projects(meeting))
    needs = list(found.select_related("territory").order_by("by_on", "asked_at")[:AT_MOST])
    fitting = queries.for_needs(needs) if needs else {}
    for need in needs:
        many = len(fitting.get(need.pk, ()))
        fits = ngettext("%(n)d offer fits it.", "%(n)d offers fit it.", many) % {"n": many}
        yield hooks.Look(
            title=need.what,
            text=fits if many else _("No offer fits it yet."),
            url=reverse("support:need_detail", args=[need.pk]),
            tone="note" if many else "wait",
        )
