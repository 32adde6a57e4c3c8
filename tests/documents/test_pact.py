"""The pact on paper: every language of the programme, whatever people wrote in it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cerchia.documents.letters import BREAK, UNKNOWN, drawable
from cerchia.documents.pact import Article, PactDocument, Quote, Twice, pact_pdf
from cerchia.documents.words import day, direction, euros
from tests.documents.conftest import ReadBack
from tests.documents.pacts import ITALIAN, PACTS

HOSTILE = [
    '#read("/etc/passwd") #eval("1") #import "x.typ"',
    "*bold* _it_ `raw` $x^2$ <label> @ref = heading \\ // comment /* */",
    "]]]}}})))\"\"\"'''\\\\\n\n\n#",
    "W" * 4000,
    "سلام" * 800,
    "ክ" * 2000,
    "🎉👩‍👩‍👧‍👦🇮🇹 ok",
    "\u202eesrever\u202c \u2066x\u2069 \ufeff\u200b\u00ad",
    "\x00\x01\x1b[31m\r\n\t",
    "বাংলা हिन्दी 中文 한국어 ไทย",
    "e\u0301\u0301\u0301" * 50,
    "\ud7ff\ue000\U0010ffff\U00013000",
    "",
    " ",
]


def with_text(text: str, document: PactDocument = ITALIAN) -> PactDocument:
    twice = Twice(text, text)
    return replace(
        document,
        title=twice,
        parties=twice,
        wish=Quote(text, document.language, text),
        articles=(Article(twice, (twice, twice), Quote(text, "ar", text)),),
        goals=tuple(replace(one, title=twice) for one in document.goals),
        signatures=tuple(replace(one, name=text, role=twice) for one in document.signatures),
        edition=text,
        code=text,
    )


@pytest.mark.parametrize("language", PACTS)
def test_a_pact_is_printed_tagged_and_in_its_languages(language: str) -> None:
    pdf = pact_pdf(PACTS[language])

    assert pdf.startswith(b"%PDF-")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf


@pytest.mark.parametrize("language", PACTS)
def test_what_is_printed_can_be_read_back(language: str, text_of: ReadBack) -> None:
    text = text_of(pact_pdf(PACTS[language]))

    assert "Patto di corresponsabilità" in text
    assert "3.200 €" in text.replace("\u00a0", " ")
    assert "9f2c41d07ab3e655" in text
    assert UNKNOWN not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Je veux coudre"), ("ti", "ክዳን ክሰፍን"), ("fr", "30 novembre 2013"), ("ti", "ክታማት")],
)
def test_the_words_of_the_person_stand_in_their_language(
    language: str, words: str, text_of: ReadBack
) -> None:
    assert words in text_of(pact_pdf(PACTS[language]))


def test_a_pact_in_italian_says_everything_once(text_of: ReadBack) -> None:
    assert text_of(pact_pdf(ITALIAN)).count("Quanto, e perché") == 1


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["it", "ar"])
def test_no_text_breaks_a_pact_or_is_taken_for_a_command(text: str, language: str) -> None:
    assert pact_pdf(with_text(text, PACTS[language])).startswith(b"%PDF-")


def test_commands_are_printed_as_text(text_of: ReadBack) -> None:
    assert '#read("/etc/' in text_of(pact_pdf(with_text(HOSTILE[0])))


@settings(max_examples=15)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_printed(text: str) -> None:
    assert pact_pdf(with_text(text, PACTS["ti"])).startswith(b"%PDF-")


def test_the_same_pact_gives_the_same_bytes() -> None:
    assert pact_pdf(PACTS["ar"]) == pact_pdf(PACTS["ar"])


def test_letters_without_a_font_become_boxes_and_long_words_can_break() -> None:
    assert drawable("Ciao 🎉 ok") == f"Ciao {UNKNOWN} ok"
    assert drawable("\u202eabc\u202c") == "abc"
    assert drawable("می‌خواهم") == "می‌خواهم"
    assert max(len(part) for part in drawable("x" * 200).split(BREAK)) <= 24


def test_money_and_dates_are_written_as_banks_and_people_do() -> None:
    assert euros(164_000) == "1.640\u00a0€"
    assert euros(3_605) == "36,05\u00a0€"
    assert euros(-100) == "−1\u00a0€"
    assert day(date(2013, 11, 30), "it") == "30 novembre 2013"
    assert day(date(2013, 11, 30), "xx") == "30/11/2013"
    assert (direction("fa-AF"), direction("ti")) == ("rtl", "ltr")
