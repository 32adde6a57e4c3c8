"""From rows of cells to a `Sheet`: where the titles stand, and how wide the table is."""

from collections.abc import Iterable, Sequence
from itertools import chain

from cerchia.documents.sheets.errors import SheetEmpty, TooManyColumns, TooManyRows
from cerchia.documents.sheets.rules import as_written
from cerchia.documents.sheets.shapes import MOST_COLUMNS, MOST_ROWS, Row, Sheet

Cells = Sequence[str]
LOOK_ROWS = 10
"""Rows above the titles, such as the name of the list, that are passed over."""


def table_of(rows: Iterable[tuple[int, Cells]], *, kind: str, spoken: str = "") -> Sheet:
    """The sheet of numbered rows; those that are empty are left out."""
    full = ((number, tidy) for number, cells in rows if (tidy := _tidy(cells)))
    first = []
    for row in full:
        first.append(row)
        if len(first) == LOOK_ROWS:
            break
    if not first:
        raise SheetEmpty
    top = next((place for place, (_, cells) in enumerate(first) if _is_wide(cells)), 0)
    titles = tuple(first[top][1])
    if len(titles) > MOST_COLUMNS:
        raise TooManyColumns
    found: list[Row] = []
    for number, cells in chain(first[top + 1 :], full):
        if len(found) == MOST_ROWS:
            raise TooManyRows
        found.append(_row(number, cells, len(titles)))
    if not found:
        raise SheetEmpty
    return Sheet(titles, tuple(found), kind, spoken)


def _tidy(cells: Cells) -> list[str]:
    """The cells as written, without the empty ones at the end."""
    tidy = [as_written(cell) for cell in cells]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tidy


def _is_wide(cells: Cells) -> bool:
    return sum(bool(cell) for cell in cells) > 1


def _row(number: int, cells: Cells, width: int) -> Row:
    kept = tuple(cells[:width]) + ("",) * (width - len(cells))
    return Row(number, kept, given=len(cells))
