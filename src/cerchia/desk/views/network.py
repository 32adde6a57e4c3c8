"""The network: where organisations are, what ties them, and what the ties say. One page, whose
state stands in its address.
"""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from cerchia.access.requests import SignedIn
from cerchia.desk import leading, pictures
from cerchia.desk.findings import circle_address, findings_of
from cerchia.desk.queries.network.page import NetworkPage, network_page
from cerchia.desk.queries.network.wanted import Wanted
from cerchia.desk.tables import Sorted, tables_of
from cerchia.desk.views.common import only_for
from cerchia.network.models.organisations import FIELD, Kind, State
from cerchia.network.queries.coverage import Counts
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

SECTION = "network"


@require_safe
def network(request: SignedIn) -> HttpResponse:
    only_for(request.user, *FIELD)
    wanted = Wanted.of(request.GET)
    page = network_page(request.user, wanted)
    if page is None:
        raise Http404
    counts = page.counts(wanted.territory)
    context = {
        "section": SECTION,
        "wanted": wanted,
        "page": page,
        "counts": counts,
        "headline": headline(counts),
        "chips": _chips(wanted, page),
        "views": _views(wanted),
        "following": wanted.address(dopo=page.page.following) if page.page.following else "",
        "states": State.choices,
        "kinds": Kind.choices,
        "interests": interest_words(),
        "findings": _findings(page),
        "addresses": _addresses(request),
        **_drawings(page, wanted),
    }
    return render(request, "desk/network.html", context)


def headline(counts: Counts) -> str:
    """How many are known, and how many of them are active."""
    if not counts.known:
        return gettext("Nobody is known here yet")
    known = ngettext("%(n)d organisation known", "%(n)d organisations known", counts.known) % {
        "n": counts.known
    }
    active = ngettext("%(n)d already active", "%(n)d already active", counts.engaged)
    return gettext("%(known)s, %(active)s") % {
        "known": known,
        "active": active % {"n": counts.engaged},
    }


def interest_words() -> list[tuple[str, str]]:
    return [
        ("refugees", gettext("refugees")),
        ("migration", gettext("migration in general")),
        ("work", gettext("work and social insertion")),
        ("other", gettext("other fields")),
        ("not_refugees", gettext("not about refugees")),
    ]


def _drawings(page: NetworkPage, wanted: Wanted) -> dict[str, object]:
    """The pictures, or for the view as tables the same data to sort."""
    names = {str(key): name for key, name in page.territories.items()}
    drawings: dict[str, object] = {"names": names}
    if wanted.is_table:
        return {**drawings, "tables": _tables(page, wanted, names)}
    chosen = page.detail.organisation if page.detail else None
    return {
        **drawings,
        "map": pictures.map_of(page.map, wanted, chosen=chosen.municipality if chosen else ""),
        "graph": pictures.graph_of(
            page.drawn,
            names,
            lambda mark: leading.of_mark(mark, page.circles, wanted),
            chosen=str(chosen.pk) if chosen else "",
        ),
        "funnel": pictures.funnel_of(page.coverage),
        "growth": pictures.growth_of(page.months),
    }


def _tables(page: NetworkPage, wanted: Wanted, names: dict[str, str]) -> Sequence[Sorted]:
    return tables_of(page, names, wanted)


def _findings(page: NetworkPage) -> list[object]:
    if page.reading is None:
        return []
    open_circles = {key: circle_address(key) for key in page.circles}
    return [*findings_of(page.reading, open_circles)]


def _chips(wanted: Wanted, page: NetworkPage) -> list[dict[str, object]]:
    """Territories (where there is a choice), businesses, those with offers; and what was chosen
    on the map or in the graph, to take it away again.
    """
    chips: list[dict[str, object]] = []
    if len(page.territories) > 1:
        chips += [
            {
                "label": name,
                "url": wanted.address(territorio="" if wanted.territory == pk else pk),
                "current": wanted.territory == pk,
            }
            for pk, name in page.territories.items()
        ]
    for key, label in (("imprese", gettext("Businesses")), ("offerte", gettext("With offers"))):
        is_on = key in wanted.kept
        url = wanted.address(**{key: "" if is_on else "1"})
        chips.append({"label": label, "url": url, "current": is_on})
    if wanted.family:
        words = pictures.family_words(wanted.family)
        chips.append({"label": words, "url": wanted.address(famiglia=""), "current": True})
    if wanted.place:
        words = pictures.place_words(page.map, wanted.place)
        chips.append({"label": words, "url": wanted.address(luogo=""), "current": True})
    return chips


def _views(wanted: Wanted) -> list[dict[str, object]]:
    return [
        {
            "label": gettext("Map and ties"),
            "url": wanted.address(vista="", ordina=""),
            "current": not wanted.is_table,
        },
        {
            "label": gettext("Table"),
            "url": wanted.address(vista="tabella"),
            "current": wanted.is_table,
        },
    ]


def _addresses(request: SignedIn) -> dict[str, str]:
    """Where the acts of other rooms are; an act that is nowhere, or not theirs, has no button."""
    names = {
        "queue": "network:queue",
        "add": "network:organisation_new",
        "needs": "support:offer_board",
        "read": "network:read_ties",
        "take": "network:export_form",
    }
    if standing.of(request.user).has(Role.OPERATOR, Role.COORDINATOR):
        names["bring"] = "network:import_new"
    return {key: found for key, name in names.items() if (found := _address(name))}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
