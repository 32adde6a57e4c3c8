"""The hour of a circle of the draft, chosen by hand."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cerchia.access.requests import SignedIn
from cerchia.composing import queries, usecases
from cerchia.composing.forms import HourForm
from cerchia.composing.rules import hour_choices
from cerchia.composing.views.common import SECTION, composition_of, crumbs, seen
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def hour(request: SignedIn, pk: UUID, ring: str) -> HttpResponse:
    """Each hour with who could not come; one that is chosen stays when it is solved anew."""
    composition = composition_of(request, pk)
    found = queries.board_of(composition)
    card = next((one for one in found.cards if one.ring.id == ring), None)
    if card is None or card.existing or not composition.is_open:
        raise Http404
    choices = hour_choices(found.table, found.rings, ring)
    form = HourForm(choices, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.set_hour(
                    actor=request.user,
                    composition=composition,
                    circle=ring,
                    **form.cleaned_data,
                ),
            )
            if status == OK:
                messages.success(request, _("Changed, with your reason."))
                return redirect(composition)
    inside = {*card.ring.people}
    seen(request, [one.person_id for one in found.table.walkers if one.code in inside])
    names = found.table.names
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "board": found,
        "card": card,
        "choices": [
            (one, [names[who] for who in one.away], [names[who] for who in one.busy])
            for one in choices
        ],
        "form": form,
    }
    return render(request, "composing/hour.html", context, status=status)
