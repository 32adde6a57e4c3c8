"""The last page: names for the circles, why, and the invitations go out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cerchia.access.requests import SignedIn
from cerchia.circles.models import Circle
from cerchia.composing import queries, usecases
from cerchia.composing.forms import ConfirmForm
from cerchia.composing.views.common import SECTION, composition_of, crumbs, seen
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def confirm(request: SignedIn, pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    found = queries.board_of(composition)
    if not found.rings or not composition.is_open:
        return redirect(composition)
    names = queries.suggested_names(composition, found.rings)
    form = ConfirmForm(found.cards, found.table, names, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            made: list[Circle] = []

            def act() -> None:
                made.extend(
                    usecases.confirm(
                        actor=request.user,
                        composition=composition,
                        version=form.cleaned_data["version"],
                        names=form.names(),
                        reason=form.cleaned_data["reason"],
                    )
                )

            status = attempt(form, act)
            if made:
                words = ngettext(
                    "%(n)d circle is ready. Who is new in it is invited: the places are theirs "
                    "when they say yes.",
                    "%(n)d circles are ready. Who is new in them is invited: the places are "
                    "theirs when they say yes.",
                    len(made),
                )
                messages.success(request, words % {"n": len(made)})
                return redirect("circles:circle_list")
    seen(request, found.people)
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "board": found,
        "form": form,
    }
    return render(request, "composing/confirm.html", context, status=status)
