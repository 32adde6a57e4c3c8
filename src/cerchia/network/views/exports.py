"""The list goes out as a file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cerchia.access.engine import may
from cerchia.access.fresh import ask_again
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.network.exporting.carrying import Carried
from cerchia.network.forms.imports import ExportForm
from cerchia.network.models import Export
from cerchia.network.usecases.exports import MOST_A_DAY, Wanted, export_list
from cerchia.network.views.common import crumbs
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Territory
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

Part = Export.Part


@require_http_methods(["GET", "POST"])
def export_form(request: SignedIn) -> HttpResponse:
    """Choose and take the file. With work contacts the password is asked again."""
    edition = edition_of(request.user)
    parts = [
        (part.value, part.label)
        for part in Part
        if may(request.user, "network.export_list", edition.pk, part.value)
    ]
    if not parts:
        raise Http404
    places = Territory.objects.filter(places__edition=edition)
    form = ExportForm(parts, places, request.POST or None)
    status = OK
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        if chosen["part"] == Part.WORK and (question := ask_again(request)):
            return question
        place = UUID(chosen["territory"]) if chosen["territory"] else None
        wanted = Wanted(chosen["form"], chosen["part"], place)
        made: list[Carried] = []
        status = attempt(
            form,
            lambda: made.append(export_list(actor=request.user, edition=edition, wanted=wanted)),
        )
        if made:
            return file_answer(made[0])
    elif request.method == "POST":
        status = UNPROCESSABLE
    context = {
        "section": "network",
        "crumbs": crumbs(),
        "form": form,
        "edition": edition,
        "most": MOST_A_DAY,
    }
    return render(request, "network/export.html", context, status=status)


def edition_of(user: User) -> Edition:
    """The edition in which the user works: the open one that began last."""
    mine = standing.of(user).editions()
    rows = Edition.objects.filter(pk__in=mine).order_by("closed_on", "-starts_on")
    found = rows.filter(closed_on=None).first() or rows.first()
    if found is None:
        raise Http404
    return found


def file_answer(carried: Carried) -> HttpResponse:
    """The file, to keep and not to show."""
    response = HttpResponse(carried.content, content_type=carried.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{carried.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response
