"""Files of tables as people and attackers send them."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from openpyxl import load_workbook

HEAD = ("Nome", "Comune", "Telefono")


def book(rows: list[list[Any]], *, formulas: bool = False) -> bytes:
    """A workbook with one sheet. `formulas`: text that starts with "=" becomes a formula."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": formulas})
    sheet = made.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    made.close()
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive with one part more, or another one of that name."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return out.getvalue()


def cells(content: bytes) -> list[Any]:
    """Every cell of the first sheet, as openpyxl sees it."""
    return [cell for row in load_workbook(BytesIO(content)).worksheets[0] for cell in row]
