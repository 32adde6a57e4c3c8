"""Drawings from no row, one row and many; with a sentence; mirrored for Arabic."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from cerchia.web import charts

TODAY = date(2013, 9, 19)
Draw = Callable[[int], SafeString]


def ring(rows: int) -> SafeString:
    members = [charts.Member(str(i), f"Name {i}", "N", note="x" * (i % 2)) for i in range(rows)]
    ties = [charts.Tie(str(i), str(i + 1), i) for i in range(rows)]
    return charts.relation_ring(members, ties, sentence="A ring.", notice=("0", "1"))


def weights(rows: int) -> SafeString:
    found = [charts.Weight(f"Name {i}", "1 of 2", 20 * i) for i in range(rows)]
    return charts.contact_weights(found, sentence="Weights.")


def plans(rows: int) -> SafeString:
    found = [charts.Plan(f"Area {i}", 100 * i, 5000, (i, 90)) for i in range(rows)]
    return charts.planned_and_spent(found, sentence="Plans.", columns=("Torino", "Biella"))


def balances(rows: int) -> SafeString:
    found = [charts.Balance(f"Rule {i}", "x", i, i, i + 2, added=1, removed=i) for i in range(rows)]
    return charts.balance_bars(found, sentence="Balance.")


def phases(rows: int) -> SafeString:
    months = [(date(2013, i + 1, 1), date(2013, i + 1, 28)) for i in range(rows)]
    found = [charts.Phase(f"Phase {start:%m}", start, end) for start, end in months]
    marks = [charts.Mark(f"A long name {end:%m}", end.replace(month=1)) for _, end in months]
    return charts.timeline(found, marks, today=TODAY, sentence="Phases.", closing="end")


def growing(rows: int) -> SafeString:
    found = [charts.Series(f"line {i}", list(range(i, 3 * i)), i) for i in range(rows)]
    return charts.growth(found, sentence="Growth.", ticks=("mar", "set"))


SQUARE = ((7.0, 45.0), (8.0, 45.0), (8.0, 46.0), (7.0, 45.0))


def mapped(rows: int) -> SafeString:
    areas = [charts.Area(f"Area {i}", [SQUARE], (7.6, 45.3), i == 0) for i in range(rows)]
    dots = [charts.Dot(f"Place {i}", (7 + i / 10, 45.5), i, i == 1) for i in range(rows)]
    return charts.territory_map(areas, dots, sentence="A map.")


def tied(rows: int) -> SafeString:
    kinds = ["circle", "business", "association", "public", "*"]
    knots = [
        charts.Knot(str(i), f"Knot {i}", kinds[i % 5], (i / 9, (i * i % 9) / 9), 1 + i % 3, i < 3)
        for i in range(rows)
    ]
    threads = [charts.Thread(str(i), str(i + 1), 1 + i * 9) for i in range(rows - 1)]
    return charts.tie_graph(knots, threads, sentence="Ties.", chosen="1")


def narrowing(rows: int) -> SafeString:
    found = [charts.Stages(f"Place {i}", (9 * i, 6 * i, 3 * i, 0)) for i in range(rows)]
    return charts.funnel(found, ["a", "b", "c", "d"], sentence="Fewer and fewer.")


ALL: list[Draw] = [
    ring, weights, plans, balances, phases, growing, mapped, tied, narrowing,
]  # fmt: skip


@pytest.mark.parametrize("rows", [0, 1, 2, 9])
@pytest.mark.parametrize("draw", ALL)
def test_a_drawing_stands_with_any_number_of_rows(draw: Draw, rows: int) -> None:
    root = ET.fromstring(draw(rows))  # noqa: S314 - our own drawing

    assert (root.get("role"), bool(root.get("aria-label"))) == ("img", True)
    numbers = re.findall(r"-?\d+\.?\d*", root.get("viewBox") or "")
    assert all(float(number) >= 0 for number in numbers)
    assert not [one for one in root.iter("rect") if float(one.get("width") or 0) < 0]


@pytest.mark.parametrize("draw", ALL)
def test_a_drawing_has_no_style_and_no_colour_of_its_own(draw: Draw) -> None:
    assert not re.search(r"style=|#[0-9a-f]{3}|fill=|stroke=", draw(3))


def test_a_bar_grows_from_the_other_side_in_arabic() -> None:
    with translation.override("it"):
        left = weights(2)
    with translation.override("ar"):
        right = weights(2)

    assert 'class="trk" x="0"' in left
    assert 'class="trk" x="44"' in right


def test_words_in_a_drawing_are_escaped() -> None:
    hostile = '<script>"'
    drawn = charts.relation_ring([charts.Member("a", hostile, hostile)], [], sentence=hostile)

    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;&quot;") == 3


def test_over_the_limit_is_marked_without_being_asked() -> None:
    row = charts.Weight("Ousmane", "7 of 9", 78)

    assert "f5" in charts.contact_weights([row], sentence="x")


def test_spending_more_than_planned_still_fits_the_sheet() -> None:
    drawn = charts.planned_and_spent([charts.Plan("Casa", 9000, 100)], sentence="x")
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing
    widths = [float(one.get("width") or 0) for one in root.iter("rect")]

    assert max(widths) <= 828


def test_the_pair_to_notice_is_drawn_last() -> None:
    drawn = ring(5)

    assert drawn.rindex("l5 top") > drawn.rindex("tie l3")


def place_of(drawing: SafeString, words: str) -> tuple[float, float]:
    """Where a text of the drawing begins, and how high it stands."""
    for one in ET.fromstring(drawing).iter():  # noqa: S314 - our own drawing
        if one.tag.endswith("text") and words in "".join(one.itertext()):
            return float(one.get("x") or 0), float(one.get("y") or 0)
    raise AssertionError(words)


def year(*, ends: date) -> SafeString:
    found = [
        charts.Phase("Selection: 35 people", date(2013, 1, 1), date(2013, 2, 28)),
        charts.Phase("Development of the projects", date(2013, 3, 1), date(2013, 12, 31)),
        charts.Phase("Follow-up", date(2014, 1, 1), ends),
    ]
    marks = [
        charts.Mark("30 pacts signed", date(2013, 3, 25)),
        charts.Mark("review after 90 days", date(2013, 6, 23)),
        charts.Mark("juncture after 180 days", date(2013, 9, 21)),
    ]
    return charts.timeline(found, marks, today=date(2013, 9, 19), sentence="The year.")


def test_the_flag_of_today_hides_no_name() -> None:
    with translation.override("en"):
        drawn = year(ends=date(2014, 6, 30))

    flag, juncture = place_of(drawn, "today, 19"), place_of(drawn, "juncture")
    assert flag[1] + 12 <= juncture[1]


def test_the_name_of_a_short_phase_stands_over_it() -> None:
    drawn = year(ends=date(2014, 6, 30))

    assert place_of(drawn, "Selection: 35 people")[1] < place_of(drawn, "Development")[1]


def test_north_and_west_stay_where_they_are_in_arabic() -> None:
    with translation.override("it"):
        left = mapped(3)
    with translation.override("ar"):
        assert mapped(3) == left


def test_a_word_of_the_map_covers_no_other() -> None:
    areas = [charts.Area("Area", [SQUARE], (7.6, 45.3))]
    dots = [charts.Dot(f"A rather long name {i}", (7.5, 45.5 + i / 50), 5) for i in range(30)]
    drawn = ET.fromstring(charts.territory_map(areas, dots, sentence="x"))  # noqa: S314 - ours
    heights = sorted(
        (float(one.get("y") or 0), round(float(one.get("x") or 0)))
        for one in drawn.iter()
        if one.tag.endswith("text")
    )

    assert 2 <= len(heights) < 30
    for (one, left), (other, right) in pairwise(heights):
        assert other - one >= 14 or abs(left - right) >= 100


def test_what_is_chosen_always_has_its_name_and_is_on_top() -> None:
    knots = [charts.Knot(str(i), f"Shop {i}", "business", (0.5, 0.5)) for i in range(40)]
    threads = [charts.Thread("7", "8"), charts.Thread("1", "2")]
    drawn = charts.tie_graph(knots, threads, sentence="x", chosen="7")

    assert "Shop 7" in drawn
    assert "Shop 1<" not in drawn
    assert drawn.rindex("l1 w1 top") > drawn.rindex("l0 w1 far")


def test_a_drawing_with_links_is_walked_through_and_each_has_a_name() -> None:
    dots = [charts.Dot("Here", (7.5, 45.5), 3, url="?luogo=1&a=b", says='Here "&" there')]
    areas = [charts.Area("Area", [SQUARE], (7.6, 45.3), url="?luogo=2", says="The area")]
    root = ET.fromstring(charts.territory_map(areas, dots, sentence="A map."))  # noqa: S314 - our own drawing

    assert root.get("role") == "group"
    links = [(one.get("href"), one.get("aria-label")) for one in root.iter("a")]
    assert links == [("?luogo=2", "The area"), ("?luogo=1&a=b", 'Here "&" there')]
    assert all(one[0].tag == "title" for one in root.iter("a"))


def test_a_mark_that_leads_nowhere_is_no_link() -> None:
    knots = [
        charts.Knot("1", "Dora", "circle", (0.1, 0.1), named=True, says="Dora, circle"),
        charts.Knot("2", "Zeta", "business", (0.5, 0.5), url="?scelta=2", says="Zeta, business"),
        charts.Knot("3", "Alfa", "public", (0.9, 0.9), url="?scelta=3", says="Alfa, school"),
    ]
    root = ET.fromstring(charts.tie_graph(knots, [], sentence="Ties."))  # noqa: S314 - our own drawing

    assert [one.get("aria-label") for one in root.iter("a")] == ["Alfa, school", "Zeta, business"]


@pytest.mark.parametrize("most", [5, 96, 4_000, 250_000])
def test_the_numbers_beside_a_growth_have_room(most: int) -> None:
    with translation.override("it"):
        drawn = charts.growth([charts.Series("known", [0, most])], sentence="Growth.")
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing

    numbers = [one for one in root.iter("text") if one.get("text-anchor") == "end"]
    assert len(numbers) == 3
    for one in numbers:
        words = "".join(one.itertext())
        assert float(one.get("x") or 0) >= 7 * len(words), "it would be cut at the edge"
