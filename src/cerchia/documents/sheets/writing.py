"""The door for tables that go out: numbers as numbers, days as days, all else as text."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from cerchia.documents.sheets.rules import harmless
from cerchia.documents.sheets.shapes import MOST_LETTERS

Cell = str | int | Decimal | date | None
BOM = "\ufeff"
WIDEST = 60
MOST_NAME = 31
DAY = "yyyy-mm-dd"


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Semicolons, comma decimals, UTF-8 with a mark: as Italian spreadsheets open it."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(title) for title in titles])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def xlsx_bytes(
    name: str,
    titles: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    about: Sequence[tuple[str, str]] = (),
    right_to_left: bool = False,
) -> bytes:
    """One sheet with frozen titles, and `about` on a second one: title and value on each line."""
    import xlsxwriter  # noqa: PLC0415 - seldom needed

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    looks = _Looks(book)
    sheet = book.add_worksheet(name[:MOST_NAME])
    _fill(sheet, titles, rows, looks)
    if right_to_left:
        sheet.right_to_left()
    if about:
        _tell(book.add_worksheet("Info"), about, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """How cells are shown; text cells are typed as text, so that no spreadsheet guesses."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "num_format": "@", "valign": "top"})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.day = book.add_format({"num_format": DAY, "valign": "top"})
        self.number = book.add_format({"valign": "top"})


def _fill(sheet: Any, titles: Sequence[str], rows: Iterable[Sequence[Cell]], looks: _Looks) -> None:
    widths = [len(title) for title in titles]
    for column, title in enumerate(titles):
        sheet.write_string(0, column, harmless(title)[:MOST_LETTERS], looks.title)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _put(sheet, last, column, cell, looks)
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, WIDEST), looks.text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), max(len(titles) - 1, 0))


def _put(sheet: Any, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell)[:MOST_LETTERS], looks.text)
    elif isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), looks.day)  # noqa: DTZ001 - a day in a cell has no zone
    else:
        sheet.write_number(row, column, cell, looks.number)


def _tell(sheet: Any, about: Sequence[tuple[str, str]], looks: _Looks) -> None:
    for row, (title, value) in enumerate(about):
        sheet.write_string(row, 0, harmless(title), looks.title)
        sheet.write_string(row, 1, harmless(value), looks.text)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WIDEST)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)[:MOST_LETTERS]
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return str(cell).replace(".", ",")
