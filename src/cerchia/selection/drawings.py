"""The bars of the balance: what stays, what a trial adds and takes away, and what is wanted."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from cerchia.selection.rules.balancing import Line
from cerchia.selection.telling import line_words
from cerchia.web.charts.canvas import Canvas

WIDTH, HEIGHT = 360.0, 26.0
TOP, THICK = 6.0, 12.0
ROOM = 1.12
SHARED = ("terr", "floor", "students")


def bars(found: Iterable[Line]) -> list[tuple[Line, SafeString]]:
    """Each line with its bar. Counts of people share one scale, so that lengths compare."""
    listed = list(found)
    shared = [_top(line) for line in listed if _kind(line) in SHARED]
    common = max(shared, default=1) * ROOM
    return [(line, bar(line, common if _kind(line) in SHARED else _own(line))) for line in listed]


def bar(line: Line, most: float) -> SafeString:
    """One bar on a scale that ends at `most`."""
    scale = (WIDTH - 3) / (most or 1)
    sheet = Canvas(WIDTH, HEIGHT)
    stays = min(line.before, line.after) * scale
    track = _top(line) * scale if _kind(line) in SHARED else WIDTH
    sheet.rect((0, TOP), (track, THICK), "trk", round_by=6)
    if line.after > line.before:
        sheet.rect((0, TOP), (line.after * scale, THICK), "f2", round_by=6)
    sheet.rect((0, TOP), (stays, THICK), "f1", round_by=6)
    if line.before > line.after:
        gone = (line.before - line.after) * scale
        sheet.rect((stays, TOP + 0.75), (gone, THICK - 1.5), "gone", round_by=3)
    _wanted(sheet, line, scale)
    return sheet.render(line_words(line))


def _wanted(sheet: Canvas, line: Line, scale: float) -> None:
    """A mark for one number, a bracket around two."""
    if line.kind == "between":
        low, high = line.low * scale, line.high * scale
        sheet.line([(low, 1.5), (low, 24), (high, 24), (high, 1.5)], "bracket")
        return
    at = (line.high if line.kind == "most" else line.low) * scale
    sheet.rect((max(at - 1.5, 0), 1), (3, 22), "tgt", round_by=1)


def _kind(line: Line) -> str:
    return line.key.partition(":")[0]


def _top(line: Line) -> float:
    """The furthest that is drawn of a line."""
    wanted = line.low if line.kind == "least" else line.high
    return max(line.before, line.after, wanted, 1)


def _own(line: Line) -> float:
    if line.key == "mediated":
        return max(line.of, line.before, line.after, line.low, 1)
    return max(line.before, line.after, line.high + 1) * ROOM
