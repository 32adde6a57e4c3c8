from pathlib import Path

import pytest
from pytest_django import Settings

from cerchia.config import checks


@pytest.mark.parametrize("hosts", [[], ["*"], ["a.example", ".example"]])
def test_hosts_must_be_named_one_by_one(settings: Settings, hosts: list[str]) -> None:
    settings.ALLOWED_HOSTS = hosts

    assert [fault.id for fault in checks.hosts_are_named()] == ["config.E002"]


def test_named_hosts_are_good(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["cerchia.example"]

    assert not checks.hosts_are_named()


def test_a_missing_key_of_the_data_is_found(settings: Settings) -> None:
    settings.CERCHIA_DATA_KEY = None

    assert [fault.id for fault in checks.key_of_the_data()] == ["config.E001"]


def test_a_folder_that_others_can_open_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.CERCHIA_DATA = tmp_path
    tmp_path.chmod(0o750)
    assert [fault.id for fault in checks.data_folder_is_private()] == ["config.E003"]

    tmp_path.chmod(0o700)
    assert not checks.data_folder_is_private()


def test_a_demo_is_never_opened_to_the_world(settings: Settings) -> None:
    settings.CERCHIA_DEMO = True

    assert [fault.id for fault in checks.not_a_demo()] == ["config.E004"]
