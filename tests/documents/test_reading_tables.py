import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.documents.sheets.errors import (
    CellTooLong,
    NotASheet,
    OldSheet,
    QuoteNeverEnds,
    SheetDamaged,
    SheetEmpty,
    SheetLooksOutside,
    SheetRefused,
    SheetTooBig,
    SheetUnpacksTooBig,
    TooManyColumns,
    TooManyRows,
)
from cerchia.documents.sheets.reading import content_of, read
from cerchia.documents.sheets.shapes import MOST_BYTES
from tests.documents.tables import book, with_part

TABLE = "Nome;Comune\nCaffè Però;Biella\nBar Übermut;Torino\n"
ROWS = [("Caffè Però", "Biella"), ("Bar Übermut", "Torino")]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_letters_are_read_in_every_usual_encoding(encoding: str, told: str) -> None:
    sheet = read(TABLE.encode(encoding))

    assert [row.cells for row in sheet.rows] == ROWS
    assert sheet.spoken == f"{told} semicolon"


def test_bytes_that_cp1252_does_not_know_are_read_as_latin() -> None:
    sheet = read("Nome;Comune\nCaffè \x81;Biella".encode("latin-1"))

    assert sheet.rows[0].cells == ("Caffè \x81", "Biella")
    assert sheet.spoken.startswith("latin-1")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = "Nome|Via|Comune\nUno|Via Roma 3|Biella\nDue|Via Po 1|Torino\n".replace("|", separator)

    assert read(text.encode()).titles == ("Nome", "Via", "Comune")


def test_commas_in_addresses_do_not_make_columns() -> None:
    text = "Nome;Indirizzo\n" + "Uno;Via Roma, 3, Biella\n" * 8

    assert read(text.encode()).titles == ("Nome", "Indirizzo")


def test_a_line_that_tells_the_separator_is_believed() -> None:
    sheet = read(b"sep=,\r\nNome,Comune\r\nUno;Uno,Biella\r\n")

    assert sheet.titles == ("Nome", "Comune")
    assert (sheet.rows[0].number, sheet.rows[0].cells) == (3, ("Uno;Uno", "Biella"))


def test_quotes_keep_separators_and_lines_together() -> None:
    sheet = read(b'Nome;Note\n"Uno; ""detto"" Primo";"riga\nseconda"\nDue;x\n')

    assert sheet.rows[0].cells == ('Uno; "detto" Primo', "riga\nseconda")
    assert sheet.rows[1].number == 3


def test_half_rows_are_filled_and_long_ones_marked() -> None:
    sheet = read(b"Nome;Comune;Telefono\nUno\n\n;;;\nDue;Biella;1;2;3\n")

    assert [(row.number, row.given) for row in sheet.rows] == [(2, 1), (5, 5)]
    assert sheet.rows[0].cells == ("Uno", "", "")
    assert [row.has_too_many() for row in sheet.rows] == [False, True]


def test_words_above_the_titles_are_passed_over() -> None:
    sheet = read(b"Elenco del 2013;;\n\nNome;Comune\nUno;Biella\n")

    assert sheet.titles == ("Nome", "Comune")
    assert sheet.rows[0].number == 4


def test_a_table_of_one_column_is_a_table() -> None:
    sheet = read(b"Nome\nUno\nDue\n")

    assert (sheet.titles, len(sheet.rows)) == (("Nome",), 2)


def test_zeros_and_unseen_letters_are_left_out() -> None:
    text = "Nome;Comune\n" + "Tipografia Tre Torchi;Torino\n" * 20 + "U\0n\x07o;Bi\x00ella\n"

    assert read(text.encode()).rows[-1].cells == ("Uno", "Biella")


def test_a_quote_that_never_ends_says_where_it_began() -> None:
    with pytest.raises(QuoteNeverEnds) as refused:
        read(b'Nome;Comune\nUno;Biella\n"Due;Torino\nTre;Torino\n')

    assert refused.value.params == {"row": 3}


def test_quotes_in_the_middle_do_not_stop_the_others() -> None:
    sheet = read(b'Nome;Comune\n"Bar" da Nino;Biella\nDue;Torino\n')

    assert [row.cells[1] for row in sheet.rows] == ["Biella", "Torino"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", SheetEmpty),
        (b" \n\n ", SheetEmpty),
        (b"\xef\xbb\xbf", SheetEmpty),
        (b"Nome;Comune\n", SheetEmpty),
        (b"%PDF-1.7\n%...", NotASheet),
        (b"\x89PNG\r\n\x1a\n0000", NotASheet),
        (b"<!DOCTYPE html><table></table>", NotASheet),
        (b"  <?xml version='1.0'?><a/>", NotASheet),
        (b"\xef\xbb\xbf<html>", NotASheet),
        (bytes(range(1, 32)) * 40, NotASheet),
        (b"\0" * 500, NotASheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, OldSheet),
        (b"PK\x03\x04 not really", SheetDamaged),
        (("a;" * 200 + "\n").encode() * 3, TooManyColumns),
        (b"a;b\n" * 20_020, TooManyRows),
        (b"a;b\n\n" + b"\n" * 900_000 + b"1;2\n" * 20_011, TooManyRows),
        (b"a;b\n" + b"x" * 40_000 + b";1\n", CellTooLong),
        (b'a;b\n"' + b"x;1\n" * 60_000, QuoteNeverEnds),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, why: type[SheetRefused]) -> None:
    with pytest.raises(why) as refused:
        read(content)

    assert "%" not in str(refused.value)


class Unreadable(BytesIO):
    def read(self, _size: int | None = -1, /) -> bytes:
        raise AssertionError("Nobody reads what is too big.")


def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    with pytest.raises(SheetTooBig):
        content_of(Unreadable(), 50 * 1024 * 1024)


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    with pytest.raises(SheetTooBig):
        content_of(BytesIO(b"a" * (MOST_BYTES + 5)), 10)


def test_twenty_thousand_rows_are_read() -> None:
    text = "Nome;Comune\n" + "Uno;Biella\n" * 20_000

    assert len(read(text.encode()).rows) == 20_000


def test_a_workbook_gives_its_cells_as_text() -> None:
    sheet = read(book([["Nome", "Telefono", "Persone"], ["Uno", 115550101, 4.5], ["Due", None, 9]]))

    assert sheet.titles == ("Nome", "Telefono", "Persone")
    assert [row.cells for row in sheet.rows] == [("Uno", "115550101", "4.5"), ("Due", "", "9")]
    assert (sheet.kind, sheet.rows[1].number) == ("xlsx", 3)


def test_a_formula_is_read_as_its_text_and_never_computed() -> None:
    sheet = read(book([["Nome", "Comune"], ["=1+1", "Biella"]], formulas=True))

    assert sheet.rows[0].cells == ("=1+1", "Biella")


def test_an_empty_first_sheet_is_passed_over() -> None:
    with pytest.raises(SheetEmpty):
        read(book([]))


@pytest.mark.parametrize(
    ("part", "bytes_of_it", "why"),
    [
        ("xl/externalLinks/externalLink1.xml", b"<a/>", SheetLooksOutside),
        ("xl/media/image1.bin", b"0" * (130 * 1024 * 1024), SheetUnpacksTooBig),
        ("xl/worksheets/sheet1.xml", b"<worksheet><row>", SheetDamaged),
        ("xl/workbook.xml", b"", SheetDamaged),
    ],
)
def test_a_workbook_that_harms_is_refused(
    part: str, bytes_of_it: bytes, why: type[SheetRefused]
) -> None:
    with pytest.raises(why):
        read(with_part(book([["Nome", "Comune"], ["Uno", "Biella"]]), part, bytes_of_it))


def test_words_that_grow_by_entities_are_refused() -> None:
    lines = ['<!ENTITY a0 "aaaaaaaaaa">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)]
    text = f"<!DOCTYPE sst [{''.join(lines)}]><sst><si><t>&a8;</t></si></sst>"

    with pytest.raises(SheetDamaged):
        read(with_part(book([["Nome", "b"], ["c", "d"]]), "xl/sharedStrings.xml", text.encode()))


def test_a_workbook_that_claims_a_million_rows_costs_little() -> None:
    huge = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Nome</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    tracemalloc.start()

    with pytest.raises(SheetRefused):
        read(with_part(book([["a"]]), "xl/worksheets/sheet1.xml", huge))

    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        sheet = read(content)
    except SheetRefused:
        return
    assert all(len(row.cells) == len(sheet.titles) for row in sheet.rows)
