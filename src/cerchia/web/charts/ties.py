"""Circles and organisations with what ties them: shape is kind, thickness is commitments."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.safestring import SafeString

from cerchia.web.charts.canvas import FINGER, Canvas, Point
from cerchia.web.charts.labels import Labels

WIDTH, HEIGHT = 350.0, 410.0
EDGE_X, EDGE_Y = 30.0, 26.0
SMALL, RING = 5.5, 9.0
LARGEST = 22.0
HEAVIEST = 5
AROUND = 4.0
COLOURS = {"circle": "f1", "business": "f3", "association": "f4", "public": "f2"}


@dataclass(frozen=True)
class Knot:
    """A circle, an organisation, or (`count` over 1) a group of them. `at` is from 0 to 1.

    With `url` it leads there, and is called as it `says`.
    """

    key: str
    name: str
    kind: str
    at: Point
    count: int = 1
    named: bool = False
    url: str = ""
    says: str = ""


@dataclass(frozen=True)
class Thread:
    """A tie between two knots, named by key."""

    one: str
    other: str
    weight: int = 1


def tie_graph(
    knots: Sequence[Knot],
    threads: Sequence[Thread],
    *,
    sentence: object,
    chosen: str = "",
) -> SafeString:
    """The graph. `chosen` stands out with its ties; those `named` carry their name."""
    sheet = Canvas(WIDTH, HEIGHT, mirror=False)
    spots = {knot.key: _onto(knot.at) for knot in knots}
    most = max((thread.weight for thread in threads), default=1)
    for thread in sorted(threads, key=lambda one: chosen in (one.one, one.other)):
        ours = chosen in (thread.one, thread.other)
        classes = f"tie l{int(ours)} w{_step(thread.weight, most)}"
        classes += " top" if ours else " far" if chosen else ""
        sheet.line([spots[thread.one], spots[thread.other]], classes)
    labels = Labels(sheet)
    largest = max((knot.count for knot in knots), default=1)
    for knot in sorted(knots, key=_walked):
        at, radius = spots[knot.key], _radius(knot, largest)
        with sheet.link(knot.url, knot.says):
            if knot.url:
                sheet.touch(at, max(radius + AROUND, FINGER))
            _draw(sheet, knot, at, radius, is_chosen=knot.key == chosen)
        labels.take(at, radius)
    near = {
        key for one in threads if chosen in (one.one, one.other) for key in (one.one, one.other)
    }
    for knot in sorted(knots, key=lambda one: (one.key != chosen, one.kind != "circle", one.key)):
        if knot.named or knot.key in near or knot.key == chosen or knot.count > 1:
            bold = knot.kind == "circle" or knot.key == chosen
            radius = _radius(knot, largest)
            always = bold and knot.count == 1
            labels.write(spots[knot.key], radius, _short(knot.name), bold=bold, always=always)
    return sheet.render(sentence)


def _walked(knot: Knot) -> tuple[bool, str, str]:
    """The order in which one walks through the marks: circles first, then by name."""
    return knot.kind != "circle", knot.name.casefold(), knot.key


def _onto(at: Point) -> Point:
    return EDGE_X + at[0] * (WIDTH - 2 * EDGE_X), EDGE_Y + at[1] * (HEIGHT - 2 * EDGE_Y)


def _step(weight: int, most: int) -> int:
    """The class of the thickness: the count itself while counts are small, else its share."""
    if most <= HEAVIEST:
        return max(weight, 1)
    return max(round(HEAVIEST * sqrt(weight / most)), 1)


def _radius(knot: Knot, largest: int) -> float:
    if knot.count > 1:
        return max(LARGEST * sqrt(knot.count / largest), 9.0)
    return RING if knot.kind == "circle" else SMALL


def _draw(sheet: Canvas, knot: Knot, at: Point, radius: float, *, is_chosen: bool) -> None:
    x, y = at
    colour = COLOURS.get(knot.kind, "f0")
    if is_chosen:
        radius += 2.5
    classes = f"{colour} picked" if is_chosen else f"{colour} rim"
    if knot.kind == "circle" and knot.count == 1:
        sheet.circle(at, radius, "surf")
        sheet.circle(at, radius - 1.5, "hoop")
    elif knot.kind == "business":
        sheet.rect((x - radius, y - radius), (2 * radius, 2 * radius), classes, round_by=3)
    elif knot.kind == "public":
        sheet.diamond(at, radius * 1.7, classes, round_by=1.5)
    else:
        sheet.circle(at, radius, classes)
    if knot.count > 1:
        sheet.text((x, y + 4.5), knot.count, "b inv", anchor="middle")


def _short(name: str, longest: int = 24) -> str:
    """A name that fits beside a mark."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
