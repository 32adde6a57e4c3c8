"""From known to engaged: one row a territory, one bar a stage, the number beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cerchia.web.charts.canvas import Canvas
from cerchia.web.formats import isolated

WIDTH, START, ROW, TOP = 640.0, 74.0, 34.0, 24.0
ROOM_FOR_NUMBER = 44.0


@dataclass(frozen=True)
class Stages:
    """A territory and how many are at each stage or beyond."""

    name: str
    counts: Sequence[int]


def funnel(rows: Sequence[Stages], stages: Sequence[str], *, sentence: object) -> SafeString:
    """Bars on one scale, so that territories and stages compare."""
    sheet = Canvas(WIDTH, TOP + ROW * len(rows))
    column = (WIDTH - START) / max(len(stages), 1)
    most = max((count for row in rows for count in row.counts), default=0) or 1
    for place, stage in enumerate(stages):
        sheet.text((START + column * place, 13), stage, "s m")
    for line, row in enumerate(rows):
        y = TOP + ROW * line
        sheet.text((0, y + 15), row.name, "b")
        for place, count in enumerate(row.counts):
            x = START + column * place
            length = max((column - ROOM_FOR_NUMBER) * count / most, 2) if count else 0
            if count:
                sheet.rect((x, y), (length, 20), "f1", round_by=3)
            sheet.text((x + (length + 7 if count else 0), y + 15), isolated(str(count)), "b")
    return sheet.render(sentence)
