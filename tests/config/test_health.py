import shutil
from typing import NamedTuple

import pytest
from django.test import Client


class Usage(NamedTuple):
    total: int = 0
    used: int = 0
    free: int = 0


def test_it_says_that_it_is_alive_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_full_disk_is_a_reason_not_to_be_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage())

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "less than 1 GB is free in the data folder" in answer.content.decode().splitlines()


def test_readiness_is_not_told_to_another_machine() -> None:
    assert Client(REMOTE_ADDR="192.0.2.7").get("/readyz").status_code == 404


def test_readiness_is_not_told_through_a_proxy() -> None:
    assert Client(HTTP_X_FORWARDED_FOR="127.0.0.1").get("/readyz").status_code == 404
