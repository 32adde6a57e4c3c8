"""CSV: the separator is found, quotes are kept, a row may be half or too long."""

import csv
import re
from io import StringIO

from cerchia.documents.sheets.decoding import text_of
from cerchia.documents.sheets.errors import (
    CellTooLong,
    QuoteNeverEnds,
    SheetDamaged,
    TooManyRows,
)
from cerchia.documents.sheets.shapes import MOST_LETTERS, MOST_ROWS, Sheet
from cerchia.documents.sheets.tables import LOOK_ROWS, Cells, table_of

SEPARATORS = (";", "\t", ",", "|")
SAMPLE_ROWS = 25
HINT = re.compile(r'^"?sep=(?P<separator>.)"?\r?\n', re.IGNORECASE)
"""The first line by which some spreadsheets tell the separator."""
NAMES = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}


def read_csv(content: bytes) -> Sheet:
    text, encoding = text_of(content)
    text = text.replace("\0", "")
    hint = HINT.match(text)
    skipped = 0
    if hint:
        separator, text, skipped = hint["separator"], text[hint.end() :], 1
    else:
        separator = separator_of(text)
    rows = ((number + skipped, cells) for number, cells in _rows(text, separator))
    spoken = f"{encoding} {NAMES.get(separator, 'other')}"
    return table_of(rows, kind="csv", spoken=spoken)


def separator_of(text: str) -> str:
    """The separator with which most of the first rows have as many cells as the widest title row.

    With equal share the one that gives more columns; no separator at all is one column.
    """
    best, found = (0.0, 1), ";"
    for separator in SEPARATORS:
        score = _score(text, separator)
        if score > best:
            best, found = score, separator
    return found


def _score(text: str, separator: str) -> tuple[float, int]:
    widths = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
            if len(widths) == SAMPLE_ROWS:
                break
    except csv.Error:
        return (0.0, 1)
    columns = next((width for width in widths if width > 1), 1)
    if columns == 1:
        return (0.0, 1)
    return (round(sum(width == columns for width in widths) / len(widths), 1), columns)


def _rows(text: str, separator: str) -> list[tuple[int, Cells]]:
    """Rows as a spreadsheet counts them, strictly first: an open quote would eat all the rest."""
    try:
        return _all_rows(text, separator, strict=True)
    except csv.Error:
        return _all_rows(text, separator, strict=False)


def _all_rows(text: str, separator: str, *, strict: bool) -> list[tuple[int, Cells]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    rows: list[tuple[int, Cells]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cells):
                rows.append((number, cells))
            if len(rows) > MOST_ROWS + LOOK_ROWS:
                raise TooManyRows
    except csv.Error as error:
        if "unexpected end" in str(error) or "field limit" in str(error):
            raise QuoteNeverEnds(row=number + 1) from error
        if strict:
            raise
        raise SheetDamaged from error
    if any(len(cell) > MOST_LETTERS for _, cells in rows for cell in cells):
        raise CellTooLong(row=next(n for n, cells in rows if max(map(len, cells)) > MOST_LETTERS))
    return rows
