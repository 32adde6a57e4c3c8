"""The first act in a new installation."""

from datetime import date

import pytest

from cerchia.config.cli import main
from cerchia.programmes.models import Edition

pytestmark = pytest.mark.django_db
WORDS = ["found", "Insieme", "--edition", "First", "--from", "2013-01-01", "--to", "2013-12-31"]


def test_a_programme_is_founded_with_an_edition_and_its_territories() -> None:
    code = main([*WORDS, "--territory", "Torino", "--territory", "Biella"])

    edition = Edition.objects.get()
    assert code == 0
    assert edition.ends_on == date(2013, 12, 31)
    assert [place.territory.name for place in edition.places.all()] == ["Torino", "Biella"]


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        [*WORDS, "--territory", "Torino", "--to", "2012-01-01"],
        [*WORDS, "--territory", "Torino", "--to", "soon"],
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2

    assert "Traceback" not in capsys.readouterr().err
    assert not Edition.objects.exists()


def test_the_same_programme_is_not_founded_twice() -> None:
    main([*WORDS, "--territory", "Torino"])

    assert main([*WORDS, "--territory", "Torino"]) == 2
    assert Edition.objects.count() == 1
