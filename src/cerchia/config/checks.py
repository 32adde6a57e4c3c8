"""What must hold before the product is opened to anybody. Part of `check --deploy`."""

import stat
from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


@register(Tags.security, deploy=True)
def key_of_the_data(**_: object) -> list[CheckMessage]:
    if settings.CERCHIA_DATA_KEY:
        return []
    return [Error("CERCHIA_DATA_KEY is missing: nothing could be sealed.", id="config.E001")]


@register(Tags.security, deploy=True)
def hosts_are_named(**_: object) -> list[CheckMessage]:
    hosts = settings.ALLOWED_HOSTS
    if hosts and not any(host.startswith(("*", ".")) for host in hosts):
        return []
    return [Error("CERCHIA_HOSTS must name each host, without a wildcard.", id="config.E002")]


@register(Tags.security, deploy=True)
def data_folder_is_private(**_: object) -> list[CheckMessage]:
    folder = settings.CERCHIA_DATA
    if not folder.exists() or not folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [
        Error(
            "CERCHIA_DATA names a folder that other users of the machine can open.",
            hint=f"Run: chmod 700 {folder}",
            id="config.E003",
        )
    ]


@register(Tags.security, deploy=True)
def not_a_demo(**_: object) -> list[CheckMessage]:
    if not settings.CERCHIA_DEMO:
        return []
    return [
        Error(
            "CERCHIA_DATA names the folder of a demo, whose passwords everybody knows.",
            id="config.E004",
        )
    ]


@register(Tags.database, deploy=True)
def migrations_are_applied(
    *, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    return [
        Error(
            "The database is not what this version expects.",
            hint="Run `cerchia migrate`.",
            id="config.E005",
        )
        for using in databases or ()
        if migrations_wait(using)
    ]


def migrations_wait(using: str = "default") -> bool:
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
