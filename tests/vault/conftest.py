from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from cerchia.vault import keyring
from tests.vault.sheets import Line, Sheet


@pytest.fixture(scope="session")
def sheet_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Sheet)
        editor.create_model(Line)


@pytest.fixture(autouse=True)
def empty_keyring() -> Iterator[None]:
    keyring.clear()
    yield
    keyring.clear()


@pytest.fixture
def files_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.CERCHIA_DATA = tmp_path
    return tmp_path / "files"
