"""Two presses in the same second, two workers at the same job: it is done once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from cerchia.access.models import User
from cerchia.jobs.models import Job
from cerchia.jobs.running import take
from cerchia.jobs.usecases import start
from tests.factories.access import UserFactory
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
HANDS = 4


@pytest.mark.usefixtures("counting")
def test_the_same_button_pressed_in_the_same_second_is_one_job(settings: Any) -> None:
    settings.CERCHIA_JOBS_HERE = False
    marta: User = UserFactory.create(username="marta")
    gate = Barrier(HANDS)

    def press(_: int) -> UUID:
        try:
            gate.wait()
            return start(kind="test.count", actor=marta, params={"of": 1}, key="round-1").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        found = set(hands.map(press, range(HANDS)))

    assert len(found) == 1
    assert Job.objects.count() == 1


def test_two_workers_reach_for_the_same_job_and_one_has_it() -> None:
    job = JobFactory.create()
    gate = Barrier(HANDS)

    def reach(_: int) -> bool:
        try:
            gate.wait()
            return take(job)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        assert sorted(hands.map(reach, range(HANDS))) == [False] * (HANDS - 1) + [True]
