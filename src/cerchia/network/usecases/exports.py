"""A list of organisations goes out: as a table, as a workbook, or as Open Referral."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.network.exporting import hsds, tables
from cerchia.network.exporting.carrying import (
    Carried,
    Form,
    Sheet,
    carried,
    role_of,
    seal_of,
    sheet_bytes,
)
from cerchia.network.exporting.entries import Entry, entries_of
from cerchia.network.models import Export, Organisation
from cerchia.network.queries.imports import exports_since
from cerchia.programmes.models import Edition

Part: TypeAlias = Export.Part
MOST_A_DAY = 3
DAY = timedelta(days=1)


class FormUnknown(DomainError):
    code = "export_form_unknown"
    message = gettext_lazy("Choose the form of the file: CSV, XLSX or HSDS.")


class ListsTakenToday(DomainError):
    code = "export_too_many"
    message = gettext_lazy(
        "You took three lists with work contacts in the last 24 hours. Take the next one tomorrow."
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `territory` narrows it to one; nothing is all that the reader sees."""

    form: str
    part: str
    territory: UUID | None = None


@transaction.atomic
def export_list(*, actor: User, edition: Edition, wanted: Wanted) -> Carried:
    """The organisations that the reader sees, with work contacts; or the public part alone.

    Lists with work contacts are few in a day, and each leaves a row and an act.
    """
    form, part = _checked(wanted)
    require(actor, "network.export_list", edition.pk, part)
    now = clock.now()
    if part == Part.WORK and exports_since(actor, part, now - DAY) >= MOST_A_DAY:
        raise ListsTakenToday
    public = part == Part.PUBLIC
    entries = entries_of(_scope(actor, edition, wanted, public=public), public=public)
    role = role_of(actor, edition)
    content = _content(form, entries, edition=edition, role=role, part=part)
    seal = seal_of(content)
    made = Export.objects.create(
        edition=edition,
        form=form,
        part=part,
        rows_count=len(entries),
        content_hash=seal,
        made_by=actor,
        made_at=now,
    )
    record(
        "network.list.carried_out",
        actor=actor,
        about=made,
        edition_id=edition.pk,
        facts={"form": form.value, "part": part.value, "rows": len(entries), "hash": seal},
    )
    return carried(content, form, edition=edition, part=part.value, role=role, rows=len(entries))


def _checked(wanted: Wanted) -> tuple[Form, Part]:
    if wanted.form not in Form.values or wanted.part not in Part.values:
        raise FormUnknown
    return Form(wanted.form), Part(wanted.part)


def _scope(
    actor: User, edition: Edition, wanted: Wanted, *, public: bool
) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(merged_into=None, territory__places__edition=edition)
    if wanted.territory is not None:
        rows = rows.filter(territory=wanted.territory)
    if public:
        return rows.filter(public_since__isnull=False)
    return rows.filter(pk__in=Organisation.objects.visible_to(actor).values("pk"))


def _content(form: Form, entries: list[Entry], *, edition: Edition, role: str, part: Part) -> bytes:
    if form == Form.HSDS:
        return json.dumps(hsds.document(entries), ensure_ascii=False, indent=1).encode()
    public = part == Part.PUBLIC
    sheet = Sheet(
        _("Organisations"), tables.titles(public=public), tables.rows(entries, public=public)
    )
    return sheet_bytes(form, sheet, edition=edition, role=role, holds=str(part.label))
