"""Asking for a proposal, reading the answer, taking it, signing; the days of a round."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Phase
from cerchia.programmes.policies import coordinates_all
from cerchia.programmes.standing import Role
from cerchia.selection import telling
from cerchia.selection.forms.rounds import AcceptForm, PlanForm, ReasonForm, SeenForm
from cerchia.selection.looking import trace
from cerchia.selection.models import Answer, SelectionRound
from cerchia.selection.queries import answers as queries
from cerchia.selection.queries.page import NOTHING, frozen
from cerchia.selection.refusals import CriteriaMissing, SheetRefused, UrgencyOpen
from cerchia.selection.usecases import deciding, rounds, signing
from cerchia.selection.usecases.asking import ask
from cerchia.selection.views import page
from cerchia.selection.views.rounds import (
    SECTION,
    candidacy_of,
    crumbs,
    find_round,
    only_coordinators,
    only_field,
    the_round,
)
from cerchia.web.responses import OK, attempt, is_fragment

LISTS = 100


def editions_to_plan(user: User) -> list[Edition]:
    """Editions without a round that the user coordinates whole."""
    mine = standing.of(user).editions(Role.COORDINATOR)
    rows = Edition.objects.filter(pk__in=mine, selection_rounds=None, closed_on=None)
    return [one for one in rows if coordinates_all(user, one.pk)]


@require_POST
def plan(request: SignedIn) -> HttpResponse:
    """The first day and the last day of a round."""
    only_coordinators(request.user)
    edition = _edition(request)
    form = PlanForm(request.POST)
    status = attempt(
        form,
        lambda: rounds.plan_round(
            actor=request.user,
            edition=edition,
            opens_on=form.cleaned_data["opens_on"],
            closes_on=form.cleaned_data["closes_on"],
        ),
    )
    if status == OK:
        messages.success(request, _("The round is planned. Now write the criteria."))
        return redirect("selection:criteria")
    context = {"section": SECTION, "editions": editions_to_plan(request.user), "form": form}
    return render(request, "selection/no_round.html", context, status=status)


def _edition(request: SignedIn) -> Edition:
    try:
        named = UUID(request.POST.get("edition", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    mine = standing.of(request.user).editions(Role.COORDINATOR)
    return get_object_or_404(Edition, pk=named, pk__in=mine)


def first_days(edition: Edition) -> dict[str, Any]:
    """The phase of selection of an edition, to begin with."""
    phase = edition.phases.filter(kind=Phase.Kind.SELECTION).first()
    return {"opens_on": phase.starts_on, "closes_on": phase.ends_on} if phase else {}


@require_POST
def close(request: SignedIn) -> HttpResponse:
    round_, form = the_round(request), SeenForm(request.POST)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        rounds.close_round(actor=request.user, round_=round_, seen=seen)
        messages.success(request, _("The round is closed to new requests."))
    return redirect("selection:balance")


@require_POST
def publish(request: SignedIn) -> HttpResponse:
    round_, form = the_round(request), SeenForm(request.POST)
    if form.is_valid():
        rounds.publish_round(actor=request.user, round_=round_, seen=form.cleaned_data["seen"])
        messages.success(request, _("The numbers are published. No name is."))
    return redirect("selection:statement")


@require_POST
def sign(request: SignedIn) -> HttpResponse:
    words = _("Signed. Another person gives the second signature.")
    return _signature(request, signing.sign, words)


@require_POST
def decide(request: SignedIn) -> HttpResponse:
    words = _("Decided. Now each person is told, in their own language.")
    return _signature(request, signing.decide, words)


def _signature(request: SignedIn, use_case: Any, done: str) -> HttpResponse:
    """A signature under the whole; a refusal gives the page again and keeps what was typed."""
    round_ = the_round(request)
    form = ReasonForm(request.POST, prefix="sign")
    status = attempt(
        form,
        lambda: use_case(
            actor=request.user,
            round_=round_,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        ),
    )
    if status == OK:
        messages.success(request, done)
        return redirect("selection:balance")
    for words in form.non_field_errors() or [form.errors.as_text()]:
        messages.error(request, str(words))
    version = frozen(round_)
    if version is None:
        raise CriteriaMissing
    seen = form.cleaned_data.get("seen") if status == page.CONFLICT else None
    round_.refresh_from_db()
    again = page.Again(status, seen=seen, typed=str(form.data.get("sign-reason", "")))
    return page.show(request, round_, version, NOTHING, again)


@require_POST
def propose(request: SignedIn) -> HttpResponse:
    """Begin the calculation in the background and show how far it is."""
    round_ = the_round(request)
    try:
        lists = LISTS if "chances" in request.POST else 0
        job = ask(actor=request.user, round_=round_, lists=lists)
    except UrgencyOpen as waiting:
        messages.error(request, str(waiting))
        return redirect("selection:balance")
    except SheetRefused as refused:
        messages.error(request, f"{_('These criteria cannot be used now.')} {refused}")
        return redirect("selection:balance")
    return redirect(job)


@require_GET
def answer(request: SignedIn, pk: UUID) -> HttpResponse:
    return _answer_page(request, _answer(request, pk))


def _answer(request: SignedIn, pk: UUID) -> Answer:
    """An answer about a round in sight, for coordinators."""
    only_coordinators(request.user)
    rounds_ = SelectionRound.objects.visible_to(request.user)
    rows = Answer.objects.filter(round__in=rounds_)
    return get_object_or_404(rows.select_related("round__edition", "sheet"), pk=pk)


def _answer_page(
    request: SignedIn, found: Answer, form: AcceptForm | None = None, status: int = OK
) -> HttpResponse:
    told = queries.answer_page(request.user, found)
    trace(request.user, told.person_ids)
    round_ = found.round
    now = found.version == round_.version and round_.decided_at is None
    context = {
        "section": SECTION,
        "crumbs": crumbs((_("History"), reverse("selection:history"))),
        "answer": found,
        "told": told,
        "headline": telling.answer_headline(told.status, len(told.choices)),
        "form": form or AcceptForm(initial={"seen": round_.version}),
        "may_accept": now and may(request.user, "selection.run_round", round_),
        "is_now": now,
        "round": round_,
    }
    return render(request, "selection/answer.html", context, status=status)


@require_POST
def accept(request: SignedIn, pk: UUID) -> HttpResponse:
    found = _answer(request, pk)
    form = AcceptForm(request.POST)
    status = attempt(
        form,
        lambda: deciding.accept(
            actor=request.user,
            answer=found,
            which=form.cleaned_data["which"],
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        ),
    )
    if status == OK:
        messages.success(request, _("The list is now the proposal. Two people still sign it."))
        return redirect("selection:balance")
    found.round.refresh_from_db()
    return _answer_page(request, found, form, status)


@require_GET
def why(request: SignedIn, code: str) -> HttpResponse:
    """What the last calculation says of one person: rules only, nobody else. Or its fragment."""
    only_field(request.user)
    round_ = find_round(request)
    candidacy = candidacy_of(round_, code) if round_ else None
    if candidacy is None or not may(request.user, "selection.see_candidacy", candidacy):
        raise Http404
    trace(request.user, [candidacy.person_id])
    context: dict[str, object] = {"why": queries.why_of_person(candidacy), "code": code}
    if is_fragment(request):
        return render(request, "selection/_why.html", context)
    context |= {"section": SECTION, "crumbs": crumbs((code, ""))}
    return render(request, "selection/why.html", context)
