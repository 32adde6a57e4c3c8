"""A promise as staff of the circle follow it: begun, kept, partly or not."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.projects.queries import people_of
from cerchia.support import usecases
from cerchia.support.forms import CallOffForm, EndingForm
from cerchia.support.models import Commitment
from cerchia.support.queries import commitment_row
from cerchia.support.views.common import (
    SECTION,
    crumbs,
    first_names,
    meeting_ahead,
    only_team,
    told,
)
from cerchia.support.wording import PART, language
from cerchia.web.responses import OK, attempt

State = Commitment.State


def _found(request: SignedIn, pk: UUID) -> Commitment:
    only_team(request.user)
    scope = Commitment.objects.visible_to(request.user).select_related(
        "offer__organisation", "need", "step", "objective", "project__circle", "person"
    )
    return get_object_or_404(scope, pk=pk)


@require_GET
def commitment_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, _found(request, pk))


def _page(
    request: SignedIn,
    one: Commitment,
    *,
    status: int = OK,
    ending: EndingForm | None = None,
    calling: CallOffForm | None = None,
) -> HttpResponse:
    people = people_of(one.project)
    trace(request.user, [person.pk for person in people], PART)
    board = reverse("support:offer_detail", args=[one.offer_id])
    context = {
        "section": SECTION,
        "crumbs": crumbs((one.offer.organisation.name, board)),
        "one": one,
        "row": commitment_row(one),
        "who": first_names(people),
        "step": one.step.title_for(language()) if one.step else "",
        "aim": one.objective.title_for(language()) if one.objective else "",
        "named": Commitment.objects.name_in_force().filter(pk=one.pk).exists(),
        "way": way_of(one),
        "meeting": meeting_ahead(request.user, one.project),
        "ending": ending or EndingForm(),
        "calling": calling or CallOffForm(),
        "may_follow": may(request.user, "support.follow", one),
        "may_take_back": one.state == State.PROPOSED
        and may(request.user, "support.propose", one.project),
    }
    return render(request, "support/commitment.html", context, status=status)


def way_of(one: Commitment) -> list[dict[str, object]]:
    """The path of a promise; where the person said no it ends there."""
    steps: list[dict[str, object]] = [{"title": _("Proposed"), "state": "done", "note": ""}]
    if one.state in {State.DECLINED, State.WITHDRAWN}:
        return [*steps, {"title": one.get_state_display(), "state": "done", "note": ""}]
    agreed = one.state != State.PROPOSED
    begun = one.started_at is not None or one.is_ended
    steps.append({"title": _("The person says yes"), "state": "done" if agreed else "now"})
    steps.append({"title": _("Under way"), "state": _at(agreed, begun)})
    last = one.get_state_display() if one.is_ended else _("Kept, partly or not")
    steps.append({"title": last, "state": _at(begun, one.is_ended)})
    return steps


def _at(before: bool, done: bool) -> str:
    if done:
        return "done"
    return "now" if before else "later"


@require_POST
def commitment_move(request: SignedIn, pk: UUID) -> HttpResponse:
    """It begins; it is called off; a proposal is taken back."""
    one = _found(request, pk)
    to = request.POST.get("to", "")
    if to == "start":
        told(
            request,
            lambda: usecases.start(actor=request.user, commitment=one),
            _("It has begun."),
        )
    elif to == "take_back":
        told(
            request,
            lambda: usecases.take_back(actor=request.user, commitment=one),
            _("Taken back. The offer is free."),
        )
    elif to == "call_off":
        form = CallOffForm(request.POST)
        status = attempt(
            form,
            lambda: usecases.call_off(
                actor=request.user, commitment=one, reason=form.cleaned_data["reason"]
            ),
        )
        if status != OK:
            return _page(request, one, status=status, calling=form)
        messages.success(request, _("Called off. The offer is free again."))
    else:
        raise Http404
    return redirect("support:commitment_detail", pk)


@require_POST
def commitment_finish(request: SignedIn, pk: UUID) -> HttpResponse:
    one = _found(request, pk)
    form = EndingForm(request.POST)
    status = attempt(
        form,
        lambda: usecases.finish(actor=request.user, commitment=one, ending=form.ending()),
    )
    if status != OK:
        return _page(request, one, status=status, ending=form)
    messages.success(request, _("Saved."))
    return redirect("support:commitment_detail", pk)
