"""A list of organisations goes out: as a table, as a workbook, or as Open Referral."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.documents.sheets.writing import csv_bytes, xlsx_bytes
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.network.exporting import hsds, tables
from cerchia.network.exporting.entries import Entry, entries_of
from cerchia.network.models import Export, Organisation
from cerchia.network.queries.imports import exports_since
from cerchia.programmes import standing
from cerchia.programmes.models import Edition

Form: TypeAlias = Export.Form
Part: TypeAlias = Export.Part
MOST_A_DAY = 3
DAY = timedelta(days=1)
MEDIA = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.HSDS: "application/json",
}
ENDING = {Form.CSV: "csv", Form.XLSX: "xlsx", Form.HSDS: "json"}


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


@dataclass(frozen=True, slots=True)
class Carried:
    """The file, and how it is called: edition, part, day, role and the beginning of its hash."""

    name: str
    media_type: str
    content: bytes
    rows: int


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
    role = _role(actor, edition)
    content = _content(form, entries, public=public, about=_about(edition, role, part))
    seal = hashlib.sha256(content).hexdigest()
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
    words = [slugify(edition.name), part.value, clock.today().isoformat(), role, seal[:12]]
    name = f"{'_'.join(filter(None, words))}.{ENDING[form]}"
    return Carried(name, MEDIA[form], content, len(entries))


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


def _role(actor: User, edition: Edition) -> str:
    """The job in which the reader takes the list."""
    posts = standing.of(actor).posts
    return next((post.role for post in posts if post.edition_id == edition.pk), "")


def _about(edition: Edition, role: str, part: Part) -> list[tuple[str, str]]:
    return [
        (_("Edition"), edition.name),
        (_("As it was on"), clock.today().isoformat()),
        (_("Taken out as"), role),
        (_("What it holds"), str(part.label)),
    ]


def _content(
    form: Form, entries: list[Entry], *, public: bool, about: list[tuple[str, str]]
) -> bytes:
    if form == Form.HSDS:
        return json.dumps(hsds.document(entries), ensure_ascii=False, indent=1).encode()
    heads = tables.titles(public=public)
    body = tables.rows(entries, public=public)
    if form == Form.CSV:
        return csv_bytes(heads, body)
    if form == Form.XLSX:
        name = _("Organisations")
        return xlsx_bytes(name, heads, body, about=about, right_to_left=get_language_bidi())
    assert_never(form)
