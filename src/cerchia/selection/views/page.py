"""The page on which people choose: look, try, write why, confirm. Nothing is kept before that."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection import telling
from cerchia.selection.drawings import bars
from cerchia.selection.forms.rounds import ActForm, PlanForm, ReasonForm
from cerchia.selection.looking import trace
from cerchia.selection.models import CriteriaSheet, SelectionRound
from cerchia.selection.policies.candidacies import WRITERS
from cerchia.selection.policies.deciding import is_alone
from cerchia.selection.queries import page as queries
from cerchia.selection.queries.page import RoundPage, Trial, frozen
from cerchia.selection.queries.urgency import due_for
from cerchia.selection.rules.balancing import Line
from cerchia.selection.usecases import signing
from cerchia.selection.views.filters import Wanted, filters_of
from cerchia.selection.views.rounds import (
    SECTION,
    find_round,
    only_field,
    the_round,
)
from cerchia.selection.views.rows import groups_of
from cerchia.web.responses import OK

CONFLICT = 409


@dataclass(frozen=True)
class Bar:
    """The bar at the foot of the page: one act, its words, where it is sent, its form.

    `choices`: the other half of a swap, to be chosen without looking for the row.
    """

    title: str
    text: str
    url: str
    button: str
    form: ReasonForm
    ready: bool = True
    hidden: dict[str, str] = field(default_factory=dict)
    choices: list[tuple[str, str]] = field(default_factory=list)
    asks: str = ""


@dataclass(frozen=True)
class Again:
    """The page after a refusal. `seen`: acts since that version are told; `typed`: the reason of
    a signature that did not come through.
    """

    status: int = OK
    bar: Bar | None = None
    seen: int | None = None
    typed: str = ""


FIRST = Again()


@require_GET
def balance(request: SignedIn) -> HttpResponse:
    only_field(request.user)
    round_ = find_round(request)
    if round_ is None:
        return _none_yet(request)
    version = frozen(round_)
    if version is None:
        return _before_criteria(request, round_)
    asked = request.GET
    trial = Trial(
        asked.get("leaves", "")[:20], asked.get("enters", "")[:20], alone="alone" in asked
    )
    return show(request, round_, version, trial)


def _none_yet(request: SignedIn) -> HttpResponse:
    """No round: the days of one, for who may plan it."""
    from cerchia.selection.views.running import editions_to_plan  # noqa: PLC0415 - a circle else

    editions = editions_to_plan(request.user)
    context = {"section": SECTION, "editions": editions, "form": PlanForm()}
    return render(request, "selection/no_round.html", context)


def _before_criteria(request: SignedIn, round_: SelectionRound) -> HttpResponse:
    """Counts only: names and proposals come after the criteria."""
    context = {
        "section": SECTION,
        "round": round_,
        "counts": queries.counts_of(round_),
        "days": telling.closing(queries.days_to_closing(round_)),
        "may_write": may(request.user, "selection.write_sheet", round_),
        "draft": round_.sheets.first(),
        "tasks": queries.tasks(request.user, round_),
        "writes": standing.of(request.user).has(*WRITERS),
    }
    return render(request, "selection/before_criteria.html", context)


def show(
    request: SignedIn,
    round_: SelectionRound,
    version: CriteriaSheet,
    trial: Trial,
    again: Again = FIRST,
) -> HttpResponse:
    """The page with a trial or an act in its bar, or again after a refusal."""
    page = queries.round_page(request.user, round_, version, trial)
    trace(request.user, page.person_ids)
    wanted = filters_of(request.GET)
    first = signing.first_signature(round_)
    context = {
        "section": SECTION,
        "page": page,
        "round": round_,
        "headline": _headline(page),
        "days": telling.closing(queries.days_to_closing(round_)),
        "groups": groups_of(page, wanted),
        "wanted": wanted,
        "bars": _bars(page),
        "off": [telling.capital(telling.off_words(one)) for one in page.lines if not one.holds],
        "unheard": _unheard(page),
        "said": telling.trial_words(page.lines, page.lines) if page.trial else "",
        "bar": again.bar or _bar(request, page),
        "changed": _since(request, round_, again.seen),
        "first": first,
        "sign": _sign_form(request, page, first, again.typed),
        "is_alone": first is not None and is_alone(round_),
        "tasks": [*queries.tasks(request.user, round_), *_to_weigh(request, page)],
        "writes": standing.of(request.user).has(*WRITERS),
        "may": _powers(request, round_),
    }
    return render(request, "selection/balance.html", context, status=again.status)


def _since(request: SignedIn, round_: SelectionRound, seen: int | None) -> list[queries.Event]:
    return queries.history(request.user, round_, after=seen) if seen is not None else []


def _to_weigh(request: SignedIn, page: RoundPage) -> list[queries.Task]:
    """Whose urgency this reader could write, where the criteria count it."""
    if not page.sheet.urgency or page.round.decided_at is not None:
        return []
    people = [
        row.candidacy
        for row in page.rows
        if row.is_named and may(request.user, "selection.write_urgency", row.candidacy)
    ]
    return [
        queries.Task(one.code, what, one.territory.name, None)
        for one, what in due_for(request.user, people)
    ]


def _headline(page: RoundPage) -> str:
    if page.round.decided_at is not None:
        return telling.decided_headline(page.sheet.seats - page.free, page.free)
    held = page.sheet.seats - page.free if page.free else page.counts.proposed
    return telling.headline(held, page.sheet.seats, len([*_off_now(page)]))


def _off_now(page: RoundPage) -> set[str]:
    """What is out of balance as it stands, whatever is being tried."""
    return {line.group for line in page.lines if not line.held}


def _bars(page: RoundPage) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "svg": svg,
            "name": telling.line_name(line),
            "before": telling.one_decimal(line, line.before),
            "after": telling.one_decimal(line, line.after),
            "wanted": telling.wanted_words(line),
        }
        for line, svg in bars(_told(page.lines))
    ]


def _told(lines: Sequence[Line]) -> list[Line]:
    """Circles only where they move or do not fit: the others stand as wanted."""
    return [one for one in lines if one.kind != "between" or _matters(one)]


def _matters(line: Line) -> bool:
    return not line.key.startswith("circle:") or line.is_trial or not line.holds


def _unheard(page: RoundPage) -> str:
    return telling.unheard_words(
        [[telling.tongue(code) for code in each] for each in page.unheard], len(page.unheard)
    )


def _powers(request: SignedIn, round_: SelectionRound) -> dict[str, bool]:
    user = request.user
    return {
        "run": may(user, "selection.run_round", round_),
        "change": may(user, "selection.change_proposal", round_),
    }


def _sign_form(request: SignedIn, page: RoundPage, first: Any, typed: str) -> ReasonForm | None:
    """The form of the signature that this person could give now."""
    round_, user = page.round, request.user
    if round_.decided_at is not None or page.trial:
        return None
    if first is None:
        can = may(user, "selection.sign_first", round_) and page.counts.proposed
    else:
        can = may(user, "selection.decide", round_, first.by_id)
    if not can:
        return None
    return ReasonForm(initial={"seen": round_.version, "reason": typed}, prefix="sign")


def _bar(request: SignedIn, page: RoundPage) -> Bar | None:
    """The bar for what the address asks: a trial, a lock, a place on the list."""
    if not may(request.user, "selection.change_proposal", page.round):
        return None
    if page.trial:
        return swap_bar(page, _form(page))
    for name in ("lock", "keep_out", "unlock", "wait", "fill"):
        row = page.row(request.GET.get(name, ""))
        if row is not None and row.may_change:
            return act_bar(name, row.code, called_with(page, row, name), _form(page))
    return None


def _form(page: RoundPage) -> ActForm:
    return ActForm(initial={"seen": page.round.version})


def called(row: queries.Row) -> str:
    """A candidate by name where it is due, else by code."""
    return row.candidacy.person.short_name if row.is_named else row.code


def called_with(page: RoundPage, row: queries.Row, act: str) -> str:
    """By name, with whoever moves too when a place is given or somebody is put on the list."""
    if act not in {"wait", "fill"}:
        return called(row)
    others = [one for one in page.rows if one.code in row.beside and one.group != "proposed"]
    return telling.listed([called(one) for one in (row, *others)])


def swap_bar(page: RoundPage, form: ReasonForm) -> Bar:
    """Who would leave and who would enter; ready when both are named or a place is free."""
    trial = page.trial
    going, coming = (
        [called(row) for row in page.rows if row.code in codes]
        for codes in (trial.going, trial.coming)
    )
    parts = []
    if going:
        parts.append(_leaving(going))
    if coming:
        parts.append(_entering(coming))
    named = bool(going and coming) or trial.alone or bool(coming and page.free)
    if named and not page.fits:
        parts.append(_("there are not places enough: first let other places go free"))
        return _stuck(parts, form)
    ready = named
    asks = "" if ready else ("leaves" if coming else "enters")
    if asks:
        parts.append(_("who enters?") if asks == "enters" else _("who leaves?"))
    single = ready and not (going and coming)
    return Bar(
        title=_("Trial change") if single else _("Trial swap"),
        text=", ".join(parts),
        url=reverse("selection:swap"),
        button=_("Confirm the change") if single else _("Confirm the swap"),
        form=form,
        ready=ready,
        hidden={"leaves": trial.leaves, "enters": trial.enters},
        choices=_others(page, asks) if asks else [],
        asks=asks,
    )


def _leaving(names: Sequence[str]) -> str:
    words = ngettext("%(name)s leaves", "%(name)s leave together", len(names))
    return words % {"name": telling.listed(names)}


def _entering(names: Sequence[str]) -> str:
    words = ngettext("%(name)s enters", "%(name)s enter together", len(names))
    return words % {"name": telling.listed(names)}


def _stuck(parts: Sequence[str], form: ReasonForm) -> Bar:
    """A trial that cannot be confirmed: more people enter than places become free."""
    title, text = _("Trial swap"), ", ".join(parts)
    return Bar(title, text, reverse("selection:swap"), button="", form=form, ready=False)


def _others(page: RoundPage, asks: str) -> list[tuple[str, str]]:
    """Who could be the other half of a swap, in the order of codes."""
    groups = ("proposed",) if asks == "leaves" else ("waiting", "apart")
    rows = [row for name in groups for row in page.of_group(name)]
    return [
        (row.code, f"{called(row)} · {row.code} · {row.candidacy.territory.name}")
        for row in rows
        if row.may_change and row.lock is None
    ]


def act_bar(name: str, code: str, who: str, form: ReasonForm) -> Bar:
    """An act about one person."""
    words: dict[str, tuple[str, str, str, str]] = {
        "lock": (_("Lock the place"), _("%(name)s stays in"), "lock", _("Lock")),
        "keep_out": (_("Lock outside"), _("%(name)s stays out"), "lock", _("Lock")),
        "unlock": (_("Lift the lock"), _("%(name)s is free again"), "unlock", _("Lift the lock")),
        "wait": (_("Waiting list"), _("%(name)s goes on it, or comes off"), "wait", _("Change")),
        "fill": (_("Give the free place"), _("%(name)s enters"), "fill", _("Give the place")),
    }
    title, text, url, button = words[name]
    hidden = {"code": code, "place": "out" if name == "keep_out" else "in"}
    return Bar(
        title=title,
        text=text % {"name": who},
        url=reverse(f"selection:{url}"),
        button=button,
        form=form,
        hidden=hidden,
    )


@require_GET
def history(request: SignedIn) -> HttpResponse:
    round_ = the_round(request)
    context = {
        "section": SECTION,
        "round": round_,
        "events": queries.history(request.user, round_),
        "coordinates": standing.of(request.user).has(Role.COORDINATOR),
        "answers": round_.answers.defer("given", "said").select_related("asked_by")[:50],
        "sheets": round_.sheets.exclude(frozen_at=None).order_by("-version"),
        "rounds": _rounds(request),
    }
    return render(request, "selection/history.html", context)


def _rounds(request: SignedIn) -> Sequence[dict[str, Any]]:
    rows = SelectionRound.objects.visible_to(request.user).select_related("edition")
    here = reverse("selection:history")
    return [
        {"label": f"{row.edition.name} · {row.number}", "url": f"{here}?round={row.pk}"}
        for row in rows.order_by("-opens_on")
    ]


@require_GET
def print_sheet(request: SignedIn) -> HttpResponse:
    """For the table of the meeting: the same rows without buttons, with room to write."""
    round_ = the_round(request)
    version = frozen(round_)
    if version is None:
        return redirect("selection:balance")
    page = queries.round_page(request.user, round_, version)
    trace(request.user, page.person_ids)
    context = {
        "section": SECTION,
        "page": page,
        "round": round_,
        "headline": _headline(page),
        "groups": groups_of(page, Wanted()),
        "bars": _bars(page),
        "unheard": _unheard(page),
        "criteria": telling.sheet_words(page.sheet),
        "language": get_language(),
    }
    return render(request, "selection/print.html", context)
