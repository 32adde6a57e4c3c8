"""Who is in a circle: invite, answer, pause, move, leave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.circles import queries, usecases
from cerchia.circles.forms import InviteForm, LeaveForm, MoveForm
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.standing import person_id_of
from cerchia.circles.views.common import SECTION, circle_of_staff, crumbs, trace
from cerchia.people.models import Person
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_GET
def member_list(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, circle_of_staff(request, pk))


@require_POST
def member_invite(request: SignedIn, pk: UUID) -> HttpResponse:
    circle = circle_of_staff(request, pk)
    require(request.user, "circles.invite_member", circle)
    form = InviteForm(queries.candidates(circle), request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        chosen = form.chosen()
        person = get_object_or_404(Person, pk=chosen.person_id)
        status = attempt(
            form,
            lambda: usecases.invite_member(
                actor=request.user, circle=circle, person=person, role=chosen.role
            ),
        )
        if status == OK:
            messages.success(request, _("Invited. The place is theirs when they say yes."))
            return redirect("circles:member_list", circle.pk)
    return _page(request, circle, form, status)


@require_POST
def invitation_answer(request: SignedIn, pk: UUID) -> HttpResponse:
    """Yes or no to an invitation, from either side's pages."""
    place = _place(request, pk)
    if request.POST.get("answer") == "yes":
        usecases.accept_invitation(actor=request.user, membership=place)
        messages.success(request, _("You are in the circle."))
    else:
        usecases.decline_invitation(actor=request.user, membership=place)
        messages.success(request, _("All right. Nothing else changes."))
    return _back(request, place)


@require_POST
def member_pause(request: SignedIn, pk: UUID) -> HttpResponse:
    place = _place(request, pk)
    usecases.pause_member(actor=request.user, membership=place)
    messages.success(request, _("Paused. The place stays."))
    return _back(request, place)


@require_POST
def member_resume(request: SignedIn, pk: UUID) -> HttpResponse:
    place = _place(request, pk)
    usecases.resume_member(actor=request.user, membership=place)
    messages.success(request, _("Walking along again."))
    return _back(request, place)


@require_http_methods(["GET", "POST"])
def member_leave(request: SignedIn, pk: UUID) -> HttpResponse:
    place = _place_of_staff(request, pk)
    require(request.user, "circles.leave_circle", place)
    form = LeaveForm(request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.leave_circle(
                    actor=request.user, membership=place, **form.cleaned_data
                ),
            )
            if status == OK:
                messages.success(request, _("Written. What was said and done stays."))
                return redirect("circles:member_list", place.circle_id)
    return _leaving(request, place, form, status)


@require_http_methods(["GET", "POST"])
def member_move(request: SignedIn, pk: UUID) -> HttpResponse:
    place = _place_of_staff(request, pk)
    require(request.user, "circles.leave_circle", place)
    targets = queries.circles_to_move_to(place) & Circle.objects.worked_by(request.user)
    form = MoveForm(targets, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.move_member(
                    actor=request.user, membership=place, **form.cleaned_data
                ),
            )
            if status == OK:
                messages.success(request, _("Moved. What was said and done stays."))
                return redirect("circles:member_list", place.circle_id)
    return _leaving(request, place, form, status)


def _page(
    request: SignedIn, circle: Circle, form: InviteForm | None = None, status: int = OK
) -> HttpResponse:
    places = queries.places_of(circle)
    people = [p.person_id for p in places if p.role == CircleMembership.Role.PARTICIPANT]
    may_invite = circle.closed_at is None and may(request.user, "circles.invite_member", circle)
    candidates = queries.candidates(circle) if may_invite and form is None else []
    people += [one.person_id for one in candidates if one.role == "participant"]
    trace(request, circle.pk, people, "list")
    context = {
        "section": SECTION,
        "crumbs": crumbs(circle),
        "circle": circle,
        "places": places,
        "form": form or InviteForm(candidates),
        "may_invite": may_invite,
        "may_close": may(request.user, "circles.close_circle", circle),
        "me": person_id_of(request.user),
    }
    return render(request, "circles/member_list.html", context, status=status)


def _leaving(
    request: SignedIn, place: CircleMembership, form: LeaveForm, status: int
) -> HttpResponse:
    trace(request, place.circle_id, [place.person_id], "list")
    context = {"section": SECTION, "crumbs": crumbs(place.circle), "place": place, "form": form}
    return render(request, "circles/member_leave.html", context, status=status)


def _place(request: SignedIn, pk: UUID) -> CircleMembership:
    scope = CircleMembership.objects.visible_to(request.user)
    return get_object_or_404(scope.select_related("circle", "person"), pk=pk)


def _place_of_staff(request: SignedIn, pk: UUID) -> CircleMembership:
    """For the staff's own pages: participants have theirs."""
    scope = CircleMembership.objects.visible_to(request.user).filter(
        circle__in=Circle.objects.worked_by(request.user)
    )
    return get_object_or_404(scope.select_related("circle", "person"), pk=pk)


def _back(request: SignedIn, place: CircleMembership) -> HttpResponse:
    if place.person_id == person_id_of(request.user) and place.role == "participant":
        return redirect("circles:my_circle")
    if Circle.objects.worked_by(request.user).filter(pk=place.circle_id).exists():
        return redirect("circles:member_list", place.circle_id)
    return redirect("circles:circle_list")
