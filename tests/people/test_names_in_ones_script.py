"""A name is written in the letters of who reads it, where its owner writes it so."""

import pytest

from cerchia.people.models import Person


@pytest.mark.parametrize(
    ("language", "called"),
    [
        ("ar", "إسماعيل"),
        ("ar-EG", "إسماعيل"),
        ("fa", "إسماعيل"),
        ("it", "Ismail"),
        ("ti", "Ismail"),
        ("", "Ismail"),
        (None, "Ismail"),
    ],
)
def test_the_reader_decides_the_letters(language: str | None, called: str) -> None:
    assert Person(given_name="Ismail", own_script_name="إسماعيل").name_for(language) == called


def test_who_wrote_no_other_name_has_one() -> None:
    assert Person(given_name="Giulia").name_for("ar") == "Giulia"
    assert Person(given_name="Selam", own_script_name="ሰላም").name_for("am") == "ሰላም"
