"""A lot among equals: called with its reason and its witnesses, drawn once, repeatable by all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.balance.selection import lot as drawing
from cerchia.kit.errors import DomainError
from cerchia.selection.forms.rounds import DrawForm, LotForm
from cerchia.selection.looking import trace
from cerchia.selection.models import Candidacy, Lot, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import together_in
from cerchia.selection.usecases import lot as usecases
from cerchia.selection.usecases.deciding import frozen_sheet
from cerchia.selection.views.rounds import SECTION, crumbs, only_coordinators, the_round
from cerchia.vault import keys
from cerchia.web.responses import NOT_FOR_FORMS, OK, UNPROCESSABLE, attempt

OUTSIDE = (State.INTERVIEWED, State.WAITING_LIST)
SHOWN = 300


@require_http_methods(["GET", "POST"])
def call(request: SignedIn) -> HttpResponse:
    only_coordinators(request.user)
    round_ = the_round(request)
    require(request.user, "selection.run_round", round_)
    frozen_sheet(round_)
    found = (
        Candidacy.objects.standing_alone()
        .filter(round=round_, state__in=OUTSIDE)
        .select_related("person")
        .order_by("code")
    )
    together = together_in(round_)
    rows = [one for one in found if one.code not in together]
    keys.unlock(one.person_id for one in rows)
    trace(request.user, [one.person_id for one in rows])
    among = [(one.code, f"{one.code} · {one.person.short_name}") for one in rows]
    if request.method == "POST":
        return _call(request, round_, LotForm(request.POST, among=among))
    form = LotForm(among=among, initial={"seen": round_.version, "places": 1})
    return _call_page(request, round_, form, OK)


def _call_page(
    request: SignedIn, round_: SelectionRound, form: LotForm, status: int
) -> HttpResponse:
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "round": round_,
        "form": form,
        "lots": round_.lots.all(),
    }
    return render(request, "selection/lot_call.html", context, status=status)


def _call(request: SignedIn, round_: SelectionRound, form: LotForm) -> HttpResponse:
    if not form.is_valid():
        return _call_page(request, round_, form, UNPROCESSABLE)
    said = form.cleaned_data
    try:
        lot = usecases.call_lot(
            actor=request.user,
            round_=round_,
            among=said["among"],
            places=said["places"],
            said=usecases.Called(
                reason=said["reason"], seed_from=said["seed_from"], witnesses=said["witnesses"]
            ),
            seen=said["seen"],
        )
    except DomainError as refused:
        if refused.status in NOT_FOR_FORMS:
            raise
        form.add_error(None, str(refused))
        return _call_page(request, round_, form, refused.status)
    messages.success(request, _("The lists are numbered and sealed. Now the number may come."))
    return redirect("selection:lot", pk=lot.pk)


def _lot(request: SignedIn, pk: UUID) -> Lot:
    only_coordinators(request.user)
    rounds = SelectionRound.objects.visible_to(request.user)
    rows = Lot.objects.filter(round__in=rounds).select_related("round__edition")
    return get_object_or_404(rows, pk=pk)


@require_GET
def show(request: SignedIn, pk: UUID) -> HttpResponse:
    lot = _lot(request, pk)
    return _page(request, lot, DrawForm(initial={"seen": lot.round.version}), OK)


def _page(request: SignedIn, lot: Lot, form: DrawForm, status: int) -> HttpResponse:
    sealed = drawing.seal(lot.lists)
    lists = [
        {"number": number, "codes": ", ".join(codes), "sha256": mark}
        for number, (codes, mark) in enumerate(zip(lot.lists, sealed.each, strict=True), 1)
    ]
    context: dict[str, Any] = {
        "section": SECTION,
        "crumbs": crumbs((_("Lot"), "")),
        "lot": lot,
        "lists": lists[:SHOWN],
        "more": max(0, len(lists) - SHOWN),
        "many": len(lists),
        "people": len(lot.among),
        "witnesses": str(lot.witnesses).splitlines(),
        "winners": ", ".join(lot.winners),
        "form": form,
        "may_draw": lot.drawn_at is None and may(request.user, "selection.run_round", lot.round),
        "chance": f"{lot.places}/{len(lot.among)}",
    }
    return render(request, "selection/lot.html", context, status=status)


@require_POST
def draw(request: SignedIn, pk: UUID) -> HttpResponse:
    lot = _lot(request, pk)
    form = DrawForm(request.POST)
    status = attempt(
        form,
        lambda: usecases.draw_lot(
            actor=request.user,
            lot=lot,
            seed=form.cleaned_data["seed"],
            seen=form.cleaned_data["seen"],
        ),
    )
    if status == OK:
        messages.success(request, _("Drawn. A person still confirms it, with a reason."))
        return redirect("selection:lot", pk=lot.pk)
    return _page(request, lot, form, status)
