"""The pictures of the network: map, graph, and from known to engaged; with their sentences."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cerchia import places
from cerchia.desk import leading
from cerchia.desk.drawings import listed
from cerchia.desk.queries.network import Mapped
from cerchia.desk.queries.network.picture import Drawn, Mark
from cerchia.desk.queries.network.wanted import AROUND, Wanted
from cerchia.network.queries.coverage import Coverage, Month
from cerchia.web import charts
from cerchia.web.formats import month

FAMILIES = ("business", "association", "public", "*")
NAMED_IN_SENTENCE = 3


def family_words(family: str) -> str:
    """A kind of mark, as the key beside the drawing says it."""
    words = {
        "circle": gettext("circles"),
        "business": gettext("businesses"),
        "association": gettext("associations"),
        "public": gettext("schools and public bodies"),
    }
    return words.get(family, gettext("others"))


def family_word(family: str) -> str:
    """One of them."""
    words = {
        "circle": gettext("circle"),
        "business": gettext("business"),
        "association": gettext("association"),
        "public": gettext("school or public body"),
    }
    return words.get(family, gettext("other"))


def map_of(found: Mapped, wanted: Wanted, *, chosen: str = "") -> SafeString | None:
    """The provinces of the regions where somebody is; nothing where nobody is on the map.

    Provinces with somebody and dots lead to the list of those who are there.
    """
    if not found.exact:
        return None
    counts = {province.code: count for province, count in found.provinces}
    areas = [
        charts.Area(
            one.name,
            places.outline(one.code),
            one.centre,
            one.code in found.ours,
            one.code == wanted.place,
            leading.of_place(one.code, wanted) if one.code in counts else "",
            counted(place_words(found, one.code), counts.get(one.code, 0)),
        )
        for region in found.regions
        for one in places.provinces(region)
    ]
    here = wanted.place.removesuffix(AROUND)
    home = _home_of(found, chosen) if chosen else here
    dots = [
        charts.Dot(
            _around(one.main.name, others=one.others),
            one.main.centre,
            one.count,
            one.main.istat == home,
            leading.of_place(one.main.istat + AROUND, wanted),
            counted(_around(one.main.name, others=one.others), one.count),
        )
        for one in found.around
    ]
    return charts.territory_map(areas, dots, sentence=map_sentence(found))


def place_words(found: Mapped, place: str) -> str:
    """A place of the address in words: "Torino area", "province of Biella", "Cossato"."""
    code = place.removesuffix(AROUND)
    here = places.municipality(code)
    if here is None:
        names = (one.name for one, _count in found.provinces if one.code == code)
        return gettext("province of %(name)s") % {"name": next(names, code)}
    return _around(here.name, others=len(found.codes_of(place)) > 1)


def counted(name: str, count: int) -> str:
    """How many are in a place or group, as the name of a link."""
    words = ngettext("%(name)s: %(n)d organisation", "%(name)s: %(n)d organisations", count)
    return words % {"name": name, "n": count}


def _around(name: str, *, others: bool) -> str:
    return gettext("%(place)s area") % {"place": name} if others else name


def _home_of(found: Mapped, istat: str) -> str:
    """The place on the map that stands for this municipality."""
    here = places.municipality(istat)
    if here is None or not found.around:
        return ""
    near = min(found.around, key=lambda one: places.kilometres(one.main.centre, here.centre))
    return near.main.istat


def map_sentence(found: Mapped) -> str:
    first = found.provinces[:NAMED_IN_SENTENCE]
    said = ", ".join(f"{province.name} {count}" for province, count in first)
    sentence = gettext("Map of %(regions)s. Organisations by province: %(counts)s.")
    return sentence % {"regions": listed(found.regions), "counts": said}


def graph_of(
    drawn: Drawn,
    territories: Mapping[str, str],
    lead: Callable[[Mark], str],
    *,
    chosen: str = "",
) -> SafeString | None:
    """The graph; nothing where there is no tie. `lead` says where a mark leads, or nowhere."""
    if drawn.is_empty:
        return None
    knots = [
        charts.Knot(
            one.key,
            name_of(one, territories),
            one.kind,
            (one.x, one.y),
            one.count,
            named=one.kind == "circle",
            url=lead(one),
            says=_said(one, territories),
        )
        for one in drawn.marks
    ]
    threads = [charts.Thread(*tie) for tie in drawn.ties]
    sentence = graph_sentence(drawn, territories, chosen)
    return charts.tie_graph(knots, threads, sentence=sentence, chosen=chosen)


def _said(mark: Mark, territories: Mapping[str, str]) -> str:
    """What a mark is called as a link: its name and kind, or how many stand behind it."""
    name = name_of(mark, territories)
    if mark.count > 1 and mark.kind != "circle":
        return counted(name, mark.count)
    return f"{name}, {family_word(mark.kind)}"


def name_of(mark: Mark, territories: Mapping[str, str]) -> str:
    """The name of a mark: its own, or that of a group by territory and kind."""
    if mark.name:
        return mark.name
    place = territories.get(mark.territory, "")
    words = family_words(mark.kind)
    return f"{place}, {words}" if place and mark.kind != "*" else place or words


def graph_sentence(drawn: Drawn, territories: Mapping[str, str], chosen: str) -> str:
    names = {one.key: name_of(one, territories) for one in drawn.marks}
    if chosen in names:
        ends = [
            other if one == chosen else one
            for one, other, _ in drawn.ties
            if chosen in (one, other)
        ]
        if not ends:
            return gettext("%(name)s has no tie yet.") % {"name": names[chosen]}
        said = gettext("%(name)s is tied to %(others)s.")
        others = listed([names[end] for end in ends])
        return said % {"name": names[chosen], "others": others}
    if not drawn.ties:
        return gettext("Groups of organisations with no tie between one and another.")
    strongest = max(drawn.ties, key=lambda tie: (tie[2], tie[:2]))
    ends_said = {"one": names[strongest[0]], "other": names[strongest[1]], "n": len(drawn.ties)}
    return (
        ngettext("Graph of %(n)d tie.", "Graph of %(n)d ties.", len(drawn.ties))
        + " "
        + gettext("The strongest is between %(one)s and %(other)s.")
    ) % ends_said


def stages() -> list[str]:
    return [gettext("known"), gettext("contacted"), gettext("have answered"), gettext("active")]


def funnel_of(found: Coverage) -> SafeString:
    """From known to engaged, a row for each territory."""
    rows = [
        charts.Stages(name, (one.known, one.contacted, one.answered, one.engaged))
        for _, name, one in found.territories
    ]
    words = stages()
    said = [
        f"{row.name}: "
        + ", ".join(f"{n} {word}" for n, word in zip(row.counts, words, strict=True))
        for row in rows
    ]
    return charts.funnel(rows, words, sentence=". ".join(said) + ".")


def growth_of(months: Sequence[Month]) -> SafeString | None:
    """How the network grew, month by month; nothing for less than two months."""
    if len(months) < 2:  # noqa: PLR2004 - one month is no line
        return None
    last = months[-1]
    series = [
        charts.Series(gettext("known"), [one.known for one in months], 0),
        charts.Series(gettext("contacted"), [one.contacted for one in months], 2),
        charts.Series(gettext("active"), [one.engaged for one in months], 1),
    ]
    sentence = gettext(
        "Since %(month)s: %(known)d known, %(contacted)d contacted, %(engaged)d active."
    ) % {
        "month": month(months[0].first),
        "known": last.known,
        "contacted": last.contacted,
        "engaged": last.engaged,
    }
    middle = months[len(months) // 2]
    ticks = [month(one.first) for one in (months[0], middle, last)]
    return charts.growth(series, sentence=sentence, ticks=ticks)
