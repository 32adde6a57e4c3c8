"""Lays the guards after every migrate, and tells what is missing."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from cerchia.guards import triggers


class GuardsConfig(AppConfig):
    name = "cerchia.guards"

    def ready(self) -> None:
        pre_migrate.connect(_make_way, dispatch_uid="guards.make_way")
        post_migrate.connect(_lay_again, dispatch_uid="guards.lay_again")
        checks.register(checks.Tags.database)(guards_stand)


def _make_way(*, sender: AppConfig, using: str, plan: Sequence[Any], **_: object) -> None:
    """SQLite refuses to drop a column that a trigger names; the guards return after migrating."""
    touched = any(migration.app_label == sender.label for migration, _backwards in plan)
    if touched and connections[using].vendor == "sqlite":
        triggers.remove(sender.label, using=using)


def _lay_again(*, sender: AppConfig, using: str, **_: object) -> None:
    triggers.install(sender.label, using=using)


def guards_stand(
    *, databases: Sequence[str] | None = None, **_: object
) -> list[checks.CheckMessage]:
    """Warns, so that `migrate`, which mends it, is not stopped by it."""
    return [
        checks.Warning(line, hint="Run `cerchia migrate`.", id="guards.W001")
        for using in databases or ()
        for line in triggers.missing(using=using)
    ]
