"""Beginning, the board, asking for a proposal, choosing an answer, settings."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.requests import SignedIn
from cerchia.composing import queries, usecases
from cerchia.composing.forms import BeginForm, ReasonForm, SettingsForm, TakeForm
from cerchia.composing.models import Answer, Composition
from cerchia.composing.queries.table import places_of, table_of
from cerchia.composing.rules import Table, too_few
from cerchia.composing.views.common import (
    SECTION,
    composition_of,
    crumbs,
    only_coordinators,
    places_words,
    seen,
)
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def composition_list(request: SignedIn) -> HttpResponse:
    only_coordinators(request)
    starts = queries.starts_of(request.user)
    form = BeginForm(starts, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            edition, territories = form.chosen()
            made: list[Composition] = []

            def act() -> None:
                made.append(
                    usecases.begin(actor=request.user, edition=edition, territories=territories)
                )

            status = attempt(form, act)
            if made:
                return redirect(made[0])
    under_way = queries.open_compositions(request.user)
    context = {
        "section": SECTION,
        "crumbs": crumbs()[:1],
        "form": form,
        "starts": starts,
        "waiting": sum(one.waiting for one in starts),
        "under_way": [(one, places_words(one)) for one in under_way],
    }
    return render(request, "composing/composition_list.html", context, status=status)


@require_GET
def board(request: SignedIn, pk: UUID) -> HttpResponse:
    return board_page(request, composition_of(request, pk))


def board_page(
    request: SignedIn, composition: Composition, form: TakeForm | None = None, status: int = OK
) -> HttpResponse:
    """The board; with the form of an answer again where something was missing in it."""
    found = queries.board_of(composition)
    locks, keeps = queries.locks_of(composition), queries.keeps_of(composition)
    named = [lock.person_id for lock in locks if lock.person_id]
    named += [person.pk for rule in keeps for person in rule.people.all()]
    seen(request, [*found.people, *named])
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "composition": composition,
        "places": places_words(composition),
        "board": found,
        "few": too_few(found.table),
        "locks": locks,
        "keeps": keeps,
        "fillable": queries.fillable(composition) if composition.is_open else [],
        "form": form,
        "formed": queries.circles_formed(composition),
    }
    return render(request, "composing/board.html", context, status=status)


@require_POST
def propose(request: SignedIn, pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    job = usecases.ask(actor=request.user, composition=composition)
    return redirect(job)


@require_POST
def take(request: SignedIn, pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    form = TakeForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        typed = form.cleaned_data
        answer = get_object_or_404(
            Answer.objects.filter(composition=composition), pk=typed["answer"]
        )
        status = attempt(
            form,
            lambda: usecases.take(
                actor=request.user,
                composition=composition,
                version=typed["version"],
                answer=answer,
                reason=typed["reason"],
                alternative=typed["alternative"],
            ),
        )
        if status == OK:
            messages.success(request, _("These are the circles from now on."))
            return redirect(composition)
    return board_page(request, composition, form, status)


def _settings_form(
    request: SignedIn, composition: Composition, table: Table, *, bound: bool = True
) -> SettingsForm:
    return SettingsForm(
        composition,
        table.helpers,
        places_of(composition),
        queries.fillable(composition),
        (request.POST or None) if bound else None,
    )


@require_http_methods(["GET", "POST"])
def settings(request: SignedIn, pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    table = table_of(composition)
    form = _settings_form(request, composition, table)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.settle(
                    actor=request.user,
                    composition=composition,
                    version=form.cleaned_data["version"],
                    settings=form.settings(),
                    reason=form.cleaned_data["reason"],
                ),
            )
            if status == OK:
                messages.success(request, _("Saved. Ask for a new proposal to see what changes."))
                return redirect(composition)
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "form": form,
        "few": too_few(table),
        "aside": ReasonForm(initial={"version": composition.version}, prefix="aside"),
    }
    return render(request, "composing/settings.html", context, status=status)


@require_POST
def set_aside(request: SignedIn, pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    form = ReasonForm(request.POST, prefix="aside")
    status = UNPROCESSABLE
    if form.is_valid():
        status = attempt(
            form,
            lambda: usecases.set_aside(
                actor=request.user, composition=composition, **form.cleaned_data
            ),
        )
        if status == OK:
            messages.success(request, _("Set aside. Nobody was invited."))
            return redirect("composing:composition_list")
    table = table_of(composition)
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "form": _settings_form(request, composition, table, bound=False),
        "few": too_few(table),
        "aside": form,
    }
    return render(request, "composing/settings.html", context, status=status)
