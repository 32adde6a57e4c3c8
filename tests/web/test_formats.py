"""Money, days and hours as people read them, in every language of the product."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from cerchia.web import formats
from cerchia.web.tags import writing

DAY = date(2013, 9, 26)


@pytest.mark.parametrize(
    ("cents", "written"),
    [
        (164000, "1.640 €"),
        (3850, "38,50 €"),
        (5, "0,05 €"),
        (0, "0 €"),
        (-1200, "−12 €"),
        (123456789, "1.234.567,89 €"),
    ],
)
def test_money_has_italian_marks(cents: int, written: str) -> None:
    assert formats.euros_text(cents).replace(formats.NBSP, " ") == written


def test_money_may_always_show_its_cents() -> None:
    assert formats.euros_text(8600, full=True) == f"86,00{formats.NBSP}€"


@pytest.mark.parametrize("language", ["it", "en", "fr", "ar"])
def test_money_is_the_same_in_every_language_and_reads_left_to_right(language: str) -> None:
    with translation.override(language):
        assert writing.euros(164000) == f'<bdi class="num" dir="ltr">1.640{formats.NBSP}€</bdi>'


def test_nothing_is_written_for_no_amount_and_no_day() -> None:
    assert [writing.euros(None), writing.long_date(None), writing.ago(None)] == ["", "", ""]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("it", "giovedì 26 settembre 2013"),
        ("en", "Thursday 26 September 2013"),
        ("fr", "jeudi 26 septembre 2013"),
        ("ar", "الخميس، 26 سبتمبر 2013"),
    ],
)
def test_days_are_written_in_full_with_western_digits(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.long_date(DAY) == written


def test_hours_are_those_of_where_the_product_lives() -> None:
    assert formats.hour(datetime(2013, 9, 26, 15, 30, tzinfo=UTC)) == "17:30"


@pytest.mark.parametrize(
    ("day", "words"),
    [(26, "today"), (25, "yesterday"), (27, "tomorrow"), (2, "24 days ago"), (29, "in 3 days")],
)
def test_a_day_is_near_or_some_days_away(day: int, words: str) -> None:
    with translation.override("en"):
        assert formats.ago(date(2013, 9, day), today=DAY) == words


def test_no_whole_means_no_share() -> None:
    assert formats.percent(3, 0) == 0


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("fa-af", "rtl"), ("ti", "ltr")])
def test_quotes_know_their_direction(code: str, way: str) -> None:
    assert writing.lang_dir(code) == way


def test_a_telephone_number_is_not_turned_around() -> None:
    assert writing.ltr("011 <0>") == '<bdi dir="ltr">011 &lt;0&gt;</bdi>'
