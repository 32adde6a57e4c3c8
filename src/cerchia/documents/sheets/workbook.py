"""XLSX: the first sheet with rows. Nothing is computed, fetched or unpacked beyond measure."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from cerchia.documents.sheets.errors import (
    NotASheet,
    SheetDamaged,
    SheetEmpty,
    SheetLooksOutside,
    SheetRefused,
    SheetUnpacksTooBig,
    TooManyRows,
)
from cerchia.documents.sheets.shapes import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Sheet
from cerchia.documents.sheets.tables import LOOK_ROWS, Cells, table_of

MOST_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 1_000
MOST_CELLS = 1_000_000
"""Full or empty, of all rows that are read."""
MOST_EMPTY_ROWS = 50_000
BOOK = "xl/workbook.xml"
OUTSIDE = "xl/externalLinks/"
PIECE = 1024 * 1024


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet of a workbook that holds any cells."""
    try:
        _measure(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content)
    except SheetRefused:
        raise
    except Exception as broken:
        raise SheetDamaged from broken


def _measure(content: bytes) -> None:
    """Unpack every part once, counting: what the archive says of its own sizes is not believed."""
    try:
        archive = ZipFile(BytesIO(content))
    except BadZipFile as broken:
        raise SheetDamaged from broken
    with archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if BOOK not in names:
            raise NotASheet
        if any(name.startswith(OUTSIDE) for name in names):
            raise SheetLooksOutside
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise SheetUnpacksTooBig
        left = MOST_UNPACKED
        for part in parts:
            with archive.open(part) as packed:
                while piece := packed.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise SheetUnpacksTooBig


def _read(content: bytes) -> Sheet:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and seldom needed

    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        for sheet in book.worksheets:
            try:
                return table_of(_rows(sheet), kind="xlsx", spoken="xlsx")
            except SheetEmpty:
                continue
    finally:
        book.close()
    raise SheetEmpty


def _rows(sheet: Any) -> Iterator[tuple[int, Cells]]:
    """The rows that hold something. The size that the sheet tells of itself is not believed."""
    sheet.reset_dimensions()
    full = empty = cells_read = 0
    rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells_read += len(values)
        cells = [_text(value) for value in values]
        if not any(cells):
            empty += 1
        else:
            full += 1
            yield number, cells
        if full > MOST_ROWS + LOOK_ROWS or empty > MOST_EMPTY_ROWS:
            raise TooManyRows
        if cells_read > MOST_CELLS * 4:
            raise SheetUnpacksTooBig


def _text(value: object) -> str:
    """The value of a cell as a person reads it. A formula is the text of the formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(getattr(value, "text", value))[:MOST_LETTERS]
