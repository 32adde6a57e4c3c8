import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from cerchia.guards import triggers
from tests.guards.leaflets import Leaflet, Stone


@pytest.fixture(scope="session")
def guarded_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Leaflet)
            editor.create_model(Stone)
        triggers.install()


@pytest.fixture
def leaflet(guarded_tables: None, db: None) -> Leaflet:
    return Leaflet.objects.create(words="come in", facts={"door": 1.5})


@pytest.fixture
def stone(guarded_tables: None, db: None) -> Stone:
    return Stone.objects.create(words="here")
