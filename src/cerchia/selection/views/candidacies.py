"""A candidacy as the team reads and carries it. Every page leaves its trace before the answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cerchia.access.engine import may, require
from cerchia.access.fresh import fresh_sign_in
from cerchia.access.requests import SignedIn
from cerchia.documents.codes import qr_svg
from cerchia.selection.forms.arriving import FactsForm
from cerchia.selection.forms.meeting import BesideForm, ReasonForm, TellForm
from cerchia.selection.looking import trace
from cerchia.selection.models import Candidacy
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries import candidacies as queries
from cerchia.selection.queries.alike import alike_to
from cerchia.selection.queries.bonds import STANDS, together_in
from cerchia.selection.queries.page import frozen
from cerchia.selection.rules.bonds import group_of
from cerchia.selection.usecases import candidacies as life
from cerchia.selection.usecases import duplicates, eligibility
from cerchia.selection.usecases.following import show_code
from cerchia.selection.views.beside import beside_the_meeting
from cerchia.selection.wording import REASONS, sentence
from cerchia.vault.files import respond
from cerchia.web.responses import OK, attempt

SECTION = "selection"
ACTS = ("write_facts", "see_status", "check", "override", "record_interview", "withdraw", "tell",
        "join", "connect_phone")  # fmt: skip


def find(request: SignedIn, code: str) -> Candidacy:
    """A candidacy in scope, traced; the same 404 for all others."""
    candidacy = queries.find(request.user, code)
    trace(request.user, [candidacy.person_id])
    return candidacy


def crumbs(candidacy: Candidacy | None = None) -> list[tuple[str, str]]:
    path = [(_("Selection"), "/selezione/")]
    if candidacy is not None:
        path.append((candidacy.code, reverse("selection:candidacy", args=[candidacy.code])))
    return path


@require_safe
def detail(request: SignedIn, code: str) -> HttpResponse:
    return _page(request, find(request, code))


def _page(
    request: SignedIn, candidacy: Candidacy, *, status: int = OK, **more: Any
) -> HttpResponse:
    allowed = {act: may(request.user, f"selection.{act}", candidacy) for act in ACTS}
    early = candidacy.state in eligibility.BEFORE_MEETING and not candidacy.anonymised_at
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "candidacy": candidacy,
        "person": candidacy.person,
        "may": allowed,
        "tongues": queries.tongues_of(candidacy.person_id),
        "contacts": queries.contacts_of(candidacy.person_id),
        "early": early,
        "rules": _rules(candidacy, allowed["see_status"], early=early),
        "meetings": queries.meetings_of(candidacy),
        "history": queries.history_of(candidacy),
        "joined": candidacy.merged.select_related("person", "wish_voice").order_by("code"),
        "alike": _alike(request, candidacy) if allowed["join"] else [],
        "put_by": queries.names_of([candidacy.put_forward_by_id]).get(candidacy.put_forward_by_id),
        "is_over": candidacy.state == State.WITHDRAWN or candidacy.participation_id is not None,
        "to_tell": candidacy.is_to_be_said and candidacy.told_at is None,
        "beside": BesideForm(initial={"text": str(candidacy.wish_beside)}),
        "reason": ReasonForm(prefix="why"),
        "leaving": ReasonForm(prefix="bye"),
        "telling": TellForm(),
        **beside_the_meeting(request, candidacy),
        "together": _together(candidacy),
        "ties": _ties(request, candidacy),
        **more,
    }
    return render(request, "selection/candidacy.html", context, status=status)


def _ties(request: SignedIn, candidacy: Candidacy) -> bool:
    """Whether the reader may write with whom this person belongs together."""
    round_, here = candidacy.round, frozenset({candidacy.territory_id})
    if round_.decided_at is not None or candidacy.merged_into_id or candidacy.state not in STANDS:
        return False
    return frozen(round_) is not None and may(
        request.user, "selection.change_proposal", round_, here
    )


def _together(candidacy: Candidacy) -> list[str]:
    """The codes of those with whom the person is chosen, or not at all."""
    return sorted(group_of(together_in(candidacy.round), candidacy.code) - {candidacy.code})


def _rules(candidacy: Candidacy, may_see: bool, *, early: bool) -> dict[str, Any]:
    """The rules line by line: as they read today while that matters, else as they were checked."""
    if not may_see or candidacy.anonymised_at:
        return {}
    lines = eligibility.lines_of(candidacy)
    outcome = eligibility.outcome_of(candidacy) if early else None
    read = outcome.lines if outcome else lines
    return {
        "answer": outcome.answer if outcome else "",
        "lines": [(line.answer, sentence(line)) for line in read],
    }


def _alike(request: SignedIn, candidacy: Candidacy) -> list[dict[str, Any]]:
    if candidacy.merged_into_id or candidacy.anonymised_at:
        return []
    found = alike_to(request.user, candidacy)
    return [
        {"one": one, "reasons": ", ".join(str(REASONS[reason]) for reason in one.reasons)}
        for one in found
    ]


def done(
    request: SignedIn, candidacy: Candidacy, form: BaseForm, act: Callable[[], object], **page: Any
) -> HttpResponse:
    """Back to the page when it is done; the page with the reason when it was refused."""
    status = attempt(form, act)
    if status == OK:
        messages.success(request, _("Saved."))
        return redirect("selection:candidacy", candidacy.code)
    return _page(request, queries.find(request.user, candidacy.code), status=status, **page)


@require_http_methods(["GET", "POST"])
def facts(request: SignedIn, code: str) -> HttpResponse:
    """What the rules of the edition ask, each with why it is asked."""
    candidacy = find(request, code)
    require(request.user, "selection.write_facts", candidacy)
    known = eligibility.facts_of(candidacy)
    initial = {
        "birth_year": known.birth_year,
        "status": known.status,
        "permit_expires_on": known.permit_expires_on,
        "renewal_asked_on": known.renewal_asked_on,
        "is_student": known.is_student,
        "reception": known.reception,
        "left_on": known.left_on,
    }
    form = FactsForm(request.POST if request.method == "POST" else None, initial)
    status = OK
    if request.method == "POST":
        status = attempt(
            form,
            lambda: eligibility.write_facts(
                actor=request.user, candidacy=candidacy, told=form.told()
            ),
        )
        if status == OK:
            messages.success(request, _("Saved. Now look at the rules again."))
            return redirect("selection:candidacy", code)
    context = {
        "section": SECTION,
        "crumbs": crumbs(candidacy),
        "candidacy": candidacy,
        "form": form,
    }
    return render(request, "selection/facts.html", context, status=status)


@require_POST
def check(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    outcome = eligibility.check_eligibility(actor=request.user, candidacy=candidacy)
    fits = outcome.answer == "yes"
    words = _("Can take part. Now meet.") if fits else _("The rules say no. Tell the person why.")
    messages.success(request, words)
    return redirect("selection:candidacy", code)


@require_POST
def override(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    form = ReasonForm(request.POST, prefix="why")
    to = request.POST.get("to", "")
    require(request.user, "selection.override", candidacy)

    def act() -> object:
        return eligibility.override(
            actor=request.user, candidacy=candidacy, to=to, reason=form.cleaned_data["reason"]
        )

    return done(request, candidacy, form, act, reason=form)


@require_POST
def leaves(request: SignedIn, code: str) -> HttpResponse:
    """The person said that they take it back; the team writes how."""
    candidacy = find(request, code)
    require(request.user, "selection.withdraw", candidacy)
    form = ReasonForm(request.POST, prefix="bye")

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return life.withdraw(actor=request.user, candidacy=candidacy, reason=reason)

    return done(request, candidacy, form, act, leaving=form)


@require_POST
def tell(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    require(request.user, "selection.tell", candidacy)
    form = TellForm(request.POST)

    def act() -> object:
        words = form.cleaned_data["words"]
        return life.tell(actor=request.user, candidacy=candidacy, words=words)

    return done(request, candidacy, form, act, telling=form)


@require_POST
def beside(request: SignedIn, code: str) -> HttpResponse:
    """A translation beside the words, never over them."""
    candidacy = find(request, code)
    form = BesideForm(request.POST)

    def act() -> object:
        text = form.cleaned_data["text"]
        return life.write_beside(actor=request.user, candidacy=candidacy, text=text)

    return done(request, candidacy, form, act, beside=form)


@require_POST
def join(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    scope = Candidacy.objects.visible_to(request.user).exclude(person__user=request.user)
    scope = scope.select_related("round", "person")
    other = get_object_or_404(scope, pk=_uuid(request.POST.get("other", "")))
    trace(request.user, [other.person_id])
    duplicates.join(actor=request.user, kept=candidacy, other=other)
    messages.success(request, _("They are one now. You can part them again."))
    return redirect("selection:candidacy", code)


@require_POST
def part(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    duplicates.part(actor=request.user, other=candidacy)
    messages.success(request, _("They are two again."))
    return redirect("selection:candidacy", code)


@require_safe
def voice(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    if candidacy.wish_voice is None:
        raise Http404
    return respond(candidacy.wish_voice, ranges=request.headers.get("Range", ""))


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_sign_in
def phone(request: SignedIn, code: str) -> HttpResponse:
    """The phones that follow it; a POST shows the code for one more, once, face to face."""
    candidacy = find(request, code)
    require(request.user, "selection.connect_phone", candidacy)
    user = candidacy.person.user
    context: dict[str, Any] = {
        "section": SECTION,
        "crumbs": crumbs(candidacy),
        "person": candidacy.person,
        "here": request.path,
        "phones": user.devices.bound() if user else [],
    }
    if request.method == "POST":
        made = show_code(actor=request.user, candidacy=candidacy)
        link = request.build_absolute_uri(reverse("access:connect", args=[made.code]))
        context |= {
            "qr": qr_svg(link, label=_("Picture code for the phone")),
            "until": made.row.expires_at,
        }
    return render(request, "access/phones_of.html", context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
