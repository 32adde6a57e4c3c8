"""After a juncture: a new version, a reward, or the end. `/patti/<id>/snodo/`."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.funds.forms.pact import EndForm, PactForm, RewardForm, initial_of
from cerchia.funds.models import Pact
from cerchia.funds.queries.pact import current_revision, terms_of
from cerchia.funds.usecases import end_pact, give_reward, renew_pact
from cerchia.funds.usecases.reward import left_to_give
from cerchia.funds.views.pact import pact_context, staff_pact
from cerchia.kit.errors import DomainError
from cerchia.projects.models import Objective, ReviewMoment
from cerchia.web.responses import form_again

UNPROCESSABLE = 422
PAGE = "funds/pact_juncture.html"
Outcome = ReviewMoment.Outcome


@require_GET
def pact_juncture(request: SignedIn, pk: UUID) -> HttpResponse:
    """What the last juncture decided, and the act that follows from it."""
    pact = _pact(request, pk)
    return render(request, PAGE, _context(request, pact))


@require_http_methods(["GET", "POST"])
def pact_renew(request: SignedIn, pk: UUID) -> HttpResponse:
    """Write the next version, beginning from the one in force."""
    pact = _pact(request, pk)
    review = _review(pact)
    require(request.user, "funds.draft_pact", pact.fund)
    objectives = list(
        Objective.objects.filter(project__in=pact.projects.all(), accepted_at__isnull=False)
    )
    start = initial_of(terms_of(current_revision(pact)))
    form = PactForm(request.POST or None, objectives=objectives, initial=start)
    context = {**pact_context(request, pact), "form": form, "renewing": True}
    if request.method != "POST":
        return render(request, "funds/pact_write.html", context)
    if form.is_valid():
        try:
            fresh = renew_pact(actor=request.user, pact=pact, review=review, draft=form.draft())
        except DomainError as refused:
            _put_back(form, refused)
        else:
            messages.success(request, _("The new version is written. Now a mediator explains it."))
            return redirect("funds:pact_edit", pk=fresh.pk)
    return form_again(request, "funds/pact_write.html", context)


@require_POST
def pact_end(request: SignedIn, pk: UUID) -> HttpResponse:
    pact = _pact(request, pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_pact(
                actor=request.user,
                pact=pact,
                review=_review(pact),
                decision=form.cleaned_data["decision"],
                returned_cents=form.cleaned_data["returned"] or 0,
            )
        except DomainError as refused:
            _put_back(form, refused)
        else:
            messages.success(request, _("The pact is ended and the fund is closed."))
            return redirect("funds:pact_edit", pk=pk)
    return form_again(request, PAGE, {**_context(request, pact), "end_form": form})


@require_POST
def pact_reward(request: SignedIn, pk: UUID) -> HttpResponse:
    pact = _pact(request, pk)
    form = RewardForm(request.POST)
    if form.is_valid():
        try:
            give_reward(
                actor=request.user,
                pact=pact,
                review=_review(pact),
                amount_cents=form.cleaned_data["amount"],
                why=form.cleaned_data["why"],
            )
        except DomainError as refused:
            _put_back(form, refused)
        else:
            messages.success(request, _("The reward waits to be prepared, as every payment."))
            return redirect("funds:pact_juncture", pk=pk)
    return form_again(request, PAGE, {**_context(request, pact), "reward_form": form})


def _pact(request: SignedIn, pk: UUID) -> Pact:
    pact = staff_pact(request, pk)
    if not may(request.user, "funds.end_pact", pact):
        raise Http404
    return pact


def _last(pact: Pact) -> ReviewMoment | None:
    return (
        ReviewMoment.objects.filter(
            project__in=pact.projects.all(),
            kind=ReviewMoment.Kind.JUNCTURE,
            held_at__isnull=False,
        )
        .order_by("-held_at")
        .first()
    )


def _review(pact: Pact) -> ReviewMoment:
    review = _last(pact)
    if review is None:
        raise Http404
    return review


def _context(request: SignedIn, pact: Pact) -> dict[str, Any]:
    review = _last(pact)
    outcome = review.outcome if review else ""
    return {
        **pact_context(request, pact),
        "review": review,
        "renews": outcome in {Outcome.RENEW, Outcome.ADAPT},
        "ends": outcome in {Outcome.END_REACHED, Outcome.END_EXIT},
        "end_form": EndForm(),
        "reward_form": RewardForm(),
        "most_cents": left_to_give(pact),
        "left_cents": pact.fund.left_cents,
        "rewards": list(pact.rewards.select_related("disbursement")),
    }


def _put_back(form: Any, refused: DomainError) -> None:
    if refused.status != UNPROCESSABLE:
        raise refused
    form.add_error(None, str(refused))
