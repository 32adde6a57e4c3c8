"""Jobs and participations that end, with what it means for the circles around them."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.circles import usecases
from cerchia.circles.forms import ExitForm
from cerchia.circles.scope import participants_visible_to
from cerchia.kit import clock
from cerchia.programmes.models import Edition, Participation, StaffAssignment
from cerchia.programmes.standing import Role
from cerchia.web.responses import OK, UNPROCESSABLE

DAY = timedelta(days=1)


@require_POST
def assignment_end(request: SignedIn, pk: UUID) -> HttpResponse:
    """The job is over now: yesterday was its last day, so that the next page asks in vain."""
    job = get_object_or_404(StaffAssignment.objects.select_related("edition", "person"), pk=pk)
    _only_who_sees(request, job.edition)
    usecases.end_assignment(actor=request.user, assignment=job, on=clock.today() - DAY)
    messages.success(request, _("The job is over, from now on."))
    return redirect("programmes:staff_list", job.edition_id)


@require_http_methods(["GET", "POST"])
def participation_end(request: SignedIn, pk: UUID) -> HttpResponse:
    """The person leaves the programme; project, fund and words stay as they are."""
    rows = Participation.objects.current().select_related("edition", "person")
    seen = participants_visible_to(request.user)
    place = get_object_or_404(rows.filter(person__in=seen), person=pk)
    _only_who_sees(request, place.edition)
    form = ExitForm(request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            usecases.end_participation(
                actor=request.user, participation=place, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("The participation ends today."))
            return redirect("/persone/")
    file_opened(reader=request.user, role=Role.COORDINATOR, people=[pk], part="profile")
    back = f"/persone/{pk}/"
    context = {
        "section": "people",
        "person": place.person,
        "form": form,
        "back": back,
        "crumbs": [(_("People"), "/persone/"), (place.person.short_name, back)],
    }
    return render(request, "circles/participation_end.html", context, status=status)


def _only_who_sees(request: SignedIn, edition: Edition) -> None:
    if not may(request.user, "programmes.see_settings", edition):
        raise Http404
