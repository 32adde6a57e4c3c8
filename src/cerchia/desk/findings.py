"""What the ties say, in plain sentences: each with its figures and the measure behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.desk.queries.network import Reading
from cerchia.network.models import Help
from cerchia.support.queries import FEWEST_CONTACTS
from cerchia.web.formats import percent

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """`title` says it, `text` explains it, `measure` names what was computed and on how much.

    `links` lead to organisations or circles: name and address.
    """

    title: str
    text: str
    measure: str
    tone: str = "note"
    links: Sequence[tuple[str, str]] = ()


def findings_of(found: Reading, open_circles: Mapping[str, str]) -> list[Finding]:
    """The sentences, what presses first. `open_circles`: id → address, of those one may open."""
    if not found.nodes:
        return []
    said = [
        *_bridges(found),
        *_hanging(found),
        *_circles(found, open_circles),
        *_lonely(found, open_circles),
        *_missing(found),
        *_territories(found),
        *_alone(found),
        *_middle(found),
        *_groups(found),
    ]
    return sorted(said, key=lambda one: ("care", "note", "wait").index(one.tone))


def _on(found: Reading) -> str:
    """On how much it was computed."""
    ties = ngettext("%(n)d tie", "%(n)d ties", found.ties) % {"n": found.ties}
    return gettext("%(nodes)d circles and organisations, %(ties)s") % {
        "nodes": found.nodes,
        "ties": ties,
    }


def _organisation(key: str) -> str:
    return f"?scelta={key}"


def _bridges(found: Reading) -> Iterator[Finding]:
    if not found.cuts:
        return
    title = ngettext(
        "%(n)d organisation is a bridge", "%(n)d organisations are bridges", found.cuts_count
    )
    _, first, cut_off = found.cuts[0]
    text = ngettext(
        "Without %(name)s %(n)d other loses its only way to the rest.",
        "Without %(name)s %(n)d others lose their only way to the rest.",
        cut_off,
    )
    yield Finding(
        title % {"n": found.cuts_count},
        text % {"name": first, "n": cut_off},
        gettext("Articulation points: %(on)s.") % {"on": _on(found)},
        "care",
        [(name, _organisation(key)) for key, name, _ in found.cuts[:MOST_NAMED]],
    )


def _hanging(found: Reading) -> Iterator[Finding]:
    if not found.hanging_count:
        return
    title = ngettext(
        "%(n)d organisation hangs on one person only",
        "%(n)d organisations hang on one person only",
        found.hanging_count,
    )
    yield Finding(
        title % {"n": found.hanging_count},
        gettext("One single person named them or spoke with them. A second one could go along."),
        gettext("Degree in the graph of people and organisations: named by, spoken with."),
        "care",
        [(name, _organisation(key)) for key, name in found.hanging[:MOST_NAMED]],
    )


def _circles(found: Reading, open_circles: Mapping[str, str]) -> Iterator[Finding]:
    rows = [row for row in found.thin_circles if row[0] in open_circles]
    if not rows:
        return
    title = ngettext(
        "%(n)d circle has a thin network", "%(n)d circles have a thin network", len(rows)
    )
    said = [
        ngettext("%(name)s: %(n)d organisation", "%(name)s: %(n)d organisations", int(ties))
        % {"name": name, "n": int(ties)}
        for _, name, ties in rows[:MOST_NAMED]
    ]
    yield Finding(
        title % {"n": len(rows)},
        gettext("%(which)s. Three or more would carry it better.") % {"which": ", ".join(said)},
        gettext("Degree of the circle: organisations with a commitment for it."),
        "note",
        [(name, open_circles[key]) for key, name, _ in rows[:MOST_NAMED]],
    )


def _lonely(found: Reading, open_circles: Mapping[str, str]) -> Iterator[Finding]:
    rows = [row for row in found.lonely if row[0] in open_circles]
    people, of = sum(row[2] for row in rows), sum(row[3] for row in rows)
    if not people:
        return
    title = ngettext(
        "%(n)d participant would have fewer than %(wanted)d contacts outside at the end",
        "%(n)d participants would have fewer than %(wanted)d contacts outside at the end",
        people,
    )
    said = [
        gettext("%(name)s: %(n)d of %(of)d") % {"name": name, "n": n, "of": all_of}
        for _, name, n, all_of in rows[:MOST_NAMED]
    ]
    yield Finding(
        title % {"n": people, "wanted": FEWEST_CONTACTS},
        gettext("By circle: %(which)s. Which organisation could they meet next?")
        % {"which": ", ".join(said)},
        gettext(
            "Organisations that a person named or that keep a promise to them; of %(of)d people."
        )
        % {"of": of},
        "note",
        [(name, open_circles[key]) for key, name, _, _ in rows[:MOST_NAMED]],
    )


def _missing(found: Reading) -> Iterator[Finding]:
    if not found.missing:
        return
    count = sum(row[2] for row in found.missing)
    title = ngettext(
        "Nobody offers what %(n)d need asks for", "Nobody offers what %(n)d needs ask for", count
    )
    said = [
        gettext("%(place)s: %(help)s") % {"place": place, "help": Help(kind).label}
        for place, kind, _ in found.missing[:MOST_NAMED]
    ]
    yield Finding(
        title % {"n": count},
        ", ".join(said) + ".",
        gettext("Open needs against open offers, by territory and kind of help."),
    )


def _territories(found: Reading) -> Iterator[Finding]:
    for _, name, ties in found.thin_territories[:MOST_NAMED]:
        yield Finding(
            gettext("In %(place)s organisations hardly know each other") % {"place": name},
            gettext("%(n)s ties each on average. Inviting two together makes one more.")
            % {"n": f"{ties:.1f}".replace(".", ",")},
            gettext("Mean degree of the organisations of the territory."),
        )


def _alone(found: Reading) -> Iterator[Finding]:
    if not found.alone:
        return
    title = ngettext("%(n)d has no tie yet", "%(n)d have no tie yet", found.alone)
    text = ngettext(
        "The others form %(n)d connected part.",
        "The others form %(n)d connected parts.",
        found.parts,
    )
    yield Finding(
        title % {"n": found.alone},
        text % {"n": found.parts},
        gettext("Connected components: %(on)s.") % {"on": _on(found)},
        "wait",
    )


def _middle(found: Reading) -> Iterator[Finding]:
    if not found.between:
        return
    key, name, _ = found.between[0]
    others = [row[1] for row in found.between[1:MOST_NAMED]]
    text = gettext("Most ways from one to another lead through it.")
    if others:
        text += " " + gettext("Then through %(names)s.") % {"names": ", ".join(others)}
    if found.ranked:
        said = gettext("Counting commitments, %(name)s weighs most.")
        text += " " + said % {"name": found.ranked[0][1]}
    exact = gettext("Betweenness by all shortest ways, and PageRank: %(on)s.")
    sampled = gettext("Betweenness from %(sources)d of them, and PageRank: %(on)s.")
    measure = exact if found.sources >= found.nodes else sampled
    yield Finding(
        gettext("%(name)s stands in the middle") % {"name": name},
        text,
        measure % {"on": _on(found), "sources": found.sources},
        "wait",
        [(name, _organisation(key))],
    )


def _groups(found: Reading) -> Iterator[Finding]:
    if not found.groups:
        return
    title = ngettext("The ties form %(n)d group", "The ties form %(n)d groups", found.groups) % {
        "n": found.groups
    }
    share = percent(found.crossing, found.ties)
    yield Finding(
        title,
        gettext("The largest has %(largest)d. %(share)d%% of the ties lead to another territory.")
        % {"largest": found.largest_group, "share": share},
        gettext(
            "Communities by Leiden: modularity %(modularity)s, clustering %(clustering)s, "
            "deepest core %(core)d."
        )
        % {
            "modularity": _decimal(found.modularity),
            "clustering": _decimal(found.clustering),
            "core": found.core,
        },
        "wait",
    )


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def in_json(one: Finding) -> dict[str, Any]:
    """The same for programs, without the addresses of pages."""
    return {"title": one.title, "text": one.text, "measure": one.measure, "tone": one.tone}


def circle_address(key: str) -> str:
    return f"{reverse('circles:circle_list')}{key}/"
