"""Between meetings, for the staff: a contact in two taps, a short note."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.circles import queries, usecases
from cerchia.circles.forms import EncounterForm, NoteForm
from cerchia.circles.models import CircleMembership
from cerchia.circles.standing import person_id_of
from cerchia.circles.views.common import SECTION, circle_of_staff, crumbs, trace
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

PARTICIPANT = CircleMembership.Role.PARTICIPANT


@require_http_methods(["GET", "POST"])
def encounter_record(request: SignedIn, pk: UUID) -> HttpResponse:
    circle = circle_of_staff(request, pk)
    members = queries.companions(circle)
    trace(request, pk, [m.person_id for m in members if m.role == PARTICIPANT], "list")
    form = EncounterForm(members, person_id_of(request.user), request.POST or None)
    form.suggest(request.GET)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.record_encounter(
                    actor=request.user, circle=circle, **form.contact()
                ),
            )
            if status == OK:
                messages.success(request, _("Written down."))
                return redirect(circle)
    context = {"section": SECTION, "crumbs": crumbs(circle), "circle": circle, "form": form}
    return render(request, "circles/encounter.html", context, status=status)


@require_http_methods(["GET", "POST"])
def note_write(request: SignedIn, pk: UUID) -> HttpResponse:
    circle = circle_of_staff(request, pk)
    require(request.user, "circles.write_note", circle)
    people = [m for m in queries.companions(circle) if m.role == PARTICIPANT]
    trace(request, pk, [one.person_id for one in people], "list")
    form = NoteForm(people, request.POST or None)
    form.suggest(request.GET)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            data = form.cleaned_data
            status = attempt(
                form,
                lambda: usecases.write_note(
                    actor=request.user,
                    circle=circle,
                    about=UUID(data["about"]),
                    text=data["text"],
                    language=data["language"],
                ),
            )
            if status == OK:
                messages.success(request, _("Saved. The person reads it too."))
                return redirect(circle)
    context = {"section": SECTION, "crumbs": crumbs(circle), "circle": circle, "form": form}
    return render(request, "circles/note.html", context, status=status)
