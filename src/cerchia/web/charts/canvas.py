"""A sheet to draw on. Positions are written left to right; a page in Arabic mirrors them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

Point = tuple[float, float]
FINGER = 14.0
"""Half of what a finger needs around a mark."""


def _n(value: float) -> str:
    """A coordinate: one decimal at most, always with a point."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """Collects shapes. Colours are classes of `desk.css`, so that themes and contrast work.

    A sheet with links is a group that one walks through; without it is one picture.
    """

    def __init__(self, width: float, height: float, *, mirror: bool | None = None) -> None:
        """`mirror` is that of the language when it is not said."""
        self.width = width
        self.height = height
        self.mirror = get_language_bidi() if mirror is None else mirror
        self._shapes: list[SafeString] = []
        self._has_links = False

    def x(self, value: float) -> float:
        return self.width - value if self.mirror else value

    @contextmanager
    def link(self, url: str, says: object) -> Iterator[None]:
        """What is drawn inside leads to `url`, and is called as it `says`. No address, no link."""
        before, self._shapes = self._shapes, []
        yield
        inside = SafeString("".join(self._shapes))
        self._shapes = before
        if url:
            self._has_links = True
            shape = '<a href="{}" aria-label="{}"><title>{}</title>{}</a>'
            inside = format_html(shape, url, says, says, inside)
        self._shapes.append(inside)

    def touch(self, at: Point, radius: float) -> None:
        """Unseen room around a small mark, for fingers; with focus it shows where one is."""
        self.circle(at, radius, "touch")

    def rect(self, at: Point, size: Point, classes: str, *, round_by: float = 0) -> None:
        left = self.width - at[0] - size[0] if self.mirror else at[0]
        self._shapes.append(
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
                classes,
                _n(left),
                _n(at[1]),
                _n(max(size[0], 0)),
                _n(size[1]),
                _n(round_by),
            )
        )

    def diamond(self, at: Point, size: float, classes: str, *, round_by: float = 6) -> None:
        """A square on its corner, around `at`."""
        x, y = self.x(at[0]), at[1]
        self._shapes.append(
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"'
                ' transform="rotate(45 {} {})"/>',
                classes,
                _n(x - size / 2),
                _n(y - size / 2),
                _n(size),
                _n(size),
                _n(round_by),
                _n(x),
                _n(y),
            )
        )

    def circle(self, at: Point, radius: float, classes: str) -> None:
        self._shapes.append(
            format_html(
                '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
                classes,
                _n(self.x(at[0])),
                _n(at[1]),
                _n(radius),
            )
        )

    def line(self, points: Iterable[Point], classes: str, *, dashed: bool = False) -> None:
        path = "L".join(f"{_n(self.x(x))} {_n(y)}" for x, y in points)
        dashes = SafeString(' stroke-dasharray="6 4"') if dashed else ""
        self._shapes.append(format_html('<path class="{}" d="M{}"{}/>', classes, path, dashes))

    def outline(self, rings: Iterable[Iterable[Point]], classes: str) -> None:
        """A closed shape of one ring or more, those inside cut out."""
        path = "".join(
            "M" + "L".join(f"{_n(self.x(x))} {_n(y)}" for x, y in ring) + "z" for ring in rings
        )
        self._shapes.append(
            format_html('<path class="{}" fill-rule="evenodd" d="{}"/>', classes, path)
        )

    def bend(self, start: Point, middle: Point, end: Point, classes: str) -> None:
        """A curve from `start` to `end`, pulled towards `middle`."""
        a, b, c = (f"{_n(self.x(x))} {_n(y)}" for x, y in (start, middle, end))
        self._shapes.append(format_html('<path class="{}" d="M{}Q{} {}"/>', classes, a, b, c))

    def triangle(self, at: Point, classes: str) -> None:
        """A small mark that points down, its upper middle in `at`."""
        x, y = self.x(at[0]), at[1]
        path = f"M{_n(x - 4.5)} {_n(y)}h9l-4.5 7z"
        self._shapes.append(format_html('<path class="{}" d="{}"/>', classes, path))

    def text(self, at: Point, words: object, classes: str = "", *, anchor: str = "start") -> None:
        """Words; `anchor` is start, middle or end in the direction of reading."""
        self.runs(at, [(words, classes)], anchor=anchor)

    def runs(
        self, at: Point, parts: Iterable[tuple[object, str]], *, anchor: str = "start"
    ) -> None:
        """Several words of different weight one after the other."""
        spans = format_html_join("", '<tspan class="{}">{}</tspan>', ((c, w) for w, c in parts))
        self._shapes.append(
            format_html(
                '<text x="{}" y="{}" text-anchor="{}">{}</text>',
                _n(self.x(at[0])),
                _n(at[1]),
                anchor,
                spans,
            )
        )

    def render(self, sentence: object) -> SafeString:
        """The whole drawing; `sentence` says what it shows, for who does not see it."""
        return format_html(
            '<svg class="chart" viewBox="0 0 {} {}" role="{}" aria-label="{}">{}</svg>',
            _n(self.width),
            _n(self.height),
            "group" if self._has_links else "img",
            sentence,
            SafeString("".join(self._shapes)),
        )
