"""Of many tries at once no more pass than allowed, and what is over is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from cerchia.access import limits
from cerchia.access.errors import TooMany
from cerchia.access.models import Device, EnrolmentCode, SignIn, Tries
from cerchia.access.usecases.phones import forget_old
from cerchia.kit import clock
from tests.access.conftest import Hands
from tests.factories.access import DeviceFactory, EnrolmentCodeFactory, SignInFactory

MINUTE = timedelta(minutes=1)


def passed(name: str, most: int = 5) -> bool:
    try:
        limits.take(name, most=most, per=MINUTE)
    except TooMany:
        return False
    return True


def test_what_may_be_tried_five_times_is_tried_five_times(db: None, hands: Hands) -> None:
    assert [passed("a") for _try in range(7)] == [True] * 5 + [False] * 2
    hands.go_on(minutes=1)
    assert passed("a")


def test_one_name_does_not_count_for_another(db: None) -> None:
    assert [passed("a", 1), passed("b", 1), passed("a", 1)] == [True, True, False]


def test_looking_does_not_count(db: None) -> None:
    for _look in range(3):
        limits.look("a", most=1)
    assert passed("a", 1)
    with pytest.raises(TooMany) as refused:
        limits.look("a", most=1)
    assert 0 < refused.value.retry_after <= 60


def test_the_database_does_not_know_what_was_limited(db: None) -> None:
    limits.take("password giulia 203.0.113.9", most=5, per=MINUTE)

    kept = str(list(Tries.objects.values()))

    assert "giulia" not in kept
    assert "203.0.113.9" not in kept


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_sixteen_at_once_five_pass() -> None:
    start = Barrier(16)

    def one_try(_number: int) -> bool:
        start.wait()
        try:
            return passed("a")
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(one_try, range(16))) == 5


def test_what_opens_nothing_any_more_is_erased_after_ninety_days(db: None, hands: Hands) -> None:
    SignInFactory.create()
    EnrolmentCodeFactory.create()
    hands.go_on(days=91)
    kept = SignInFactory.create(device=DeviceFactory.create())

    forget_old()

    assert list(SignIn.objects.all()) == [kept]
    assert not EnrolmentCode.objects.exists()
    assert Device.objects.filter(trusted_until__gt=clock.now()).exists()
