"""Promises of whole territories: how many are kept, what they are worth, and the list to take."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from cerchia.access.engine import may
from cerchia.access.fresh import ask_again
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.network.exporting.carrying import Carried
from cerchia.network.views.exports import edition_of, file_answer
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Territory
from cerchia.support.forms import PromiseExportForm
from cerchia.support.models import HELD, Commitment
from cerchia.support.queries.commitments import commitment_row
from cerchia.support.queries.promises import (
    READERS,
    StateSum,
    promises_for,
    readable_ids,
    sums_by_state,
)
from cerchia.support.usecases.exports import MOST_A_DAY, Wanted, export_promises
from cerchia.web.formats import euros
from cerchia.web.paging import page_of
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

ON_A_PAGE = 20
State = Commitment.State


@require_GET
def promise_list(request: SignedIn) -> HttpResponse:
    """Sums by state, and the promises behind them; a name is on no line."""
    user = request.user
    section = _section(user)
    state = request.GET.get("stato", "")
    every = promises_for(user)
    sums = sums_by_state(every)
    shown = every.filter(state=state) if state in HELD else every
    rows, following = page_of(
        shown.select_related("offer__organisation", "need"),
        "-proposed_at",
        after=request.GET.get("prima", ""),
        size=ON_A_PAGE,
    )
    chosen = f"stato={state}&" if state in HELD else ""
    context = {
        "section": section,
        "headline": _headline(sums),
        "heads": [
            _("State"),
            _("Promises"),
            pgettext("a value", "Promised"),
            pgettext("a value", "Kept"),
        ],
        "sums": _table(sums),
        "chips": _chips(sums, state),
        "rows": [commitment_row(one) for one in rows],
        "readable": readable_ids(user, [one.pk for one in rows]),
        "following": f"?{chosen}prima={following}" if following else "",
        "may_export": may(user, "support.export_promises", edition_of(user).pk),
    }
    return render(request, "support/promises.html", context)


def _section(user: User) -> str:
    """Where the page stands in the bar; 404 for who has no part in it."""
    mine = standing.of(user)
    if not mine.has(*READERS):
        raise Http404
    return "network" if mine.has(*READERS[:-1]) else "cofunding"


def _headline(sums: list[StateSum]) -> str:
    every = sum(one.count for one in sums)
    kept = sum(one.count for one in sums if one.state == State.KEPT)
    words = ngettext("%(kept)d of %(n)d promise kept", "%(kept)d of %(n)d promises kept", every)
    return words % {"kept": kept, "n": every} if every else _("Nothing is promised yet")


def _table(sums: list[StateSum]) -> list[tuple[object, ...]]:
    """A line a state, and all of them together."""
    lines: list[tuple[object, ...]] = [
        (one.words, one.count, euros(one.value_cents), euros(one.kept_cents)) for one in sums
    ]
    total = (
        _("All together"),
        sum(one.count for one in sums),
        euros(sum(one.value_cents for one in sums)),
        euros(sum(one.kept_cents for one in sums)),
    )
    return [*lines, total]


def _chips(sums: list[StateSum], state: str) -> list[dict[str, object]]:
    every = {"label": _("all"), "url": "?", "current": state not in HELD}
    return [
        every,
        *(
            {
                "label": one.words,
                "url": f"?stato={one.state}",
                "current": state == one.state,
            }
            for one in sums
            if one.count
        ),
    ]


@require_http_methods(["GET", "POST"])
def promise_export(request: SignedIn) -> HttpResponse:
    """Choose and take the file; the password is asked again."""
    section = _section(request.user)
    edition = edition_of(request.user)
    if not may(request.user, "support.export_promises", edition.pk):
        raise Http404
    form = PromiseExportForm(_territories(edition), request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            if question := ask_again(request):
                return question
            made: list[Carried] = []
            status = attempt(form, lambda: made.append(_export(request.user, edition, form)))
            if made:
                return file_answer(made[0])
    context = {
        "section": section,
        "crumbs": [(_("Promises"), reverse("support:promise_list"))],
        "form": form,
        "edition": edition,
        "most": MOST_A_DAY,
        "steps": section == "network",
    }
    return render(request, "support/promise_export.html", context, status=status)


def _territories(edition: Edition) -> list[tuple[str, str]]:
    places = Territory.objects.filter(places__edition=edition)
    return [(str(one.pk), one.name) for one in places]


def _export(user: User, edition: Edition, form: PromiseExportForm) -> Carried:
    said = form.cleaned_data
    place = UUID(said["territory"]) if said["territory"] else None
    return export_promises(actor=user, edition=edition, wanted=Wanted(said["form"], place))
