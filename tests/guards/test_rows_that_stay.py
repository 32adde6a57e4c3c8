from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.migrations import Migration

from cerchia.guards import triggers
from cerchia.guards.apps import _lay_again, _make_way, guards_stand
from cerchia.guards.registry import append_only, declared
from tests.guarding import without_guards
from tests.guards.leaflets import Leaflet, Stone

NOON = datetime(2013, 9, 19, 12, tzinfo=UTC)
Attack = Callable[[Stone], object]


def _sql(statement: str, *values: int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _save(stone: Stone) -> None:
    stone.words = "there"
    stone.save()


def _bulk_update(stone: Stone) -> None:
    stone.words = "there"
    Stone.objects.bulk_update([stone], ["words"])


def _upsert(stone: Stone) -> None:
    Stone.objects.bulk_create(
        [Stone(pk=stone.pk, words="there")],
        update_conflicts=True,
        update_fields=["words"],
        unique_fields=["id"],
    )


def _update_or_create(stone: Stone) -> None:
    Stone.objects.update_or_create(pk=stone.pk, defaults={"words": "there"})


def _raw_delete(stone: Stone) -> None:
    Stone.objects.filter(pk=stone.pk)._raw_delete(using="default")


ATTACKS: dict[str, Attack] = {
    "update": lambda stone: Stone.objects.filter(pk=stone.pk).update(words="there"),
    "update to the same": lambda stone: Stone.objects.filter(pk=stone.pk).update(words="here"),
    "update of the key": lambda stone: Stone.objects.filter(pk=stone.pk).update(id=stone.pk + 9),
    "save": _save,
    "bulk_update": _bulk_update,
    "update_or_create": _update_or_create,
    "upsert": _upsert,
    "delete": lambda stone: stone.delete(),
    "delete of a set": lambda _stone: Stone.objects.all().delete(),
    "_raw_delete": _raw_delete,
    "SQL update": lambda _stone: _sql("UPDATE guards_tests_stone SET words = 'there'"),
    "SQL delete": lambda _stone: _sql("DELETE FROM guards_tests_stone"),
}
ATTACKS_ON_SQLITE: dict[str, Attack] = {
    "replace by key": lambda stone: _sql(
        "REPLACE INTO guards_tests_stone VALUES (%s, 'x')", stone.pk
    ),
    "replace by another unique column": lambda stone: _sql(
        "INSERT OR REPLACE INTO guards_tests_stone VALUES (%s, 'here')", stone.pk + 9
    ),
    "update or replace": lambda _stone: _sql(
        "UPDATE OR REPLACE guards_tests_stone SET words = 'x'"
    ),
}
ATTACKS_ON_POSTGRESQL: dict[str, Attack] = {
    "truncate": lambda _stone: _sql("TRUNCATE guards_tests_stone"),
    "truncate cascade": lambda _stone: _sql("TRUNCATE guards_tests_stone CASCADE"),
    "on conflict": lambda stone: _sql(
        "INSERT INTO guards_tests_stone VALUES (%s, 'x')"
        " ON CONFLICT (id) DO UPDATE SET words = 'x'",
        stone.pk,
    ),
    "merge": lambda _stone: _sql(
        "MERGE INTO guards_tests_stone s USING (SELECT 1) o ON true WHEN MATCHED THEN DELETE"
    ),
}


def _refused(attack: Attack, stone: Stone) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        attack(stone)
    assert list(Stone.objects.values_list("pk", "words")) == [(stone.pk, "here")]


@pytest.mark.parametrize("name", ATTACKS)
def test_no_way_to_change_or_delete_a_row_succeeds(stone: Stone, name: str) -> None:
    _refused(ATTACKS[name], stone)


@pytest.mark.parametrize("name", ATTACKS_ON_SQLITE)
def test_sqlite_has_no_way_of_its_own(stone: Stone, name: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    _refused(ATTACKS_ON_SQLITE[name], stone)


@pytest.mark.parametrize("name", ATTACKS_ON_POSTGRESQL)
def test_postgresql_has_no_way_of_its_own(stone: Stone, name: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    _refused(ATTACKS_ON_POSTGRESQL[name], stone)


def test_a_session_that_says_it_is_a_replica_changes_nothing(stone: Stone) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        is_master = cursor.fetchone()[0]
    # Only a superuser may say so at all; the guards answer one, the database everybody else.
    refusal, said = (
        (IntegrityError, "append-only") if is_master else (ProgrammingError, "permission denied")
    )
    with pytest.raises(refusal, match=said), transaction.atomic():
        _sql("SET LOCAL session_replication_role = replica; DELETE FROM guards_tests_stone")
    assert list(Stone.objects.values_list("pk", "words")) == [(stone.pk, "here")]


def test_a_column_that_may_change_changes_and_the_others_do_not(leaflet: Leaflet) -> None:
    leaflet.shelf = "B"
    leaflet.save()

    leaflet.words = "go away"
    with pytest.raises(IntegrityError), transaction.atomic():
        leaflet.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Leaflet.objects.update(shelf="C", facts={})
    leaflet.refresh_from_db()
    assert (leaflet.words, leaflet.shelf, leaflet.facts) == ("come in", "B", {"door": 1.5})


def test_a_dated_fact_is_set_once(leaflet: Leaflet) -> None:
    Leaflet.objects.update(sealed_at=NOON)

    for later in (None, datetime(2013, 9, 20, tzinfo=UTC)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Leaflet.objects.update(sealed_at=later)
    Leaflet.objects.update(sealed_at=NOON, shelf="D")
    leaflet.refresh_from_db()
    assert (leaflet.sealed_at, leaflet.shelf) == (NOON, "D")


def test_every_declared_guard_stands_after_migrating(db: None) -> None:
    assert any(declared())
    assert triggers.missing() == []


def test_a_guard_that_is_gone_is_named_and_migrating_lays_it_again(db: None) -> None:
    triggers.remove("ledger")

    gaps = triggers.missing()
    assert any(gap.startswith("ledger_posting: ") for gap in gaps)
    warnings = guards_stand(databases=["default"])
    assert {warning.id for warning in warnings} == {"guards.W001"}
    call_command("migrate", verbosity=0, skip_checks=True)
    assert triggers.missing() == []


def test_laying_the_guards_again_changes_nothing(stone: Stone) -> None:
    before = triggers._found(connection)

    triggers.install()

    assert triggers._found(connection) == before


def test_a_guard_of_another_shape_is_replaced(stone: Stone) -> None:
    laid = next(one for one in triggers._found(connection) if one.table == "guards_tests_stone")
    _sql(triggers._drop(connection, laid))
    harmless = {
        "sqlite": f'CREATE TRIGGER "{laid.name}" BEFORE INSERT ON guards_tests_stone'
        " BEGIN SELECT 1; END",
        "postgresql": f'CREATE TRIGGER "{laid.name}" BEFORE INSERT ON guards_tests_stone'
        f" FOR EACH ROW EXECUTE FUNCTION {triggers.FUNCTION}('', '')",
    }
    _sql(harmless[connection.vendor])

    assert len(triggers.missing()) == 1
    triggers.install()
    assert triggers.missing() == []


def test_a_switched_off_guard_or_an_emptied_function_is_noticed(stone: Stone) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    _sql("ALTER TABLE guards_tests_stone DISABLE TRIGGER ALL")
    assert len(triggers.missing()) == 3
    _sql(
        f"CREATE OR REPLACE FUNCTION {triggers.FUNCTION}() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN OLD; END;'"
    )
    assert len(triggers.missing()) == 4

    triggers.install()

    assert triggers.missing() == []


def test_a_connection_that_lets_replace_walk_past_is_noticed(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    stood = triggers._pragma_on(connection)
    _sql("PRAGMA recursive_triggers = OFF")
    try:
        assert [gap for gap in triggers.missing() if "recursive_triggers" in gap]
    finally:
        _sql(f"PRAGMA recursive_triggers = {stood:d}")


def test_tests_may_lift_the_guards_and_they_return(stone: Stone) -> None:
    with without_guards():
        Stone.objects.update(words="moved")

    with pytest.raises(IntegrityError), transaction.atomic():
        Stone.objects.all().delete()


def test_a_schema_change_finds_no_guard_in_its_way_on_sqlite(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    ledger = apps.get_app_config("ledger")

    _make_way(sender=ledger, using="default", plan=[])
    assert triggers.missing() == []

    _make_way(sender=ledger, using="default", plan=[(Migration("0002_next", "ledger"), False)])
    assert all(gap.startswith("ledger_") for gap in triggers.missing())
    assert triggers.missing()
    _lay_again(sender=ledger, using="default")
    assert triggers.missing() == []


def test_a_column_changes_its_type_under_the_guard_on_postgresql(stone: Stone) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    _sql("ALTER TABLE guards_tests_stone ALTER COLUMN words TYPE text")
    _sql("ALTER TABLE guards_tests_stone ADD COLUMN colour text DEFAULT 'grey'")

    assert triggers.missing() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        _sql("UPDATE guards_tests_stone SET colour = 'red'")


def test_an_unknown_column_is_refused_at_the_start() -> None:
    with pytest.raises(FieldDoesNotExist):
        append_only(Stone, allow_update=("colour",))


def test_a_table_is_not_declared_twice_in_two_ways() -> None:
    append_only(Stone)

    with pytest.raises(RuntimeError):
        append_only(Stone, allow_update=("words",))
