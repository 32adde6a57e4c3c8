import csv
import random
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from cerchia.documents.sheets.reading import read
from cerchia.documents.sheets.rules import as_written, could_compute, harmless
from cerchia.documents.sheets.writing import Cell, csv_bytes, xlsx_bytes
from tests.documents.tables import cells

STARTS = "=+-@\t\r\n＝＋－＠"
BLANKS = ["", " ", "   ", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u2009 ", "\x00", "\u202e"]
TAILS = [
    "1+1",
    'HYPERLINK("http://evil.example","click")',
    "cmd|' /C calc'!A0",
    "SUM(A1:A9)",
    "IMPORTXML(A1)",
    "DDE(1)",
    "",
    "2+5+cmd|' /C calc'!A0",
    "39 011 555 01 01",
]


def hostile() -> list[str]:
    chance = random.Random(14)
    made = [
        chance.choice(BLANKS) * chance.randrange(3) + start + chance.choice(TAILS)
        for start in STARTS
        for _ in range(46)
    ]
    return [*made, '";=1+1', '"\n=1+1;', "a\n=1+1", "a;=1+1", "'=1+1", "''=1"]


def test_five_hundred_hostile_texts_leave_no_formula_in_csv() -> None:
    texts = hostile()
    assert len(texts) >= 500
    content = csv_bytes(["Nome", "Note"], [[text, "x"] for text in texts]).decode("utf-8-sig")

    rows = list(csv.reader(StringIO(content, newline=""), delimiter=";"))

    assert len(rows) == len(texts) + 1
    assert [cell for row in rows for cell in row if could_compute(cell)] == []


def test_five_hundred_hostile_texts_leave_no_formula_in_xlsx() -> None:
    texts = hostile()

    found = cells(xlsx_bytes("=1+1", ["=cmd", "Note"], [[text, "x"] for text in texts]))

    assert [cell.value for cell in found if cell.data_type == "f"] == []
    assert {cell.data_type for cell in found if cell.value} == {"s"}
    assert [cell.value for cell in found if cell.value and could_compute(cell.value)] == []
    assert {cell.number_format for cell in found if cell.value} == {"@"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_back_as_it_was(kind: str) -> None:
    rows = [["+39 011 555 0101", "Caffè «Però»"], ['Bar; "da Nino"', "riga\nseconda"], ["ع", "x"]]
    titles = ["Telefono", "Nome"]
    content = csv_bytes(titles, rows) if kind == "csv" else xlsx_bytes("Rete", titles, rows)

    sheet = read(content)

    assert [list(row.cells) for row in sheet.rows] == rows


def test_plain_words_stay_as_they_are() -> None:
    for text in ("Tipografia", "3 + 4", "a=b", "' ok", "O'Neill", "mail@posta.example"):
        assert harmless(text) == text == as_written(text)


def test_numbers_and_days_are_written_as_such() -> None:
    row: list[Cell] = ["x", 12, Decimal("12.5"), date(2013, 9, 19), None]
    titles = ["a", "b", "c", "d", "e"]

    assert csv_bytes(titles, [row]).decode("utf-8-sig").splitlines()[1] == "x;12;12,5;2013-09-19;"
    values = [cell.value for cell in cells(xlsx_bytes("x", titles, [row]))][5:]
    assert values[:3] == ["x", 12, 12.5]
    assert values[3].date() == date(2013, 9, 19)


def test_letters_that_no_file_can_hold_are_left_out() -> None:
    assert harmless("a\ud800b\x00c") == "abc"
    assert len(cells(xlsx_bytes("x", ["a"], [["x" * 40_000]]))[1].value) == 32_767


def test_csv_opens_in_an_italian_spreadsheet() -> None:
    assert csv_bytes(["Nome"], [["Caffè"]]) == b"\xef\xbb\xbfNome\r\nCaff\xc3\xa8\r\n"
