"""Filling a database once, and again after it was interrupted. Played to the first days only."""

from datetime import date

import pytest
from django.core.management import CommandError

from cerchia.access.models import User
from cerchia.demo.filling import fill
from cerchia.demo.models import Filling
from cerchia.kit import clock

FIRST_DAYS = date(2013, 1, 10)


def fill_it(*, seed: int = 1, people: int = 35, today: date = FIRST_DAYS) -> tuple[bool, list[str]]:
    said: list[str] = []
    written = fill(people=people, seed=seed, today=today, say=said.append)
    return written, said


@pytest.mark.django_db
def test_an_empty_database_is_filled_once() -> None:
    assert fill_it()[0]
    assert User.objects.filter(username="marta").exists()
    assert not fill_it()[0]


@pytest.mark.django_db
def test_another_demo_needs_another_folder() -> None:
    fill_it()
    with pytest.raises(CommandError, match="empty folder"):
        fill_it(seed=2)


@pytest.mark.django_db
def test_another_date_is_told_and_nothing_is_written() -> None:
    fill_it()
    written, said = fill_it(today=date(2014, 1, 15))
    assert not written
    assert "2013-01-10" in said[0]


@pytest.mark.django_db
def test_a_database_of_somebody_is_left_alone() -> None:
    User.objects.create_user("somebody")
    with pytest.raises(CommandError, match="not a demo"):
        fill_it()
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_filling_begins_again() -> None:
    Filling.objects.create(people=35, seed=1, played_to=FIRST_DAYS, started_at=clock.now())
    User.objects.create_user("half")
    written, said = fill_it()
    assert written
    assert "interrupted" in said[0]
    assert not User.objects.filter(username="half").exists()
    assert Filling.objects.get().finished_at
