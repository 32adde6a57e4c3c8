"""Who is chosen together or not at all, and who never walks in the same circle."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.selection.forms.choosing import BondForm
from cerchia.selection.forms.rounds import SeenForm
from cerchia.selection.looking import trace
from cerchia.selection.models import Bond, Candidacy, SelectionRound
from cerchia.selection.queries.bonds import Tie, candidates_for, ties_of
from cerchia.selection.queries.page import frozen
from cerchia.selection.refusals import Overtaken
from cerchia.selection.usecases import bonds as usecases
from cerchia.selection.views.rounds import SECTION, crumbs, only_coordinators, the_round
from cerchia.vault import keys
from cerchia.web.responses import OK, attempt


@require_http_methods(["GET", "POST"])
def bonds(request: SignedIn) -> HttpResponse:
    """Coordinators write it, once the criteria are frozen; each reads of their own territories."""
    only_coordinators(request.user)
    round_ = the_round(request)
    if frozen(round_) is None:
        return redirect("selection:balance")
    people = candidates_for(request.user, round_)
    keys.unlock(one.person_id for one in people)
    trace(request.user, [one.person_id for one in people])
    named = [
        (one, f"{one.person.short_name} · {one.code} · {one.territory.name}") for one in people
    ]
    initial = {"seen": round_.version, "one": request.GET.get("one", "")[:20]}
    form = BondForm(named, request.POST if request.method == "POST" else None, initial)
    status = OK
    if request.method == "POST":
        status = attempt(form, lambda: _tie(request, round_, form))
        if status == OK:
            messages.success(request, _("Written. Trials, proposals and signatures hold to it."))
            return redirect("selection:bonds")
        round_.refresh_from_db()
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "round": round_,
        "form": form,
        "ties": _shown(round_, people),
        "seen": SeenForm(initial={"seen": round_.version}),
        "enough": len(people) > 1,
        "coordinates": True,
    }
    return render(request, "selection/bonds.html", context, status=status)


def _called(one: Candidacy) -> str:
    return f"{one.person.short_name} · {one.code} · {one.territory.name}"


def _tie(request: SignedIn, round_: SelectionRound, form: BondForm) -> Bond:
    said = form.cleaned_data
    return usecases.tie(
        actor=request.user,
        round_=round_,
        kind=said["kind"],
        people=form.chosen(),
        reason=said["reason"],
        seen=said["seen"],
    )


def _shown(round_: SelectionRound, people: Sequence[Candidacy]) -> list[dict[str, Any]]:
    """The bonds about somebody of the reader's; whoever is not theirs stands there by code."""
    known = {one.pk: one.person.short_name for one in people}
    mine = {one.territory_id for one in people}
    return [
        {
            "tie": tie,
            "names": [known.get(one.pk, one.code) for one in tie.members],
            "gone": [known.get(one.pk, one.code) for one in tie.gone],
            "whole": _all_of(tie, mine),
            "by": _by(tie.bond.written_by),
        }
        for tie in ties_of(round_)
        if any(one.territory_id in mine for one in (*tie.members, *tie.gone))
    ]


def _all_of(tie: Tie, mine: set[UUID]) -> bool:
    """Whether the reader may open the reason and take it back: of all territories concerned."""
    return all(one.territory_id in mine for one in (*tie.members, *tie.gone))


def _by(user: User) -> str:
    person = getattr(user, "person", None)
    return person.short_name if person is not None else user.username


@require_POST
def end(request: SignedIn, pk: UUID) -> HttpResponse:
    bond, form = _bond(request, pk), SeenForm(request.POST)
    if not form.is_valid():
        raise Overtaken
    usecases.untie(actor=request.user, bond=bond, seen=form.cleaned_data["seen"])
    messages.success(request, _("Taken back."))
    return redirect("selection:bonds")


@require_GET
def why(request: SignedIn, pk: UUID) -> HttpResponse:
    """Why, opened for one bond; that it was opened is written."""
    bond = _bond(request, pk)
    text = usecases.read_reason(actor=request.user, bond=bond)
    people = list(bond.people.select_related("person").order_by("code"))
    trace(request.user, [one.person_id for one in people])
    keys.unlock(one.person_id for one in people)
    context = {
        "section": SECTION,
        "crumbs": crumbs((_("Together, apart"), reverse("selection:bonds"))),
        "bond": bond,
        "names": [one.person.short_name for one in people],
        "text": text,
    }
    return render(request, "selection/bond_why.html", context)


def _bond(request: SignedIn, pk: UUID) -> Bond:
    """A bond that the user may open: of all the territories concerned; else it is not there."""
    only_coordinators(request.user)
    rounds = SelectionRound.objects.visible_to(request.user)
    rows = Bond.objects.filter(round__in=rounds).select_related("round__edition", "why")
    bond = get_object_or_404(rows, pk=pk)
    where = usecases.territories_of(bond)
    if not may(request.user, "selection.change_proposal", bond.round, where):
        raise Http404
    return bond
