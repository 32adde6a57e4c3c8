"""Meetings of a circle for its staff: a date, and the sheet that is filled together."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.access.sessions import safe_path
from cerchia.circles import queries, usecases
from cerchia.circles.errors import SheetClash
from cerchia.circles.forms import AnswerForm, PlanForm, SheetForms
from cerchia.circles.hooks import looks_for
from cerchia.circles.models import CircleDecision, Meeting
from cerchia.circles.queries import MeetingPage
from cerchia.circles.views.common import SECTION, circle_of_staff, crumbs, trace
from cerchia.kit import clock
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

CONFLICT = 409


@require_http_methods(["GET", "POST"])
def meeting_plan(request: SignedIn, pk: UUID) -> HttpResponse:
    circle = circle_of_staff(request, pk)
    require(request.user, "circles.plan_meeting", circle)
    form = PlanForm(request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.plan_meeting(
                    actor=request.user,
                    circle=circle,
                    starts_at=form.starts_at(),
                    place=form.cleaned_data["place"],
                ),
            )
            if status == OK:
                messages.success(request, _("The date is set. Everybody in the circle sees it."))
                return redirect(circle)
    context = {"section": SECTION, "crumbs": crumbs(circle), "circle": circle, "form": form}
    return render(request, "circles/meeting_plan.html", context, status=status)


@require_http_methods(["GET", "POST"])
def meeting_hold(request: SignedIn, circle_pk: UUID, pk: UUID) -> HttpResponse:
    meeting = _meeting(request, circle_pk, pk)
    if request.method == "POST":
        return _save(request, meeting)
    page = queries.meeting_page(meeting)
    return _sheet(request, page, SheetForms(page), OK)


@require_POST
def meeting_cancel(request: SignedIn, circle_pk: UUID, pk: UUID) -> HttpResponse:
    meeting = _meeting(request, circle_pk, pk)
    usecases.cancel_meeting(actor=request.user, meeting=meeting)
    messages.success(request, _("The meeting is called off. Everybody in the circle sees it."))
    return redirect(meeting.circle)


@require_POST
def meeting_answer(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take "I will be there" or "I cannot" of any member, from either side's pages."""
    scope = Meeting.objects.visible_to(request.user).select_related("circle")
    meeting = get_object_or_404(scope, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=UNPROCESSABLE)
    usecases.answer_meeting(actor=request.user, meeting=meeting, answer=form.cleaned_data["answer"])
    messages.success(request, _("The circle knows."))
    if path := safe_path(request, request.POST.get("next", ""), otherwise=""):
        return redirect(path)
    if Meeting.objects.worked_by(request.user).filter(pk=pk).exists():
        return redirect("circles:meeting_hold", meeting.circle_id, meeting.pk)
    return redirect("circles:my_circle")


@require_POST
def decision_finish(request: SignedIn, pk: UUID) -> HttpResponse:
    scope = CircleDecision.objects.visible_to(request.user).select_related("circle")
    decision = get_object_or_404(scope, pk=pk)
    usecases.finish_decision(actor=request.user, decision=decision)
    messages.success(request, _("Done."))
    if CircleDecision.objects.worked_by(request.user).filter(pk=pk).exists():
        return redirect("circles:meeting_hold", decision.circle_id, decision.meeting_id)
    return redirect("circles:my_circle")


def _save(request: SignedIn, meeting: Meeting) -> HttpResponse:
    page = queries.meeting_page(meeting)
    forms = SheetForms(page, request.POST)
    if not forms.is_valid():
        return _sheet(request, page, forms, UNPROCESSABLE)
    try:
        usecases.hold_meeting(actor=request.user, meeting=meeting, sheet=forms.sheet())
    except SheetClash as clash:
        return _both_texts(request, meeting, clash)
    messages.success(request, _("The sheet is saved."))
    return redirect("circles:meeting_hold", meeting.circle_id, meeting.pk)


def _both_texts(request: SignedIn, meeting: Meeting, clash: SheetClash) -> HttpResponse:
    """The sheet again with what was typed, beside what somebody else saved meanwhile.

    What is shown counts as read: saved again, what stands in the fields replaces it.
    """
    page = queries.meeting_page(_meeting(request, meeting.circle_id, meeting.pk))
    typed: QueryDict = request.POST.copy()
    for form in SheetForms(page).seats:
        typed[form.add_prefix("words_base")] = str(form.initial["words_base"] or "")
        typed[form.add_prefix("presence_base")] = form.initial["presence_base"]
    for number, decision in enumerate(SheetForms(page, request.POST).decisions):
        if decision.is_valid() and decision.cleaned_data["id"] in clash.decisions:
            typed[f"d{number}-id"] = str(uuid4())
    forms = SheetForms(page, typed)
    forms.is_valid()
    return _sheet(request, page, forms, CONFLICT, clash)


def _sheet(
    request: SignedIn,
    page: MeetingPage,
    forms: SheetForms,
    status: int,
    clash: SheetClash | None = None,
) -> HttpResponse:
    meeting = page.meeting
    trace(request, meeting.circle_id, page.person_ids, "meeting")
    writable = meeting.cancelled_at is None and clock.day_of(meeting.starts_at) <= clock.today()
    context: dict[str, Any] = {
        "section": SECTION,
        "crumbs": crumbs(meeting.circle),
        "circle": meeting.circle,
        "page": page,
        "meeting": meeting,
        "forms": forms,
        "seats": _with_clashes(forms, clash),
        "clash": clash,
        "looks": looks_for(request.user, meeting),
        "writable": writable and may(request.user, "circles.hold_meeting", meeting),
        "may_answer": may(request.user, "circles.answer_meeting", meeting),
    }
    return render(request, "circles/meeting.html", context, status=status)


def _with_clashes(forms: SheetForms, clash: SheetClash | None) -> list[dict[str, Any]]:
    words = clash.words if clash else {}
    presences = clash.presences if clash else {}
    return [
        {
            "form": form,
            "seat": form.seat,
            "words_clash": words.get(form.seat.person.pk),
            "presence_clash": presences.get(form.seat.person.pk),
        }
        for form in forms.seats
    ]


def _meeting(request: SignedIn, circle_pk: UUID, pk: UUID) -> Meeting:
    scope = Meeting.objects.worked_by(request.user).select_related("circle__edition")
    return get_object_or_404(scope.with_next_date(), pk=pk, circle=circle_pk)
