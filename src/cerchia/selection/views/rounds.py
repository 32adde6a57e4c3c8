"""What the pages of a round share: who looks, which round, the criteria in force."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.queries.page import round_of

SECTION = "selection"
FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)


def only_field(user: User) -> None:
    """Pages of operators, mediators and coordinators: 404 for everybody else."""
    if not standing.of(user).has(*FIELD):
        raise Http404


def only_coordinators(user: User) -> None:
    if not standing.of(user).has(Role.COORDINATOR):
        raise Http404


def the_round(request: SignedIn) -> SelectionRound:
    """The round that the page names, else the newest in sight; 404 without one."""
    only_field(request.user)
    found = find_round(request)
    if found is None:
        raise Http404
    return found


def find_round(request: SignedIn) -> SelectionRound | None:
    named = request.POST.get("round") or request.GET.get("round") or ""
    try:
        return round_of(request.user, str(UUID(named)) if named else "")
    except ValueError as wrong:
        raise Http404 from wrong


def candidacy_of(round_: SelectionRound, code: str) -> Candidacy | None:
    """By code within the round; nothing for no code, 404 for an unknown one."""
    if not code:
        return None
    rows = Candidacy.objects.standing_alone().filter(round=round_)
    return get_object_or_404(
        rows.select_related("person", "territory", "round__edition"), code=code
    )


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Selection"), reverse("selection:balance")), *more]
