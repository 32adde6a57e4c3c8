"""The state of the installation for who keeps it running: no content, nobody's name."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count

from cerchia.access.models import Device, User
from cerchia.audit.models import Head
from cerchia.guards import triggers
from cerchia.kit import clock
from cerchia.programmes.models import StaffAssignment
from cerchia.vault.models import SealedFile

GIB = 1024**3
BACKUPS = ("*.backup", "backup*", "backups/*")


@dataclass(frozen=True, slots=True)
class State:
    product: str
    database: str
    last_migration: str
    migrations: int
    guards_missing: list[str]
    log_length: int
    files: int
    free_gib: int
    backup_at: datetime | None
    accounts: int
    devices: int
    roles: list[tuple[str, int]]


def state() -> State:
    """A dozen small queries."""
    applied = MigrationRecorder.Migration.objects.order_by("-applied", "-pk")
    last = applied.first() if _has_migrations() else None
    head = Head.objects.first()
    return State(
        product=_product(),
        database=f"{connection.display_name} {_database_version()}",
        last_migration=f"{last.app}.{last.name}" if last else "",
        migrations=applied.count() if last else 0,
        guards_missing=list(triggers.missing(using="default")),
        log_length=head.seq if head else 0,
        files=SealedFile.objects.count(),
        free_gib=shutil.disk_usage(settings.CERCHIA_DATA).free // GIB,
        backup_at=_last_backup(),
        accounts=User.objects.filter(is_active=True).count(),
        devices=Device.objects.trusted().count(),
        roles=_roles(),
    )


def _product() -> str:
    try:
        return version("cerchia")
    except PackageNotFoundError:
        return ""


def _database_version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())


def _has_migrations() -> bool:
    return MigrationRecorder(connection).has_table()


def _last_backup() -> datetime | None:
    """The newest copy that lies in the data folder; copies elsewhere are not known here."""
    found = [
        file.stat().st_mtime
        for pattern in BACKUPS
        for file in settings.CERCHIA_DATA.glob(pattern)
        if file.is_file()
    ]
    return datetime.fromtimestamp(max(found), tz=clock.zone()) if found else None


def _roles() -> list[tuple[str, int]]:
    rows = (
        StaffAssignment.objects.current()
        .values_list("role")
        .annotate(n=Count("person", distinct=True))
    )
    counts = dict(rows.order_by())
    return [
        (str(role.label), counts[role.value])
        for role in StaffAssignment.Role
        if role.value in counts
    ]
