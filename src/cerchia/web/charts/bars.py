"""Bars: the weight of one contact, planned and spent, the balance of a selection."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cerchia.web.charts.canvas import Canvas
from cerchia.web.formats import NBSP, euros_text, isolated

SPACE = 2 * NBSP


@dataclass(frozen=True)
class Weight:
    """How much of a person's contacts are with the same operator or mediator, in hundredths."""

    name: str
    words: str
    share: int
    notice: bool = False


@dataclass(frozen=True)
class Plan:
    """Money of an area: spent, of what the pacts planned; and the share in each column."""

    name: str
    spent_cents: int
    planned_cents: int
    shares: Sequence[int] = ()


@dataclass(frozen=True)
class Balance:
    """A count against what is wanted: at least `low`, at most `high` (the same: exactly)."""

    name: str
    words: str
    value: float
    low: float
    high: float | None = None
    added: float = 0
    removed: float = 0


def contact_weights(rows: Sequence[Weight], *, sentence: object, limit: int = 70) -> SafeString:
    """One bar a person, the limit as a dashed line."""
    sheet = Canvas(300, 38 + 46 * len(rows))
    track = 256.0
    edge = track * limit / 100
    words = gettext("limit %(share)d%%") % {"share": limit}
    sheet.text((edge, 14), words, "s m", anchor="middle")
    for index, row in enumerate(rows):
        y = 46 + 46 * index
        sheet.runs((0, y), [(row.name, "b"), (f"{SPACE}{row.words}", "m s")])
        sheet.rect((0, y + 7), (track, 10), "trk", round_by=5)
        colour = "f5" if row.notice or row.share > limit else "f1"
        sheet.rect((0, y + 7), (track * min(row.share, 100) / 100, 10), colour, round_by=5)
        sheet.line([(edge, y + 3), (edge, y + 21)], "lim")
        sheet.text((300, y + 16), isolated(f"{row.share}%"), "b", anchor="end")
    return sheet.render(sentence)


def planned_and_spent(
    rows: Sequence[Plan], *, sentence: object, columns: Sequence[str] = (), low: int = 45
) -> SafeString:
    """One bar an area on a track as long as its plan; shares under `low` carry a mark."""
    width, start = 828.0, 168.0
    room = width - start - 90 * len(columns) - 140
    most = max((max(row.spent_cents, row.planned_cents) for row in rows), default=0) or 1
    sheet = Canvas(width, 32 + 36 * len(rows))
    sheet.text((start, 14), gettext("spent, of what the pacts planned"), "s m")
    ends = [width - 2 - 90 * (len(columns) - 1 - i) for i in range(len(columns))]
    for end, column in zip(ends, columns, strict=True):
        sheet.text((end, 14), column, "s m", anchor="end")
    for index, row in enumerate(rows):
        y = 33 + 36 * index
        if index:
            sheet.line([(0, y - 9), (width, y - 9)], "axis")
        _plan_row(sheet, row, (start, y), room / most)
        for end, share in zip(ends, row.shares, strict=False):
            _share(sheet, (end, y), share, low)
    return sheet.render(sentence)


def _plan_row(sheet: Canvas, row: Plan, at: tuple[float, float], scale: float) -> None:
    x, y = at
    planned, spent = row.planned_cents * scale, row.spent_cents * scale
    sheet.text((0, y + 14), row.name)
    sheet.rect((x, y), (planned, 18), "trk", round_by=3)
    sheet.rect((x, y), (spent, 18), "f1", round_by=3)
    sheet.rect((x + planned - 1.5, y - 3), (3, 24), "tgt", round_by=1)
    of_plan = gettext("of %(sum)s") % {"sum": isolated(euros_text(row.planned_cents))}
    sheet.runs(
        (x + max(planned, spent) + 9, y + 14.5),
        [(isolated(euros_text(row.spent_cents)), "b"), (f" {of_plan}", "m s")],
    )


def _share(sheet: Canvas, at: tuple[float, float], share: int, low: int) -> None:
    x, y = at
    sheet.text((x, y + 14.5), isolated(f"{share}%"), "b" if share < low else "", anchor="end")
    if share < low:
        sheet.triangle((x - 35.5, y + 6), "carefill")


def balance_bars(rows: Sequence[Balance], *, sentence: object) -> SafeString:
    """One bar a rule: a black mark at the wanted number, a bracket around a wanted range."""
    width = 392.0
    sheet = Canvas(width, 4 + 43 * len(rows))
    for index, row in enumerate(rows):
        y = 14 + 43 * index
        sheet.text((0, y), row.name, "b")
        sheet.text((width, y), row.words, "m", anchor="end")
        most = max(row.value + row.added, row.high or row.low, row.low) or 1
        scale = (width - 3.2) / max(most, row.low * 1.2 if row.high else most)
        _balance_row(sheet, row, y + 8, scale)
    return sheet.render(sentence)


def _balance_row(sheet: Canvas, row: Balance, y: float, scale: float) -> None:
    top = max(row.value + row.added, row.high or row.low) * scale
    sheet.rect((0, y), (top, 12), "trk", round_by=6)
    sheet.rect((0, y), ((row.value - row.removed) * scale, 12), "f1", round_by=6)
    if row.added:
        at = (row.value - row.removed) * scale
        sheet.rect((at, y), (row.added * scale, 12), "f2", round_by=6)
    if row.high is None or row.high == row.low:
        sheet.rect((row.low * scale - 1.5, y - 4), (3, 20), "tgt", round_by=1)
        return
    low, high = row.low * scale, row.high * scale
    sheet.line([(low, y - 4), (low, y + 16), (high, y + 16), (high, y - 4)], "bracket")
