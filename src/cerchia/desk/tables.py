"""The data of the pictures as tables that sort, print and copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext

from cerchia.desk import leading, pictures
from cerchia.desk.findings import circle_address
from cerchia.desk.queries.network.page import NetworkPage
from cerchia.desk.queries.network.wanted import Wanted
from cerchia.network.queries.coverage import Counts
from cerchia.web.formats import month

Cell = str | int


@dataclass(frozen=True, slots=True)
class Head:
    """A column that sorts: `url` turns the order round, `order` is that of now or nothing."""

    label: str
    is_number: bool
    url: str
    order: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """A table in the order that the address asks for; each row with where its name leads."""

    name: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[tuple[str, Sequence[tuple[Cell, bool]]]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    name: str
    title: str
    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str] = ()
    note: str = ""


def tables_of(page: NetworkPage, territories: dict[str, str], wanted: Wanted) -> list[Sorted]:
    """Places, ties, stages by territory and month by month."""
    data = [
        _places(page, wanted),
        _ties(page, territories, wanted),
        _stages(page),
        _circles(page),
        _months(page),
    ]
    return [sorted_by(one, wanted) for one in data if one.rows]


def sorted_by(data: Data, wanted: Wanted) -> Sorted:
    """Rows by the column that the address names for this table, "-" for the last first."""
    asked = wanted.kept.get("ordina", "")
    name, _, column = asked.removeprefix("-").rpartition(".")
    is_ours = name == data.name and column.isdecimal() and int(column) < len(data.columns)
    rows = list(zip_longest(data.links, data.rows, fillvalue=""))
    chosen, is_back = (int(column), asked.startswith("-")) if is_ours else (-1, False)
    if is_ours:
        rows.sort(key=lambda row: _rank(row[1][chosen]), reverse=is_back)
    numbers = [is_number for _, is_number in data.columns]
    heads = []
    for place, (label, is_number) in enumerate(data.columns):
        order = ("descending" if is_back else "ascending") if place == chosen else ""
        turned = "" if order == "descending" else "-" if order or is_number else ""
        heads.append(
            Head(label, is_number, wanted.address(ordina=f"{turned}{data.name}.{place}"), order)
        )
    cells = [(link, tuple(zip(row, numbers, strict=True))) for link, row in rows]
    return Sorted(data.name, data.title, heads, cells, data.note)


def _rank(cell: Cell) -> tuple[int, int, str]:
    """Numbers among numbers, words by their letters."""
    return (0, cell, "") if isinstance(cell, int) else (1, 0, cell.casefold())


def _places(page: NetworkPage, wanted: Wanted) -> Data:
    rows = [(one.name, one.province.name, count) for one, count in page.map.exact]
    links = [leading.of_place(one.istat, wanted) for one, _count in page.map.exact]
    if page.map.nowhere:
        rows.append((gettext("elsewhere, or not told"), "", page.map.nowhere))
    columns = [
        (gettext("Place"), False),
        (gettext("Province"), False),
        (gettext("Organisations"), True),
    ]
    return Data("luoghi", gettext("Where they are"), columns, rows, links)


def _ties(page: NetworkPage, territories: dict[str, str], wanted: Wanted) -> Data:
    counts: dict[str, int] = {}
    weights: dict[str, int] = {}
    for one, other, weight in page.drawn.ties:
        for end in (one, other):
            counts[end] = counts.get(end, 0) + 1
            weights[end] = weights.get(end, 0) + weight
    marks = sorted(page.drawn.marks, key=lambda mark: (-counts.get(mark.key, 0), mark.name))
    rows = [
        (
            pictures.name_of(mark, territories),
            (pictures.family_words if mark.count > 1 else pictures.family_word)(mark.kind),
            territories.get(mark.territory, ""),
            counts.get(mark.key, 0),
            weights.get(mark.key, 0),
        )
        for mark in marks
    ]
    links = [leading.of_mark(mark, page.circles, wanted) for mark in marks]
    columns = [
        (gettext("Circle or organisation"), False),
        (gettext("Kind"), False),
        (gettext("Territory"), False),
        (gettext("Tied to"), True),
        (gettext("Weight"), True),
    ]
    note = gettext("The weight counts a tie once and each commitment once.")
    return Data("legami", gettext("What ties them"), columns, rows, links, note)


def reached(one: Counts) -> tuple[int, int, int, int]:
    """How many came to each stage or beyond."""
    return one.known, one.contacted, one.answered, one.engaged


def _stages(page: NetworkPage) -> Data:
    rows = [
        (
            name,
            one.known,
            one.contacted,
            one.answered,
            one.engaged,
            one.businesses,
            one.not_refugees,
        )
        for _, name, one in page.coverage.territories
    ]
    columns = [
        (gettext("Territory"), False),
        *((word, True) for word in pictures.stages()),
        (gettext("businesses"), True),
        (gettext("not about refugees"), True),
    ]
    return Data("tappe", gettext("From the name to the commitment"), columns, rows)


def _circles(page: NetworkPage) -> Data:
    rows: list[tuple[Cell, ...]] = [row[1:] for row in page.by_circle]
    links = [circle_address(key) for key, *_ in page.by_circle]
    columns = [(gettext("Circle"), False), *((word, True) for word in pictures.stages())]
    note = gettext("Organisations that somebody of the circle named, each once.")
    return Data("cerchie", gettext("By circle"), columns, rows, links, note)


def _months(page: NetworkPage) -> Data:
    rows = [
        (
            f"{month(one.first)} {one.first.year}",
            one.known,
            one.contacted,
            one.answered,
            one.engaged,
        )
        for one in page.months
    ]
    columns = [(gettext("Month"), False), *((word, True) for word in pictures.stages())]
    return Data("mesi", gettext("Month by month"), columns, rows)
