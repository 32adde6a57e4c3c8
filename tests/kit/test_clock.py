from datetime import UTC, date, datetime

from cerchia.kit import clock


def test_a_summer_evening_in_utc_is_already_the_next_day_in_rome() -> None:
    with clock.at(datetime(2013, 7, 1, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2013, 7, 2)


def test_the_day_begins_before_it_does_in_utc() -> None:
    assert clock.start_of(date(2013, 1, 1)) == datetime(2012, 12, 31, 23, tzinfo=UTC)


def test_the_demo_plays_on_the_day_it_is_told() -> None:
    clock.set_source(clock.playing(date(2013, 9, 19)))
    try:
        assert clock.today() == date(2013, 9, 19)
    finally:
        clock.set_source(None)


def test_the_clock_of_the_machine_comes_back_after_standing_still() -> None:
    then = datetime(2001, 1, 1, tzinfo=UTC)
    with clock.at(then):
        assert clock.now() == then

    assert clock.now().year > 2001
    assert clock.now().tzinfo is UTC
