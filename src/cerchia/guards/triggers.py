"""The triggers themselves, for SQLite and PostgreSQL.

A trigger's name ends in a digest of its definition, so that a changed guard is noticed and laid
anew. PostgreSQL compares whole rows inside one function, so no migration of a column is in its way.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from cerchia.guards.registry import Guard, declared

PREFIX = "cerchia_guard_"
FUNCTION = "cerchia_guard_refuse"
REFUSE_BODY = """
DECLARE
  may_change text[] := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT string_to_array(TG_ARGV[0], ',') || coalesce(array_agg(name), '{}') INTO may_change
      FROM unnest(string_to_array(TG_ARGV[1], ',')) AS name
      WHERE to_jsonb(OLD) ->> name IS NULL;
    IF TG_ARGV[0] || TG_ARGV[1] <> ''
       AND to_jsonb(OLD) - may_change = to_jsonb(NEW) - may_change THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'append-only: % refuses %', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END;
"""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger as it ought to be. `name` is unique in the database."""

    table: str
    name: str
    sql: str


def install(app_label: str | None = None, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Lay every declared guard whose table exists, and drop outdated ones. Safe to repeat."""
    if not any(declared(app_label)):
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        wanted = _wanted(connection, app_label)
        found = _found(connection)
        outdated = _of_tables(found, {trigger.table for trigger in wanted}) - set(wanted)
        for trigger in outdated:
            cursor.execute(_drop(connection, trigger))
        if connection.vendor == "postgresql":
            _lay_function(connection)
        for trigger in set(wanted) - found:
            cursor.execute(trigger.sql)
            if connection.vendor == "postgresql":
                cursor.execute(_always(connection, trigger))


def remove(app_label: str | None = None, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the guards of an app, or all, away. For schema changes and for emptying test tables."""
    connection = connections[using]
    tables = {guard.table for guard in declared(app_label)}
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for trigger in _of_tables(_found(connection), tables):
            cursor.execute(_drop(connection, trigger))


def missing(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What is not in place, one plain line each; empty when every guard stands. Three queries."""
    connection = connections[using]
    found = _found(connection)
    absent = [trigger for trigger in _wanted(connection) if trigger not in found]
    gaps = [f"{trigger.table}: {trigger.name} is not in place" for trigger in absent]
    if connection.vendor == "sqlite" and not _pragma_on(connection):
        gaps.append("PRAGMA recursive_triggers is off: INSERT OR REPLACE walks past the guards")
    if connection.vendor == "postgresql" and not _function_whole(connection):
        gaps.append(f"{FUNCTION}: the function is missing or was changed")
    return gaps


def _wanted(connection: BaseDatabaseWrapper, app_label: str | None = None) -> list[Trigger]:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    make = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    guards = [guard for guard in declared(app_label) if guard.table in tables]
    return [trigger for guard in guards for trigger in make(guard)]


def _of_tables(triggers: Iterable[Trigger], tables: set[str]) -> set[Trigger]:
    return {trigger for trigger in triggers if trigger.table in tables}


def _trigger(table: str, definition: str) -> Trigger:
    name = PREFIX + hashlib.sha256(definition.encode()).hexdigest()[:16]
    return Trigger(table, name, f'CREATE TRIGGER "{name}" {definition}')


def _on_sqlite(guard: Guard) -> Iterator[Trigger]:
    for event, when in (("DELETE", ""), ("UPDATE", _changed_on_sqlite(guard))):
        refuse = f"SELECT RAISE(ABORT, 'append-only: {guard.table} refuses {event}')"
        head = f'BEFORE {event} ON "{guard.table}" FOR EACH ROW {when}'
        yield _trigger(guard.table, f"{head} BEGIN {refuse}; END")


def _changed_on_sqlite(guard: Guard) -> str:
    """The WHEN clause: a guarded column gets another value. Nothing free: every update."""
    if not (guard.free or guard.once):
        return ""
    changes = []
    for field in guard.model._meta.local_concrete_fields:
        if field.column in guard.free:
            continue
        held = f'OLD."{field.column}" IS NOT NULL AND ' if field.column in guard.once else ""
        changes.append(f'({held}OLD."{field.column}" IS NOT NEW."{field.column}")')
    return f"WHEN {' OR '.join(changes)}"


def _on_postgresql(guard: Guard) -> Iterator[Trigger]:
    arguments = f"'{','.join(guard.free)}', '{','.join(guard.once)}'"
    for event, each in (("DELETE", "ROW"), ("UPDATE", "ROW"), ("TRUNCATE", "STATEMENT")):
        head = f'BEFORE {event} ON "{guard.table}" FOR EACH {each}'
        yield _trigger(guard.table, f"{head} EXECUTE FUNCTION {FUNCTION}({arguments})")


def _found(connection: BaseDatabaseWrapper) -> set[Trigger]:
    """Our triggers that stand. On PostgreSQL a switched-off one does not count."""
    on_sqlite = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
    on_postgresql = """
        SELECT c.relname, t.tgname, t.tgtype, t.tgenabled FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE p.proname = %s AND c.relnamespace = current_schema()::regnamespace"""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(on_sqlite)
            return {Trigger(*row) for row in cursor.fetchall() if row[1].startswith(PREFIX)}
        cursor.execute(on_postgresql, [FUNCTION])
        rows = cursor.fetchall()
    known = {trigger.name: trigger for guard in declared() for trigger in _on_postgresql(guard)}
    return {_as_found(known, *row) for row in rows}


def _as_found(known: dict[str, Trigger], table: str, name: str, kind: int, enabled: str) -> Trigger:
    """The known trigger of this name if it stands whole, else one that equals none."""
    trigger = known.get(name)
    if trigger and trigger.table == table and enabled == "A" and _kind(trigger) == kind:
        return trigger
    return Trigger(table, name, f"{kind} {enabled}")


def _kind(trigger: Trigger) -> int:
    """The bits of pg_trigger.tgtype: 1 row, 2 before, 8 delete, 16 update, 32 truncate."""
    event = trigger.sql.split(" BEFORE ", 1)[1].split(" ", 1)[0]
    return {"DELETE": 1 + 2 + 8, "UPDATE": 1 + 2 + 16, "TRUNCATE": 2 + 32}[event]


def _drop(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    on_table = f' ON "{trigger.table}"' if connection.vendor == "postgresql" else ""
    return f'DROP TRIGGER IF EXISTS "{trigger.name}"{on_table}'


def _always(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    """Fire also in a session that says it is a replica."""
    quote = connection.ops.quote_name
    return f"ALTER TABLE {quote(trigger.table)} ENABLE ALWAYS TRIGGER {quote(trigger.name)}"


def _lay_function(connection: BaseDatabaseWrapper) -> None:
    if _function_whole(connection):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger"
            f" LANGUAGE plpgsql AS $guard${REFUSE_BODY}$guard$"
        )


def _function_whole(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc"
            " WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
            [FUNCTION],
        )
        return bool(cursor.fetchall() == [(REFUSE_BODY,)])


def _pragma_on(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        row = cursor.fetchone()
    return bool(row and row[0])
