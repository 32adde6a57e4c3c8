"""Long work: done once, told while it goes, stopped when asked, never lost without a word."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.access.models import User
from cerchia.jobs.errors import HasEnded, Stopped
from cerchia.jobs.models import Job
from cerchia.jobs.registry import Running, Values
from cerchia.jobs.running import Pulse, run, take
from cerchia.jobs.usecases import ask_to_stop, start
from cerchia.jobs.worker import Worker, forget_old_jobs
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from tests.factories.access import UserFactory
from tests.factories.jobs import JobFactory
from tests.jobs.conftest import Register

NOW = datetime(2013, 2, 21, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def marta() -> User:
    user: User = UserFactory.create(username="marta")
    return user


def state_of(job: Job) -> str:
    return job.state


def at_once(commit: Any, **given: Any) -> Job:
    """Ask for work, and let the transaction end."""
    with commit(execute=True):
        job = start(**given)
    job.refresh_from_db()
    return job


@pytest.mark.usefixtures("counting")
def test_work_is_done_after_the_transaction_that_asked_for_it(
    marta: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = start(kind="test.count", actor=marta, params={"of": 3})
        assert state_of(job) == "waiting"
    job.refresh_from_db()

    assert state_of(job) == "done"
    assert job.result == {"counted": 3}
    assert (job.done, job.of, job.words) == (1, 3, "step 1")  # told again only half a second later


def test_unknown_work_is_never_asked_for(marta: User) -> None:
    with pytest.raises(KeyError):
        start(kind="test.nothing", actor=marta, params={})


@pytest.mark.usefixtures("counting")
def test_pressed_twice_with_the_same_key_is_one_job(marta: User) -> None:
    first = start(kind="test.count", actor=marta, params={"of": 1}, key="round-1")
    again = start(kind="test.count", actor=marta, params={"of": 1}, key="round-1")
    other = start(kind="test.count", actor=UserFactory.create(), params={"of": 1}, key="round-1")

    assert again.pk == first.pk
    assert other.pk != first.pk


@pytest.mark.usefixtures("counting")
def test_after_the_end_the_same_key_begins_anew(
    marta: User, django_capture_on_commit_callbacks: Any
) -> None:
    asked: dict[str, Any] = {
        "kind": "test.count",
        "actor": marta,
        "params": {"of": 1},
        "key": "round-1",
    }
    first = at_once(django_capture_on_commit_callbacks, **asked)

    assert start(**asked).pk != first.pk


@pytest.mark.usefixtures("counting")
def test_a_job_whose_process_was_killed_is_lost_and_can_be_started_again(marta: User) -> None:
    with clock.at(NOW):
        job = start(kind="test.count", actor=marta, params={"of": 1}, key="round-1")
        assert take(job)
    with clock.at(NOW + timedelta(seconds=59)):
        job.refresh_from_db()
        assert state_of(job) == "running"
    with clock.at(NOW + timedelta(seconds=61)):
        assert state_of(job) == "lost"
        again = start(kind="test.count", actor=marta, params={"of": 1}, key="round-1")
        assert again.pk != job.pk
        run(job, Pulse(job.pk, alone=False))  # it was only slow: what it says now is too late
    job.refresh_from_db()

    assert state_of(job) == "failed"
    assert job.result is None


def test_two_workers_never_do_the_same_job() -> None:
    job = JobFactory.create()

    assert take(job)
    assert not take(job)


def test_what_waits_is_stopped_at_once(marta: User) -> None:
    job = ask_to_stop(marta, JobFactory.create(actor=marta.pk))

    assert state_of(job) == "stopped"
    assert not take(job)


def test_what_runs_may_end_with_its_best_so_far(
    marta: User, kind: Register, django_capture_on_commit_callbacks: Any
) -> None:
    def stoppable(running: Running, params: Values) -> Values:
        ask_to_stop(marta, Job.objects.get())
        return {"best": 7 if running.asked_to_stop() else 0, **params}

    kind("test.stop", stoppable)
    job = at_once(django_capture_on_commit_callbacks, kind="test.stop", actor=marta, params={})

    assert state_of(job) == "done"
    assert job.result == {"best": 7}
    with pytest.raises(HasEnded):
        ask_to_stop(marta, job)


def test_work_that_gives_up_is_stopped_and_not_failed(
    marta: User, kind: Register, django_capture_on_commit_callbacks: Any
) -> None:
    def gives_up(running: Running, params: Values) -> Values:
        raise Stopped

    kind("test.give_up", gives_up)
    job = at_once(django_capture_on_commit_callbacks, kind="test.give_up", actor=marta, params={})

    assert state_of(job) == "stopped"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (DomainError("The sheet is not frozen."), "The sheet is not frozen."),
        (ZeroDivisionError(), ""),
    ],
)
def test_work_that_breaks_says_so_without_a_traceback(
    marta: User,
    kind: Register,
    django_capture_on_commit_callbacks: Any,
    wrong: Exception,
    words: str,
) -> None:
    def breaks(running: Running, params: Values) -> Values:
        raise wrong

    kind("test.break", breaks)
    job = at_once(django_capture_on_commit_callbacks, kind="test.break", actor=marta, params={})

    assert state_of(job) == "failed"
    assert words in job.error
    assert job.error
    assert "Traceback" not in job.error


def test_nobody_stops_the_work_of_somebody_else(marta: User) -> None:
    job = JobFactory.create(actor=uuid4())

    with pytest.raises(NotAllowed):
        ask_to_stop(marta, job)


def test_a_result_never_leads_out_of_the_house() -> None:
    for address in ("https://example.org/", "//example.org", "/\\example.org", 3, None):
        assert JobFactory.build(params={"_next": address}).next_url == ""
    assert JobFactory.build(params={"_next": "/selezione/"}).next_url == "/selezione/"
    assert JobFactory.build(params={"_next": "/a/"}, result={"_next": "/b/"}).next_url == "/b/"


def test_old_jobs_go_after_a_month() -> None:
    JobFactory.create(asked_at=NOW)
    kept = JobFactory.create(asked_at=NOW + timedelta(days=29))
    with clock.at(NOW + timedelta(days=31)):
        forget_old_jobs()

    assert [job.pk for job in Job.objects.all()] == [kept.pk]


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_waits_and_a_thread_tells_how_far_it_is(kind: Register) -> None:
    seen: list[tuple[int, str]] = []

    def slow(running: Running, params: Values) -> Values:
        running.tell(1, 2, "half way")
        while not running.asked_to_stop():
            row = Job.objects.get()
            if row.done:
                seen.append((row.done, row.words))
                Job.objects.update(stop_asked_at=clock.now())
        return {"stopped": True}

    kind("test.slow", slow)
    JobFactory.create(kind="test.slow")
    Worker().finish_all()

    assert Job.objects.get().result == {"stopped": True}
    assert seen[0] == (1, "half way")
