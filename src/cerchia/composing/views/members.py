"""One at the table: where they could go, lock and unlock; who stays together or apart."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.requests import SignedIn
from cerchia.composing import queries, solving, usecases
from cerchia.composing.forms import ChangeForm, HoursForm, KeepForm, LockForm, VersionForm
from cerchia.composing.models import CompositionLock, KeepRule
from cerchia.composing.queries import Board
from cerchia.composing.queries.table import keep_id, table_of
from cerchia.composing.rules import Change, Table
from cerchia.composing.views.common import SECTION, composition_of, crumbs, seen
from cerchia.composing.wording import Measure, measures, rule_words
from cerchia.kit.errors import DomainError
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@dataclass(frozen=True, slots=True)
class Trial:
    """One change with what it does: measures before and after, and what it would break."""

    key: str
    change: Change
    effects: list[tuple[Measure, Measure]]
    broken: list[str]
    size: tuple[int, int]
    refused: str = ""


@require_http_methods(["GET", "POST"])
def member(request: SignedIn, pk: UUID, who: str) -> HttpResponse:
    composition = composition_of(request, pk)
    found = queries.board_of(composition)
    if who not in found.table.names or not found.rings:
        raise Http404
    changes = _changes(found, who)
    form = ChangeForm(changes, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            typed = form.cleaned_data
            status = attempt(
                form,
                lambda: usecases.change(
                    actor=request.user,
                    composition=composition,
                    version=typed["version"],
                    change=form.chosen(),
                    reason=typed["reason"],
                ),
            )
            if status == OK:
                messages.success(request, _("Changed, with your reason."))
                return redirect(composition)
    return _member_page(request, found, who, changes=(form, status))


def _member_page(
    request: SignedIn,
    found: Board,
    who: str,
    *,
    changes: tuple[ChangeForm, int] | None = None,
    locking: tuple[LockForm, int] | None = None,
    telling: tuple[HoursForm, int] | None = None,
) -> HttpResponse:
    composition = found.composition
    people = [one.person_id for one in found.table.walkers if one.code == who]
    seen(request, people)
    version = composition.version
    form, status = changes or (ChangeForm(_changes(found, who)), OK)
    lock_form, status = locking or (LockForm(initial={"version": version}), status)
    hours_form, status = telling or (HoursForm(_own_hours(found, who)), status)
    places = [card for card in found.cards if who in (*card.ring.people, *card.ring.team)]
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "board": found,
        "who": who,
        "name": found.table.names[who],
        "is_person": bool(people),
        "places": [(card, _seat(card, who)) for card in places],
        "locked": {
            lock.circle: lock.id.partition(":")[2]
            for lock in found.table.locks
            if lock.member == who
        },
        "trials": [_trial(found, one) for one in form.changes.values()],
        "form": form,
        "lock_form": lock_form,
        "hours_form": hours_form,
        "version": version,
    }
    return render(request, "composing/member.html", context, status=status)


def _seat(card: queries.Card, who: str) -> object:
    return next((one for one in card.seats if one.code == who), None)


def _changes(found: Board, who: str) -> list[Change]:
    """What can be tried: another circle of the territory; for the team joining and leaving."""
    helper = next((one for one in found.table.helpers if one.id == who), None)
    if helper is None:
        home = next(one.territory for one in found.table.walkers if one.code == who)
        return [
            Change(who, ring.id)
            for ring in found.rings
            if ring.territory == home and who not in ring.people
        ]
    return [
        Change(who, ring.id, leaves=who in ring.team)
        for ring in found.rings
        if ring.territory in helper.territories
    ]


def _trial(found: Board, change: Change) -> Trial:
    table, rings = found.table, list(found.rings)
    key = f"{'-' if change.leaves else '+'}{change.circle}"
    size = next(len(ring.people) for ring in rings if ring.id == change.circle)
    try:
        after = usecases.trial(table, rings, change)
    except DomainError as refused:
        return Trial(key, change, [], [], (size, size), refused=str(refused))
    was = measures(found.levels)
    reading = solving.read(table, after)
    now = measures(reading.levels)
    new = [rule for rule in reading.broken if rule not in found.broken]
    return Trial(
        key=key,
        change=change,
        effects=[
            (before, then)
            for before, then in zip(was, now, strict=True)
            if before.value != then.value
        ],
        broken=[rule_words(rule, table) for rule in new],
        size=(size, next(len(ring.people) for ring in after if ring.id == change.circle)),
    )


@require_POST
def lock(request: SignedIn, pk: UUID, who: str) -> HttpResponse:
    composition = composition_of(request, pk)
    form = LockForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        status = attempt(
            form,
            lambda: usecases.lock(
                actor=request.user, composition=composition, member=who, **form.cleaned_data
            ),
        )
        if status == OK:
            messages.success(request, _("Locked. A new proposal leaves this place as it is."))
            return redirect(composition)
    found = queries.board_of(composition)
    if who not in found.table.names or not found.rings:
        raise Http404
    return _member_page(request, found, who, locking=(form, status))


@require_POST
def hours(request: SignedIn, pk: UUID, who: str) -> HttpResponse:
    composition = composition_of(request, pk)
    found = queries.board_of(composition)
    if who not in found.table.names:
        raise Http404
    form = HoursForm(_own_hours(found, who), request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        status = attempt(
            form,
            lambda: usecases.set_hours(
                actor=request.user, composition=composition, member=who, **form.cleaned_data
            ),
        )
        if status == OK:
            messages.success(request, _("Saved. Ask for a new proposal to see what changes."))
            return redirect(composition)
    return _member_page(request, found, who, telling=(form, status))


def _own_hours(found: Board, who: str) -> tuple[str, ...]:
    told = {one.code: one.hours for one in found.table.walkers}
    told |= {one.id: one.hours for one in found.table.helpers}
    return told[who]


@require_POST
def unlock(request: SignedIn, pk: UUID, lock_pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    row = get_object_or_404(CompositionLock, composition=composition, pk=lock_pk)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    usecases.unlock(actor=request.user, row=row, version=version)
    messages.success(request, _("Unlocked."))
    return redirect(composition)


@require_http_methods(["GET", "POST"])
def keeps(request: SignedIn, pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    table = table_of(composition)
    form = KeepForm(table, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            typed = form.cleaned_data
            status = attempt(
                form,
                lambda: usecases.keep(
                    actor=request.user,
                    composition=composition,
                    version=typed["version"],
                    kind=typed["kind"],
                    people=form.chosen(),
                    reason=typed["reason"],
                ),
            )
            if status == OK:
                messages.success(request, _("Written. The next proposal holds to it."))
                return redirect("composing:keeps", composition.pk)
    keeps = queries.keeps_of(composition)
    named = [person.pk for rule in keeps for person in rule.people.all()]
    seen(request, [*(one.person_id for one in table.walkers), *named])
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "form": form,
        "keeps": keeps,
        "apart": _apart_before(table, keeps),
    }
    return render(request, "composing/keeps.html", context, status=status)


def _apart_before(table: Table, keeps: list[KeepRule]) -> list[list[str]]:
    """The names of those who were parted when they were chosen; nobody takes that back here."""
    own = {keep_id(rule) for rule in keeps}
    return [
        [table.names[one] for one in keep.members] for keep in table.keeps if keep.id not in own
    ]


@require_POST
def keep_release(request: SignedIn, pk: UUID, rule_pk: UUID) -> HttpResponse:
    composition = composition_of(request, pk)
    rule = get_object_or_404(KeepRule, composition=composition, pk=rule_pk)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    usecases.release(actor=request.user, rule=rule, version=version)
    messages.success(request, _("Taken back."))
    return redirect("composing:keeps", composition.pk)


@require_GET
def keep_reason(request: SignedIn, pk: UUID, rule_pk: UUID) -> HttpResponse:
    """Why, opened for one rule; that it was opened is written."""
    composition = composition_of(request, pk)
    rows = KeepRule.objects.select_related("composition", "why").prefetch_related("people")
    rule = get_object_or_404(rows, composition=composition, pk=rule_pk)
    seen(request, [person.pk for person in rule.people.all()])
    text = usecases.read_reason(actor=request.user, rule=rule)
    context = {
        "section": SECTION,
        "crumbs": crumbs(composition),
        "composition": composition,
        "rule": rule,
        "text": text,
    }
    return render(request, "composing/keep_reason.html", context)
