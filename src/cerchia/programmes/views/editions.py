"""The rules of an edition: read by its coordinators, changed by who coordinates all of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.programmes import queries, usecases
from cerchia.programmes.forms import CopyForm, EditionForm, TerritoriesForm
from cerchia.programmes.models import Edition
from cerchia.programmes.usecases import Period
from cerchia.programmes.views.common import SECTION, edition_of, page_of, typed
from cerchia.web.responses import OK, attempt


@require_GET
def edition_list(request: SignedIn) -> HttpResponse:
    rows = queries.editions_coordinated(request.user)
    if not rows:
        raise Http404
    context = {"section": SECTION, "rows": rows}
    return render(request, "programmes/edition_list.html", context)


@require_http_methods(["GET", "POST"])
def edition_change(request: SignedIn, pk: UUID) -> HttpResponse:
    edition = edition_of(request, pk)
    form = EditionForm(typed(request), initial=EditionForm.of(edition))
    status = OK
    if request.method == "POST":
        require(request.user, "programmes.change_edition", edition)

        def act() -> None:
            usecases.change_edition(
                actor=request.user,
                edition=edition,
                changes=form.changes(),
                phases=form.phases(),
                seen=form.cleaned_data["seen"],
            )

        status = attempt(form, act)
        if status == OK:
            messages.success(request, _("Saved. Pacts already signed keep their terms."))
            return redirect("programmes:edition_change", edition.pk)
    context = {"form": form, "part": "rules"}
    return page_of(request, edition, "programmes/edition_change.html", context, status)


@require_http_methods(["GET", "POST"])
def edition_territories(request: SignedIn, pk: UUID) -> HttpResponse:
    edition = edition_of(request, pk)
    require(request.user, "programmes.change_edition", edition)
    form = TerritoriesForm(typed(request), initial=TerritoriesForm.of(edition))

    def act() -> None:
        targets = form.cleaned_data["lines"]
        usecases.set_territories(actor=request.user, edition=edition, targets=targets)

    status = attempt(form, act) if request.method == "POST" else None
    if status == OK:
        messages.success(request, _("The territories are saved."))
        return redirect("programmes:edition_territories", edition.pk)
    context = {"form": form, "part": "territories"}
    return page_of(request, edition, "programmes/edition_territories.html", context, status or OK)


@require_http_methods(["GET", "POST"])
def edition_copy(request: SignedIn, pk: UUID) -> HttpResponse:
    source = edition_of(request, pk)
    require(request.user, "programmes.change_edition", source)
    form = CopyForm(typed(request))
    made: list[Edition] = []

    def act() -> None:
        days = Period(form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
        name = form.cleaned_data["name"]
        made.append(
            usecases.copy_edition(actor=request.user, source=source, name=name, period=days)
        )

    status = attempt(form, act) if request.method == "POST" else None
    if status == OK:
        messages.success(request, _("The new edition has the same rules and nobody in it yet."))
        return redirect("programmes:edition_change", made[0].pk)
    context = {"form": form, "part": "copy"}
    return page_of(request, source, "programmes/edition_copy.html", context, status or OK)
