"""A map of provinces with counts: own outlines, no tiles, nobody's home."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from django.utils.safestring import SafeString

from cerchia.web.charts.canvas import FINGER, Canvas, Point
from cerchia.web.charts.labels import Labels

WIDTH = 320.0
TALLEST = 420.0
EDGE = 8.0
LARGEST = 17.0
LEAST = 3.5
CHOSEN = 3.0
ALWAYS_NAMED = 1


@dataclass(frozen=True)
class Area:
    """A province: rings of longitude and latitude; `ours` where the programme works.

    With `url` it leads there, and is called as it `says`.
    """

    name: str
    rings: Sequence[Sequence[Point]]
    centre: Point
    ours: bool = False
    chosen: bool = False
    url: str = ""
    says: str = ""


@dataclass(frozen=True)
class Dot:
    """How many are in a place, at longitude and latitude. The area of the dot is the count."""

    name: str
    at: Point
    count: int
    chosen: bool = False
    url: str = ""
    says: str = ""


def territory_map(areas: Sequence[Area], dots: Sequence[Dot], *, sentence: object) -> SafeString:
    """Dots on provinces. North is up in every language."""
    onto = _Projection([point for area in areas for ring in area.rings for point in ring])
    sheet = Canvas(WIDTH, onto.height, mirror=False)
    for area in sorted(areas, key=lambda one: (one.chosen, one.ours)):
        rings = [[onto(point) for point in ring] for ring in area.rings]
        with sheet.link(area.url, area.says):
            chosen = " picked" if area.chosen else ""
            sheet.outline(rings, f"land ours{chosen}" if area.ours else f"land{chosen}")
    labels = Labels(sheet)
    most = max((dot.count for dot in dots), default=0) or 1
    ordered = sorted(dots, key=lambda dot: (-dot.count, dot.name))
    for dot in ordered:
        _draw(sheet, labels, onto(dot.at), dot, _radius(dot, most))
    for place, dot in enumerate(ordered):
        words = f"{dot.name} {dot.count}"
        radius = _radius(dot, most) + CHOSEN * dot.chosen
        always = dot.chosen or place < ALWAYS_NAMED
        labels.write(onto(dot.at), radius, words, bold=dot.chosen, always=always)
    for area in areas:
        if not area.ours:
            labels.over(onto(area.centre), area.name)
    return sheet.render(sentence)


def _radius(dot: Dot, most: int) -> float:
    return max(LARGEST * sqrt(dot.count / most), LEAST)


def _draw(sheet: Canvas, labels: Labels, at: Point, dot: Dot, radius: float) -> None:
    labels.take(at, radius + CHOSEN * dot.chosen)
    with sheet.link(dot.url, dot.says):
        if dot.url:
            sheet.touch(at, max(radius + CHOSEN, FINGER))
        if dot.chosen:
            sheet.circle(at, radius + CHOSEN, "tgt")
        sheet.circle(at, radius, "f1 rim")


class _Projection:
    """Degrees onto the sheet: true to shape at the middle latitude."""

    def __init__(self, points: Iterable[Point]) -> None:
        known = list(points) or [(6.6, 35.5), (18.6, 47.1)]
        west, east = min(x for x, _ in known), max(x for x, _ in known)
        self.south, self.north = min(y for _, y in known), max(y for _, y in known)
        self.squeeze = cos(radians((self.south + self.north) / 2))
        wide = (east - west) * self.squeeze or 1.0
        tall = (self.north - self.south) or 1.0
        self.scale = min((WIDTH - 2 * EDGE) / wide, (TALLEST - 2 * EDGE) / tall)
        self.height = tall * self.scale + 2 * EDGE
        self.west = west
        self.indent = (WIDTH - wide * self.scale) / 2

    def __call__(self, point: Point) -> Point:
        x = self.indent + (point[0] - self.west) * self.squeeze * self.scale
        return x, EDGE + (self.north - point[1]) * self.scale
