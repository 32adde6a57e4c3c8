"""A job on the screen and in the interface: one's own, alive, and plain when it goes wrong."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cerchia.access.models import User
from cerchia.jobs.models import Job
from cerchia.kit import clock
from tests.factories.access import UserFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def marta() -> User:
    user: User = UserFactory.create(username="marta", language="en")
    return user


@pytest.fixture
def page(client: Client, marta: User) -> Client:
    client.force_login(marta)
    return client


def running(marta: User, **more: object) -> Job:
    now = clock.now()
    job: Job = JobFactory.create(actor=marta.pk, started_at=now, heartbeat_at=now, **more)
    return job


def test_running_work_shows_how_far_it_is_and_looks_again_by_itself(
    page: Client, marta: User
) -> None:
    job = running(marta, done=3, of=12, words="Level S2")

    whole = page.get(job.get_absolute_url()).content.decode()
    piece = page.get(job.get_absolute_url(), headers=FRAGMENT).content.decode()

    assert "3 of 12" in whole
    assert "Level S2" in whole
    assert "Look again" in whole
    assert "<html" in whole
    assert "<html" not in piece
    assert 'hx-trigger="every 2s"' in piece


def test_work_that_waits_long_says_whom_to_tell(page: Client, marta: User) -> None:
    job = JobFactory.create(actor=marta.pk)
    assert "It starts in a moment." in page.get(job.get_absolute_url()).content.decode()

    Job.objects.update(asked_at=clock.now() - timedelta(seconds=40))

    assert (
        "tell whoever looks after the server" in page.get(job.get_absolute_url()).content.decode()
    )


def test_finished_work_leads_to_its_result(page: Client, marta: User) -> None:
    job = running(marta, finished_at=clock.now(), params={"_next": "/selezione/"})

    assert page.get(job.get_absolute_url()).headers["Location"] == "/selezione/"
    piece = page.get(job.get_absolute_url(), headers=FRAGMENT)
    assert piece.headers["HX-Redirect"] == "/selezione/"


def test_lost_work_says_so_and_where_to_start_again(page: Client, marta: User) -> None:
    long_ago = clock.now() - timedelta(minutes=2)
    job = running(marta, params={"_again": "/selezione/"})
    Job.objects.update(heartbeat_at=long_ago)

    shown = page.get(job.get_absolute_url()).content.decode()

    assert "The work was cut off." in shown
    assert 'href="/selezione/"' in shown
    assert "hx-trigger" not in shown


def test_stopping_from_the_page(page: Client, marta: User) -> None:
    job = running(marta)

    answer = page.post(reverse("jobs:job_stop", args=[job.pk]), follow=True)

    assert "Coming to a stop." in answer.content.decode()
    assert page.get(reverse("jobs:job_stop", args=[job.pk])).status_code == 405


def test_work_of_somebody_else_is_not_there(page: Client) -> None:
    job = JobFactory.create()

    assert page.get(job.get_absolute_url()).status_code == 404
    assert page.post(reverse("jobs:job_stop", args=[job.pk])).status_code == 404
    assert page.get(f"/api/v1/jobs/{job.pk}").status_code == 404


def test_the_interface_tells_the_same(page: Client, marta: User) -> None:
    job = running(marta, done=1, of=2, result={"_next": "/x/", "round": 3})

    said = page.get(f"/api/v1/jobs/{job.pk}").json()
    stopped = page.post(f"/api/v1/jobs/{job.pk}/stop").json()

    assert (said["state"], said["done"], said["of"], said["next"]) == ("running", 1, 2, "/x/")
    assert said["result"] == {"round": 3}
    assert stopped["state"] == "running"
    assert Job.objects.get().stop_asked_at is not None
