"""How counts grow: up to three lines, each with its last number and word at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cerchia.web.charts.canvas import Canvas
from cerchia.web.formats import isolated

RIGHT, TOP, BOTTOM = 280.0, 12.0, 126.0
APART = 15.0
BEFORE, DIGIT = 12.0, 8.0


@dataclass(frozen=True)
class Series:
    """`tone`: 0 (grey, dashed: context) to 5."""

    name: str
    values: Sequence[int]
    tone: int = 1


def growth(
    series: Sequence[Series],
    *,
    sentence: object,
    ticks: Sequence[str] = (),
    most: int | None = None,
) -> SafeString:
    """`ticks` are words under the line, evenly apart; `most` keeps two drawings on one scale."""
    sheet = Canvas(392, 150)
    top = _rounded(most or max((max(one.values, default=0) for one in series), default=0))
    scale = (BOTTOM - TOP) / top
    left = BEFORE + DIGIT * len(str(top))
    for step in range(4):
        value = top * step // 3
        y = BOTTOM - value * scale
        sheet.line([(left, y), (RIGHT, y)], "axis")
        if step:
            sheet.text((left - 8, y + 4), value, "s m", anchor="end")
    lowest = BOTTOM + APART
    for one in sorted(series, key=lambda one: one.values[-1] if one.values else 0):
        if one.values:
            lowest = _draw(sheet, one, scale, (left, lowest))
    _draw_ticks(sheet, ticks, left)
    return sheet.render(sentence)


def _rounded(most: int) -> int:
    """The first of 3, 6, 15, 30, 60, 150… that holds `most`: its thirds are round numbers."""
    unit = 1
    while True:
        for step in (3, 6, 15):
            if most <= step * unit:
                return step * unit
        unit *= 10


def _draw(sheet: Canvas, one: Series, scale: float, room: tuple[float, float]) -> float:
    """Draw a line from the left of `room`; its label stays over those already written (the other
    of `room`). Returns how high it stands.
    """
    left, lowest = room
    gap = (RIGHT - left) / max(len(one.values) - 1, 1)
    points = [(left + gap * i, BOTTOM - value * scale) for i, value in enumerate(one.values)]
    if len(points) == 1:
        points = [(RIGHT, points[0][1])]
    sheet.line(points, f"ln l{one.tone}", dashed=one.tone == 0)
    sheet.circle(points[-1], 4, f"f{one.tone}")
    label = min(points[-1][1] + 4.5, lowest - APART)
    words = [(isolated(str(one.values[-1])), "b"), (f" {one.name}", "m s")]
    sheet.runs((RIGHT + 10, label), words)
    return label


def _draw_ticks(sheet: Canvas, ticks: Sequence[str], left: float) -> None:
    gap = (RIGHT - left) / max(len(ticks) - 1, 1)
    for index, word in enumerate(ticks):
        anchor = "start" if index == 0 else "middle"
        sheet.text((left + gap * index, 144), word, "s m", anchor=anchor)
