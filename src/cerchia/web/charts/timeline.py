"""The year of an edition: phases as bars, events as marks, today as a black line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cerchia.web.charts.canvas import Canvas
from cerchia.web.formats import day_short_month, month

WIDTH, HEIGHT, ROW = 1376.0, 104.0, 26.0
LETTER = 6.9
Span = tuple[float, float]


@dataclass(frozen=True)
class Phase:
    name: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Mark:
    """Something on a day: done if the day has passed."""

    name: str
    on: date


Bar = tuple[Phase, Span]


def timeline(
    phases: Sequence[Phase],
    marks: Sequence[Mark] = (),
    *,
    today: date,
    sentence: object,
    closing: object = "",
) -> SafeString:
    """Phases side by side on the months they span. Empty without phases."""
    if not phases:
        return Canvas(WIDTH, HEIGHT).render(sentence)
    first = min(phase.starts for phase in phases).replace(day=1)
    last = max(phase.ends for phase in phases)
    scale = WIDTH / max((last - first).days + 1, 1)

    def at(day: date) -> float:
        return (day - first).days * scale

    bars = [(phase, (at(phase.starts) + 1.5, at(phase.ends) + scale - 1.5)) for phase in phases]
    over = [bar for bar in bars if _stands_over(bar, today)]
    written = _placed([(mark, at(mark.on)) for mark in marks], [_span_over(bar) for bar in over])
    flag = _Flag(today, at(today)) if first <= today <= last else None
    taken = [one.span for one in written] + [_span_over(bar) for bar in over]
    left = flag.beside(taken) if flag else 0.0
    top = ROW if left is None else 0.0
    sheet = Canvas(WIDTH, HEIGHT + top)
    for bar in bars:
        _draw_phase(sheet, bar, at(today), today, top)
    for phase, ends in over:
        sheet.text((ends[0], top + 28.5), phase.name)
    if closing and today < last:
        sheet.text((WIDTH - 12, top + 62), closing, "b", anchor="end")
    _draw_months(sheet, first, last, at, top)
    for one in written:
        _draw_mark(sheet, one, today, top)
    if flag:
        flag.draw(sheet, flag.before if left is None else left, top)
    return sheet.render(sentence)


def _width(words: object) -> float:
    """About how wide words of 13 pixels are."""
    return len(str(words)) * LETTER


def _fits(bar: Bar) -> bool:
    """Whether the name of a phase has room in its bar."""
    phase, (start, end) = bar
    return _width(phase.name) + 28 < end - start


def _stands_over(bar: Bar, today: date) -> bool:
    """The name of a short phase that has passed is written over its bar."""
    return bar[0].ends < today and not _fits(bar)


def _span_over(bar: Bar) -> Span:
    return bar[1][0], bar[1][0] + _width(bar[0].name)


def _draw_phase(sheet: Canvas, bar: Bar, now: float, today: date, top: float) -> None:
    phase, (start, end) = bar
    over, begun = phase.ends < today, phase.starts <= today
    sheet.rect((start, top + 40), (end - start, 34), "past" if over else "t1", round_by=6)
    done = end if over else now
    if begun and not over:
        sheet.rect((start, top + 40), (now - start, 34), "f1", round_by=6)
    if begun and _width(phase.name) + 28 < done - start:
        sheet.text((start + 14, top + 62), phase.name, "b inv")
    elif not over:
        sheet.text((max(start, now) + 14, top + 62), phase.name, "b")


def _draw_months(
    sheet: Canvas, first: date, last: date, at: Callable[[date], float], top: float
) -> None:
    day = first
    while day <= last:
        x = at(day)
        sheet.line([(x, top + 78), (x, top + 85)], "axis")
        sheet.text((x, top + 100), month(day), "s m")
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True)
class _Written:
    """A mark with the place of its name: `back` where it stands before the mark."""

    mark: Mark
    x: float
    span: Span
    y: float
    back: bool


def _placed(marks: list[tuple[Mark, float]], taken: list[Span]) -> list[_Written]:
    """Marks from first to last; a name with no room stands higher."""
    found: list[_Written] = []
    for mark, x in sorted(marks, key=lambda pair: pair[1]):
        wide = _width(mark.name)
        back = x + 13 + wide > WIDTH
        span = (x - 13 - wide, x + 8) if back else (x - 8, x + 13 + wide)
        others = taken + [one.span for one in found]
        y = 10.5 if any(_touch(span, other) for other in others) else 28.5
        found.append(_Written(mark, x, span, y, back))
    return found


def _draw_mark(sheet: Canvas, one: _Written, today: date, top: float) -> None:
    colour = "f1" if one.mark.on <= today else "surf"
    sheet.circle((one.x, top + 24), 6, f"{colour} l1 edge2")
    sheet.line([(one.x, top + 31), (one.x, top + 40)], "l1")
    edge = one.x - 13 if one.back else one.x + 13
    sheet.text((edge, top + one.y), one.mark.name, anchor="end" if one.back else "start")


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class _Flag:
    """Today: a black line, and its date on a side where nothing else is written."""

    def __init__(self, today: date, x: float) -> None:
        self.words = gettext("today, %(day)s") % {"day": day_short_month(today)}
        self.x, self.wide = x, _width(self.words) + 22

    @property
    def before(self) -> float:
        """Where it begins when it stands before the line; after it where there is no room."""
        return self.x - self.wide if self.x >= self.wide else self.x

    def beside(self, taken: list[Span]) -> float | None:
        """Where it begins among what is written; None where it would hide a part of it."""
        for left in (self.x - self.wide, self.x):
            inside = left >= 0 and left + self.wide <= WIDTH
            if inside and not any(_touch((left, left + self.wide), span) for span in taken):
                return left
        return None

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """With `top`, in the row of its own that stands over everything else."""
        y = 0 if top else 6
        sheet.line([(self.x, y + 6), (self.x, top + 84)], "now")
        sheet.rect((left, y), (self.wide, 24), "tgt", round_by=6)
        sheet.text((left + self.wide / 2, y + 16.5), self.words, "b onbg", anchor="middle")
