"""The acts of the page: swap, lock, waiting list, a free place. Each asks why before anything."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cerchia.access.requests import SignedIn
from cerchia.kit.errors import DomainError
from cerchia.selection.forms.rounds import ActForm
from cerchia.selection.models import CriteriaSheet, Lock, SelectionRound
from cerchia.selection.queries import page as queries
from cerchia.selection.queries.page import Trial, frozen
from cerchia.selection.refusals import CriteriaMissing, NobodyNamed
from cerchia.selection.usecases import deciding, signing
from cerchia.selection.views.page import (
    CONFLICT,
    Again,
    Bar,
    act_bar,
    called_with,
    show,
    swap_bar,
)
from cerchia.selection.views.rounds import candidacy_of, the_round
from cerchia.web.responses import NOT_FOR_FORMS, UNPROCESSABLE


@require_POST
def swap(request: SignedIn) -> HttpResponse:
    def act(round_: SelectionRound, form: ActForm) -> None:
        said = form.cleaned_data
        deciding.swap(
            actor=request.user,
            round_=round_,
            leaves=candidacy_of(round_, said["leaves"]),
            enters=candidacy_of(round_, said["enters"]),
            reason=said["reason"],
            seen=said["seen"],
        )

    return carry_out(request, "swap", act, _("The change is confirmed. The reason stays with it."))


@require_POST
def lock(request: SignedIn) -> HttpResponse:
    def act(round_: SelectionRound, form: ActForm) -> None:
        said = form.cleaned_data
        deciding.lock(
            actor=request.user,
            round_=round_,
            candidacy=_named(round_, said["code"]),
            place=said["place"] or Lock.Place.IN,
            reason=said["reason"],
            seen=said["seen"],
        )

    return carry_out(request, "lock", act, _("The place is locked."))


@require_POST
def unlock(request: SignedIn) -> HttpResponse:
    return carry_out(request, "unlock", _on_one(request, deciding.unlock), _("The lock is lifted."))


@require_POST
def wait(request: SignedIn) -> HttpResponse:
    return carry_out(
        request, "wait", _on_one(request, deciding.set_waiting), _("The waiting list is changed.")
    )


@require_POST
def fill(request: SignedIn) -> HttpResponse:
    words = _("The place is given. Now tell the person.")
    return carry_out(request, "fill", _on_one(request, signing.fill_place), words)


Act = Callable[[SelectionRound, ActForm], None]


def _on_one(request: SignedIn, use_case: Callable[..., object]) -> Act:
    def act(round_: SelectionRound, form: ActForm) -> None:
        said = form.cleaned_data
        use_case(
            actor=request.user,
            round_=round_,
            candidacy=_named(round_, said["code"]),
            reason=said["reason"],
            seen=said["seen"],
        )

    return act


def _named(round_: SelectionRound, code: str) -> Any:
    found = candidacy_of(round_, code)
    if found is None:
        raise NobodyNamed
    return found


def carry_out(request: SignedIn, name: str, act: Act, done: str) -> HttpResponse:
    """Do an act of the bar; a refusal gives the page again with the reason still typed."""
    round_ = the_round(request)
    form = ActForm(request.POST)
    status, seen = UNPROCESSABLE, None
    if form.is_valid():
        try:
            act(round_, form)
        except DomainError as refused:
            if refused.status in NOT_FOR_FORMS:
                raise
            status = refused.status
            form.add_error(None, str(refused))
            seen = form.cleaned_data["seen"] if status == CONFLICT else None
        else:
            messages.success(request, done)
            return redirect("selection:balance")
    return _again(request, round_, form, name, status, seen)


def _again(
    request: SignedIn,
    round_: SelectionRound,
    form: ActForm,
    name: str,
    status: int,
    seen: int | None,
) -> HttpResponse:
    """The page as it is now, with what was typed and the version that is before the eyes now."""
    version = frozen(round_)
    if version is None:
        raise CriteriaMissing
    round_.refresh_from_db()
    typed = request.POST.copy()
    typed["seen"] = str(round_.version)
    errors = form.non_field_errors()
    form = ActForm(typed)
    form.full_clean()
    for words in errors:
        form.add_error(None, words)
    leaves, enters = typed.get("leaves", "")[:20], typed.get("enters", "")[:20]
    trial = Trial(leaves, enters, alone=not enters)
    bar = _bar_again(request, round_, version, name, form, trial)
    return show(request, round_, version, trial, Again(status, bar, seen))


def _bar_again(
    request: SignedIn,
    round_: SelectionRound,
    version: CriteriaSheet,
    name: str,
    form: ActForm,
    trial: Trial,
) -> Bar:
    page = queries.round_page(request.user, round_, version, trial)
    if name == "swap":
        return swap_bar(page, form)
    row = page.row(str(form.data.get("code", "")))
    act = "keep_out" if name == "lock" and form.data.get("place") == "out" else name
    who = called_with(page, row, act) if row else ""
    return act_bar(act, row.code if row else "", who, form)
