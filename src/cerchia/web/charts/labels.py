"""Words beside marks, where nothing is covered; a word that finds no room is left out."""

from dataclasses import dataclass

from cerchia.web.charts.canvas import Canvas, Point

LETTER = 7.3
BOLD = 7.9
HEIGHT = 15.0
GAP = 4.0


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Labels:
    """Keeps what is taken on a sheet and finds room for words, the first asked first."""

    def __init__(self, sheet: Canvas) -> None:
        self.sheet = sheet
        self._taken: list[Box] = []

    def take(self, at: Point, radius: float) -> None:
        """A mark stands here."""
        x, y = at
        self._taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def write(
        self, at: Point, radius: float, words: str, *, bold: bool = False, always: bool = False
    ) -> bool:
        """Words under, beside or above a mark. `always`: under it even where there is no room."""
        half = len(words) * (BOLD if bold else LETTER) / 2
        x, y = at
        beside = radius + GAP + half
        below = radius + GAP + HEIGHT / 2
        choices = [(x, y + below), (x + beside, y), (x - beside, y), (x, y - below)]
        for middle in choices:
            box = _around(middle, half)
            if self._fits(box):
                return self._put(middle, box, words, bold=bold)
        if always:
            inside = min(max(x, half + GAP), self.sheet.width - half - GAP)
            middle = (inside, min(y + below, self.sheet.height - HEIGHT / 2))
            return self._put(middle, _around(middle, half), words, bold=bold)
        return False

    def over(self, at: Point, words: str) -> bool:
        """Words in the middle of a shape, if nothing is there."""
        box = _around(at, len(words) * LETTER / 2)
        return self._fits(box) and self._put(at, box, words, bold=False, quiet=True)

    def _fits(self, box: Box) -> bool:
        inside = box.left >= 0 and box.right <= self.sheet.width
        inside = inside and box.top >= 0 and box.bottom <= self.sheet.height
        return inside and not any(box.covers(other) for other in self._taken)

    def _put(self, middle: Point, box: Box, words: str, *, bold: bool, quiet: bool = False) -> bool:
        self._taken.append(box)
        classes = "b halo" if bold else "s m halo" if quiet else "s halo"
        self.sheet.text((middle[0], middle[1] + 4), words, classes, anchor="middle")
        return True


def _around(middle: Point, half: float) -> Box:
    x, y = middle
    return Box(x - half, y - HEIGHT / 2, x + half, y + HEIGHT / 2)
