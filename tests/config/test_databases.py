import sqlite3

import pytest
from django.db import connection

from cerchia.config.databases import journal, sqlite_options


@pytest.mark.parametrize(
    ("version", "kept"), [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL")]
)
def test_a_write_ahead_log_is_kept_only_where_it_is_safe(
    version: tuple[int, ...], kept: str
) -> None:
    assert journal(version) == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [("synchronous", 2), ("secure_delete", 1), ("recursive_triggers", 1), ("foreign_keys", 1)],
)
def test_sqlite_is_told_to_lose_nothing_and_to_forget_what_is_erased(name: str, value: int) -> None:
    file = sqlite3.connect(":memory:")
    for statement in sqlite_options()["init_command"].split(";"):
        file.execute(statement)

    assert file.execute(f"PRAGMA {name}").fetchone() == (value,)
    file.close()


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite")
def test_the_connection_of_the_product_is_told_the_same() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (1,)
