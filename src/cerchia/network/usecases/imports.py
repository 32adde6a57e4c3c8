"""A table of organisations comes in: sealed, matched, looked through, or left aside."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.documents.sheets.reading import read
from cerchia.documents.sheets.shapes import Sheet
from cerchia.jobs.models import Job
from cerchia.jobs.usecases import start
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.network.importing.columns import KEEP, Column, guessed, twice
from cerchia.network.models import Import, ImportRow
from cerchia.network.usecases.import_rows import (
    ImportMoved,
    Undone,
    look_at_rows,
    undo_rows,
    write_rows,
)
from cerchia.programmes.models import Edition, Territory
from cerchia.vault import files

AT_ONCE = 500
"""Rows up to this number are done while the page waits; more are work in the background."""
LOOKED_AT, SHOWN = 40, 3
FORGOTTEN_AFTER = timedelta(days=7)
LOOK, WRITE = "network.import_look", "network.import"
State, Choice = Import.State, ImportRow.Choice
UNFINISHED = (State.MATCHING, State.READY)


class ColumnForNameMissing(DomainError):
    code = "import_no_name_column"
    message = _("Choose the column that holds the name.")


class ColumnTwice(DomainError):
    code = "import_column_twice"
    message = _("Two columns would fill “%(field)s”. Choose one of them.")


class NothingToWrite(DomainError):
    code = "import_nothing_to_write"
    message = _("All rows are left out. Choose at least one to add, or leave the table aside.")


@transaction.atomic
def take_table(*, actor: User, edition: Edition, territory: Territory, content: bytes) -> Import:
    """A table that can be read, its columns guessed. Forgets old ones that nobody went on with."""
    require(actor, "network.take_table", edition.pk, territory.pk)
    sheet = read(content)
    _forget(actor)
    batch = Import(id=uuid4(), edition=edition, territory=territory, made_by=actor)
    batch.file = files.keep_table(subject=batch.pk, content=content, created_by=actor.pk)
    batch.titles = list(sheet.titles)
    batch.examples = _examples(sheet)
    batch.columns = {str(place): value for place, value in guessed(sheet.titles).items()}
    batch.spoken = sheet.spoken
    batch.rows_count = len(sheet.rows)
    batch.save()
    record(
        "network.import.taken_in",
        actor=actor,
        about=batch,
        edition_id=edition.pk,
        facts={"rows": batch.rows_count, "form": sheet.kind},
    )
    return batch


def match_columns(*, actor: User, batch: Import, columns: Mapping[int, str]) -> Job | None:
    """Say which column is what, and read the rows so: at once, or as work in the background."""
    require(actor, "network.go_on_with_table", batch)
    chosen = _checked(columns, len(batch.titles or ()))
    said = {str(place): value for place, value in chosen.items()}
    if not Import.objects.filter(pk=batch.pk, state__in=UNFINISHED).update(columns=said):
        raise ImportMoved
    batch.columns = said
    if batch.rows_count <= AT_ONCE:
        look_at_rows(batch)
        return None
    return _start(LOOK, actor, batch)


@transaction.atomic
def choose(*, actor: User, batch: Import, choices: Mapping[UUID, str]) -> int:
    """What becomes of single rows. A row that is stopped, or has nobody alike, stays as it is."""
    require(actor, "network.go_on_with_table", batch)
    _must_be_ready(batch)
    rows = batch.rows.filter(pk__in=choices)
    changed = 0
    for choice in Choice.values:
        wanted = [pk for pk, value in choices.items() if value == choice]
        changed += _open_to(rows.filter(pk__in=wanted), choice).update(choice=choice)
    return changed


@transaction.atomic
def choose_for_all_alike(*, actor: User, batch: Import, choice: str) -> int:
    """The same answer for every row that is like an organisation we know."""
    require(actor, "network.go_on_with_table", batch)
    _must_be_ready(batch)
    rows = batch.rows.filter(alike__isnull=False)
    return int(_open_to(rows, choice).update(choice=choice))


def write_import(*, actor: User, batch: Import) -> Job | None:
    """Make and link all that was chosen, in one transaction: at once, or in the background."""
    require(actor, "network.go_on_with_table", batch)
    _must_be_ready(batch)
    if not batch.rows.exclude(choice=Choice.LEAVE).exists():
        raise NothingToWrite
    if batch.rows_count <= AT_ONCE:
        write_rows(actor=actor, batch=batch)
        return None
    return _start(WRITE, actor, batch)


def undo_import(*, actor: User, batch: Import) -> Undone:
    """Take the whole table back. What somebody worked on since stays, and is named."""
    require(actor, "network.undo_table", batch)
    return undo_rows(actor=actor, batch=batch)


@transaction.atomic
def drop_import(*, actor: User, batch: Import) -> None:
    """Leave the table aside: nothing of its rows stays."""
    require(actor, "network.go_on_with_table", batch)
    moved = Import.objects.filter(pk=batch.pk, state__in=UNFINISHED).update(
        state=State.DROPPED, file=None, titles=None, examples=None
    )
    if not moved:
        raise ImportMoved
    _throw_away(batch)
    record("network.import.dropped", actor=actor, about=batch, edition_id=batch.edition_id)


def _examples(sheet: Sheet) -> list[list[str]]:
    """The first words of each column, by which somebody recognises it."""
    return [
        [row.cells[place][:60] for row in sheet.rows[:LOOKED_AT] if row.cells[place]][:SHOWN]
        for place in range(len(sheet.titles))
    ]


def _checked(columns: Mapping[int, str], width: int) -> dict[int, str]:
    known = {*Column.values, KEEP}
    chosen = {at: value for at, value in columns.items() if at < width and value in known}
    if Column.NAME not in chosen.values():
        raise ColumnForNameMissing
    if several := twice(chosen):
        raise ColumnTwice(field=str(several[0].label))
    return chosen


def _must_be_ready(batch: Import) -> None:
    if not Import.objects.filter(pk=batch.pk, state=State.READY).exists():
        raise ImportMoved


def _open_to(rows: models.QuerySet[ImportRow], choice: str) -> models.QuerySet[ImportRow]:
    if choice == Choice.SAME:
        return rows.filter(alike__isnull=False)
    return rows if choice == Choice.LEAVE else rows.filter(stops=False)


def _start(kind: str, actor: User, batch: Import) -> Job:
    there = batch.get_absolute_url()
    return start(
        kind=kind,
        actor=actor,
        params={"import": str(batch.pk), "_next": there, "_again": there},
        edition_id=batch.edition_id,
        key=f"network.import:{batch.pk}",
    )


def _forget(actor: User) -> None:
    """Tables of the actor that were begun a week ago and never finished."""
    before = clock.now() - FORGOTTEN_AFTER
    old = Import.objects.filter(made_by=actor, state__in=UNFINISHED, made_at__lt=before)
    for batch in old.select_related("file"):
        Import.objects.filter(pk=batch.pk).update(
            state=State.DROPPED, file=None, titles=None, examples=None
        )
        _throw_away(batch)


def _throw_away(batch: Import) -> None:
    """The rows and the file; the row of the import itself has let go of it before."""
    batch.rows.all().delete()
    if batch.file is not None:
        files.remove(batch.file)
