from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cerchia.kit.money import MOST_CENTS, Fault, NotAnAmount, format_cents, parse_cents

AMOUNTS = st.integers(0, MOST_CENTS)
SCRIPTS = {"arabic": 0x0660, "persian": 0x06F0, "devanagari": 0x0966, "bengali": 0x09E6}


def written(cents: int, *, thousands: str, decimal: str) -> str:
    euros, rest = divmod(cents, 100)
    return f"{euros:,}".replace(",", thousands) + f"{decimal}{rest:02d}"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("0", 0),
        ("7", 700),
        ("007", 700),
        ("12,5", 1250),
        ("12,50", 1250),
        ("12.50", 1250),
        (",50", 50),
        (".5", 50),
        ("0,05", 5),
        ("1.234", 123_400),
        ("1.234,5", 123_450),
        ("1,234.50", 123_450),
        ("1 234,50", 123_450),
        ("1\u202f234,50", 123_450),
        ("1\u00a0234\u00a0567", 123_456_700),
        ("1.234.567", 123_456_700),
        ("1,234,567", 123_456_700),
        ("1'234.50", 123_450),
        ("€ 12,50", 1250),
        ("12,50€", 1250),
        ("12,50 EUR", 1250),
        ("euro 3", 300),
        ("  12,50 ", 1250),
        ("١٢٫٥٠", 1250),
        ("١٬٢٣٤٫٥", 123_450),
        ("۱۲٫۵۰", 1250),
        ("۱۲،۵۰", 1250),
        ("\u200f١٢٫٥٠ €\u200e", 1250),
        ("٣ يورو", 300),
        ("１２,５０", 1250),
        ("10.000.000,00", MOST_CENTS),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, cents: int) -> None:
    assert parse_cents(typed) == cents


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY),
        ("   ", Fault.EMPTY),
        ("€", Fault.EMPTY),
        ("\u200f", Fault.EMPTY),
        ("-5", Fault.NEGATIVE),
        ("- 5,00", Fault.NEGATIVE),
        ("−5", Fault.NEGATIVE),
        ("€ -5", Fault.NEGATIVE),
        ("-x", Fault.NOT_A_NUMBER),
        ("12,345", Fault.TOO_MANY_DECIMALS),
        ("1,234", Fault.TOO_MANY_DECIMALS),
        ("0.500", Fault.TOO_MANY_DECIMALS),
        ("12.3456", Fault.TOO_MANY_DECIMALS),
        ("1.234,567", Fault.TOO_MANY_DECIMALS),
        ("12345.678", Fault.TOO_MANY_DECIMALS),
        ("10000000.01", Fault.TOO_LARGE),
        ("9" * 5000, Fault.TOO_LARGE),
        ("NaN", Fault.NOT_A_NUMBER),
        ("inf", Fault.NOT_A_NUMBER),
        ("1e3", Fault.NOT_A_NUMBER),
        ("0x10", Fault.NOT_A_NUMBER),
        ("12 50", Fault.NOT_A_NUMBER),
        ("1.23.4", Fault.NOT_A_NUMBER),
        ("1.234.50", Fault.NOT_A_NUMBER),
        ("1,2,3", Fault.NOT_A_NUMBER),
        ("1.234 567", Fault.NOT_A_NUMBER),
        ("12,", Fault.NOT_A_NUMBER),
        (".", Fault.NOT_A_NUMBER),
        ("+5", Fault.NOT_A_NUMBER),
        ("1_000", Fault.NOT_A_NUMBER),
        ("$5", Fault.NOT_A_NUMBER),
        ("1²", Fault.NOT_A_NUMBER),
        ("1D5", Fault.NOT_A_NUMBER),
        ("1T234", Fault.NOT_A_NUMBER),
        ("5\n6", Fault.NOT_A_NUMBER),
        ("dieci", Fault.NOT_A_NUMBER),
        ("½", Fault.NOT_A_NUMBER),
    ],
)
def test_what_is_not_an_amount_is_refused_with_its_fault(typed: str, fault: Fault) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_cents(typed)

    assert refused.value.fault is fault


@given(AMOUNTS)
@example(MOST_CENTS)
def test_every_way_of_writing_an_amount_is_read_back(cents: int) -> None:
    for thousands, decimal in [
        ("", ","),
        ("", "."),
        (".", ","),
        (",", "."),
        (" ", ","),
        ("٬", "٫"),
    ]:
        assert parse_cents(written(cents, thousands=thousands, decimal=decimal)) == cents
    assert parse_cents(format_cents(cents)) == cents


@given(AMOUNTS, st.sampled_from(sorted(SCRIPTS)))
def test_digits_of_any_script_are_read(cents: int, script: str) -> None:
    digits = {ord("0") + n: SCRIPTS[script] + n for n in range(10)}

    assert parse_cents(written(cents, thousands="", decimal="٫").translate(digits)) == cents


@given(st.text())
def test_any_text_gives_an_amount_or_a_fault(typed: str) -> None:
    with suppress(NotAnAmount):
        assert 0 <= parse_cents(typed) <= MOST_CENTS


@given(AMOUNTS, AMOUNTS)
def test_nothing_above_the_limit_given_is_read(cents: int, most: int) -> None:
    if cents <= most:
        assert parse_cents(format_cents(cents), most=most) == cents
    else:
        with pytest.raises(NotAnAmount):
            parse_cents(format_cents(cents), most=most)


@pytest.mark.parametrize(
    ("cents", "words"), [(0, "0.00"), (5, "0.05"), (1250, "12.50"), (-5, "-0.05")]
)
def test_cents_are_written_for_machines_with_a_point(cents: int, words: str) -> None:
    assert format_cents(cents) == words
