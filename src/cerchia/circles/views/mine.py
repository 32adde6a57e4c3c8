"""The circle of a participant: who we are, when we meet, what we decided, what is written of me."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cerchia.access.requests import SignedIn
from cerchia.circles import queries, usecases
from cerchia.circles.forms import EncounterForm, LeaveForm
from cerchia.circles.models import CircleMembership, Meeting
from cerchia.programmes import standing
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

TAB = "circle"


@require_GET
def my_circle(request: SignedIn) -> HttpResponse:
    place = queries.my_membership(request.user)
    if place is None:
        if not standing.of(request.user).has("participant"):
            raise Http404
        notes = queries.notes_about(request.user)
        return render(request, "circles/my_circle_none.html", {"tab": TAB, "notes": notes})
    context = {"tab": TAB, "place": place, "mine": queries.my_circle(place)}
    page = "my_invitation" if place.state == "invited" else "my_circle"
    return render(request, f"circles/{page}.html", context)


@require_GET
def my_meeting(request: SignedIn, pk: UUID) -> HttpResponse:
    place = _my_place(request)
    scope = Meeting.objects.filter(circle=place.circle).select_related("circle__edition")
    meeting = get_object_or_404(scope, pk=pk)
    context = {
        "tab": TAB,
        "back_url": reverse("circles:my_circle"),
        "place": place,
        "mine": queries.my_meeting(meeting, place.person_id),
    }
    return render(request, "circles/my_meeting.html", context)


@require_http_methods(["GET", "POST"])
def my_encounter(request: SignedIn) -> HttpResponse:
    place = _my_place(request)
    others = [m for m in queries.companions(place.circle) if m.person_id != place.person_id]
    form = EncounterForm(others, place.person_id, request.POST or None, own=True)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.record_encounter(
                    actor=request.user, circle=place.circle, **form.contact()
                ),
            )
            if status == OK:
                messages.success(request, _("Saved."))
                return redirect("circles:my_circle")
    back = reverse("circles:my_circle")
    context = {"tab": TAB, "back_url": back, "form": form, "others": others}
    return render(request, "circles/my_encounter.html", context, status=status)


@require_http_methods(["GET", "POST"])
def my_leave(request: SignedIn) -> HttpResponse:
    place = _my_place(request)
    form = LeaveForm(request.POST or None)
    del form.fields["wished_by"]
    form.fields["reason"].help_text = _("Only if you want to say it.")
    if request.method == "POST" and form.is_valid():
        usecases.leave_circle(
            actor=request.user,
            membership=place,
            wished_by=CircleMembership.WishOf.PERSON,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("You left the circle. Your money and your project stay yours."))
        return redirect("circles:my_circle")
    status = UNPROCESSABLE if form.errors else OK
    back = reverse("circles:my_circle")
    context = {"tab": TAB, "back_url": back, "form": form, "place": place}
    return render(request, "circles/my_leave.html", context, status=status)


def _my_place(request: SignedIn) -> CircleMembership:
    """The accepted place of the participant, or 404."""
    place = queries.my_membership(request.user)
    if place is None or place.state == "invited":
        raise Http404
    return place
