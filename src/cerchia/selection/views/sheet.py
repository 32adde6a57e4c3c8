"""The criteria: wanted numbers with their reasons, written and frozen before names are seen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.kit.errors import DomainError
from cerchia.programmes.models import EditionTerritory
from cerchia.selection import telling
from cerchia.selection.forms.rounds import SeenForm, SheetForms
from cerchia.selection.models import CriteriaSheet, SelectionRound
from cerchia.selection.queries.page import frozen
from cerchia.selection.rules.sheet import Place, Sheet, implied_ceilings
from cerchia.selection.usecases import sheet as usecases
from cerchia.selection.views.rounds import SECTION, crumbs, the_round
from cerchia.web.responses import NOT_FOR_FORMS, OK, UNPROCESSABLE


@require_http_methods(["GET", "POST"])
def criteria(request: SignedIn) -> HttpResponse:
    """Everybody of the field reads the criteria; who coordinates the whole writes them."""
    round_ = the_round(request)
    last = round_.sheets.select_related("written_by__person", "frozen_by__person").last()
    if request.method == "POST":
        return _save(request, round_, last)
    return _page(request, round_, last, _forms(round_, last), OK)


def _forms(round_: SelectionRound, last: CriteriaSheet | None, typed: Any = None) -> SheetForms:
    places = EditionTerritory.objects.filter(edition=round_.edition_id)
    targets = {one.territory.name: one.target_people for one in places.select_related("territory")}
    sheet = Sheet.read(last.content) if last else _begin(round_, targets)
    anew = last is not None and last.frozen_at is not None
    return SheetForms(list(targets), typed, sheet=sheet, anew=anew)


def _begin(round_: SelectionRound, targets: dict[str, int]) -> Sheet:
    """To begin with: the approximate targets of the edition."""
    places = {name: Place(target, target, target) for name, target in targets.items()}
    return Sheet(seats=round_.edition.target_people, places=places)


def _save(request: SignedIn, round_: SelectionRound, last: CriteriaSheet | None) -> HttpResponse:
    require(request.user, "selection.write_sheet", round_)
    forms = _forms(round_, last, request.POST)
    status, refused = UNPROCESSABLE, ""
    if forms.is_valid():
        try:
            usecases.write_sheet(
                actor=request.user,
                round_=round_,
                sheet=forms.sheet(),
                reason=forms.main.cleaned_data["reason"],
            )
        except DomainError as error:
            if error.status in NOT_FOR_FORMS:
                raise
            status, refused = error.status, str(error)
        else:
            messages.success(request, _("Kept as a draft. Read it again, then freeze it."))
            return redirect("selection:criteria")
    return _page(request, round_, last, forms, status, refused)


def _page(
    request: SignedIn,
    round_: SelectionRound,
    last: CriteriaSheet | None,
    forms: SheetForms,
    status: int,
    refused: str = "",
) -> HttpResponse:
    writes = may(request.user, "selection.write_sheet", round_) and round_.decided_at is None
    names = [name for name, _form in forms.places]
    sheet = Sheet.read(last.content).in_order(names) if last else None
    is_frozen = last is not None and last.frozen_at is not None
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "round": round_,
        "last": last,
        "sheet": sheet,
        "forms": forms,
        "refused": refused,
        "may_write": writes,
        "is_frozen": is_frozen,
        "opens": "new" in request.GET or not is_frozen or forms.typed is not None,
        "freeze": SeenForm(initial={"seen": round_.version}) if last and not is_frozen else None,
        "said": telling.sheet_words(sheet) if sheet else [],
        "floors": sheet.floors if sheet else (),
        "ceilings": list(_ceilings(sheet)) if sheet else [],
        "coordinates": frozen(round_) and may(request.user, "selection.change_proposal", round_),
        "older": round_.sheets.exclude(frozen_at=None).order_by("-version"),
    }
    return render(request, "selection/criteria.html", context, status=status)


def _ceilings(sheet: Sheet) -> Any:
    """What several floors on one trait leave to each, in words."""
    for key, most in implied_ceilings(sheet).items():
        floor = next((one for one in sheet.floors if one.id == key), None)
        if floor is None:
            who = _("everybody else")
        else:
            who = telling.trait_value(floor.feature, floor.value)
        yield _("at most %(n)d places for %(who)s") % {"n": most, "who": who}


@require_POST
def freeze(request: SignedIn) -> HttpResponse:
    round_, form = the_round(request), SeenForm(request.POST)
    last = round_.sheets.select_related("round").last()
    if last is None:
        raise Http404
    if form.is_valid():
        try:
            usecases.freeze_sheet(actor=request.user, sheet=last, seen=form.cleaned_data["seen"])
        except DomainError as error:
            if error.status in NOT_FOR_FORMS:
                raise
            return _page(request, round_, last, _forms(round_, last), error.status, str(error))
        messages.success(request, _("The criteria are frozen. Now names and proposals are shown."))
        return redirect("selection:balance")
    return _page(request, round_, last, _forms(round_, last), UNPROCESSABLE)
