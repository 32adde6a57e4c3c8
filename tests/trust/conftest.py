"""The world is built once and rolled back after it; each test starts from it anew."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from cerchia.kit import clock
from cerchia.vault import keyring
from tests.trust.lives import build
from tests.trust.world import NOW, World


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    keyring.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    keyring.clear()


@pytest.fixture
def world(built: World, db: None) -> Iterator[World]:
    """The built world at noon of its day; whatever the test does is undone."""
    with clock.at(NOW):
        yield built
