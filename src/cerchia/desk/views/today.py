"""Today: what needs a hand, for each in their own scope; and for who coordinates, the year."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from cerchia.access.requests import SignedIn
from cerchia.desk import drawings
from cerchia.desk.queries import board
from cerchia.desk.queries.figures import evidence_of
from cerchia.desk.queries.looks import Look, Scope, looks_of, own_circles
from cerchia.desk.queries.who import languages_covered
from cerchia.desk.views.common import only_for
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.models import EditionTerritory
from cerchia.programmes.standing import Role
from cerchia.web.formats import euros, percent

STAFF = (Role.COORDINATOR, Role.OPERATOR, Role.MEDIATOR, Role.ACCOUNTS)


@require_safe
def today(request: SignedIn) -> HttpResponse:
    only_for(request.user, *STAFF)
    mine = standing.of(request.user)
    context: dict[str, object] = {"section": "today", "today": clock.today()}
    edition = board.edition_of(mine, Role.COORDINATOR)
    if edition is None:
        scope = Scope(request.user)
        lines = own_circles(scope)
        looks = looks_of(scope, lines)
        context |= {"looks": looks, "headline": headline(looks), "lines": lines}
        context["languages"] = languages_covered(mine) if mine.has(Role.MEDIATOR) else []
        return render(request, "desk/today.html", context)
    places = board.covered_places(edition, mine, Role.COORDINATOR)
    chosen = board.chosen_of(places, request.GET.get("territorio", ""))
    scope = Scope(request.user, chosen.territory_id if chosen else None)
    looks = looks_of(scope, own_circles(scope))
    shown = board.board_of(edition, [chosen] if chosen else places)
    context |= {"looks": looks, "headline": headline(looks), "views": _views(places, chosen)}
    context |= _figures(shown) | drawings.of_board(shown)
    return render(request, "desk/board.html", context)


def headline(looks: Sequence[Look]) -> str:
    """How many things to look at, in words as far as words are short."""
    n = len(looks)
    words = [
        gettext("Nothing to look at today, all goes on"),
        gettext("One thing to look at, the rest goes on"),
        gettext("Two things to look at, the rest goes on"),
        gettext("Three things to look at, the rest goes on"),
        gettext("Four things to look at, the rest goes on"),
        gettext("Five things to look at, the rest goes on"),
        gettext("Six things to look at, the rest goes on"),
        gettext("Seven things to look at, the rest goes on"),
        gettext("Eight things to look at, the rest goes on"),
        gettext("Nine things to look at, the rest goes on"),
    ]
    if n < len(words):
        return words[n]
    more = ngettext("%(n)d thing to look at", "%(n)d things to look at", n)
    return gettext("%(many)s, the rest goes on") % {"many": more % {"n": n}}


def _views(
    places: Sequence[EditionTerritory], chosen: EditionTerritory | None
) -> list[dict[str, object]]:
    """All territories together, then each: only where there is a choice."""
    if len(places) < 2:  # noqa: PLR2004 - one place leaves nothing to choose
        return []
    together = drawings.listed([place.territory.name for place in places])
    views: list[dict[str, object]] = [{"label": together, "url": "?", "current": chosen is None}]
    views += [
        {
            "label": place.territory.name,
            "url": f"?territorio={place.territory_id}",
            "current": place is chosen,
        }
        for place in places
    ]
    return views


def _figures(shown: board.Board) -> dict[str, object]:
    circles = ngettext("People, in %(n)d circle", "People, in %(n)d circles", shown.circles)
    money, evidence = shown.money, evidence_of(shown)
    days = shown.days
    figures = [
        {"label": circles % {"n": shown.circles}, "value": shown.people, "note": _where(shown)},
        {
            "label": gettext("Entrusted to people"),
            "value": euros(money.agreed_cents),
            "note": gettext("%(n)d%% spent")
            % {"n": percent(money.spent_cents, money.agreed_cents)},
        },
        {
            "label": gettext("From signature to money"),
            "value": drawings.days_words(days.median),
            "note": gettext("median, longest %(n)d") % {"n": days.longest}
            if days.longest is not None
            else "",
        },
        {
            "label": gettext("Wishes born from the person"),
            "value": gettext("%(own)d of %(all)d")
            % {"own": shown.own_wishes, "all": shown.projects},
            "note": gettext("projects"),
        },
        {
            "label": gettext("Spending with a paper"),
            "value": f"{evidence.paper_percent}%",
            "note": gettext("%(n)d%% declared") % {"n": evidence.declared_percent},
        },
    ]
    return {"figures": figures}


def _where(shown: board.Board) -> str:
    """How the people are spread, or how many were aimed at where there is one territory."""
    if len(shown.places) == 1:
        return gettext("about %(n)d wanted") % {"n": shown.target} if shown.target else ""
    return ", ".join(f"{place.people} {place.name}" for place in shown.places)
