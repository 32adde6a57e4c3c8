"""What every list that leaves the house has alike: its forms, its name, what it tells of itself."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.text import slugify
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.documents.sheets.writing import Cell, csv_bytes, xlsx_bytes
from cerchia.kit import clock
from cerchia.network.models import Export
from cerchia.programmes import standing
from cerchia.programmes.models import Edition

Form: TypeAlias = Export.Form
MEDIA = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.HSDS: "application/json",
}
ENDING = {Form.CSV: "csv", Form.XLSX: "xlsx", Form.HSDS: "json"}


@dataclass(frozen=True, slots=True)
class Carried:
    """The file, and how it is called: edition, part, day, role and the beginning of its hash."""

    name: str
    media_type: str
    content: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table before it is a file."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[Cell]] = field(default_factory=list)


def role_of(actor: User, edition: Edition, *roles: str) -> str:
    """The job in which the reader takes the list; of `roles` alone where some are named."""
    posts = [post for post in standing.of(actor).posts if post.edition_id == edition.pk]
    return next((post.role for post in posts if not roles or post.role in roles), "")


def seal_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def carried(
    content: bytes, form: Form, *, edition: Edition, part: str, role: str, rows: int
) -> Carried:
    day = clock.today().isoformat()
    words = [slugify(edition.name), part, day, role, seal_of(content)[:12]]
    return Carried(f"{'_'.join(filter(None, words))}.{ENDING[form]}", MEDIA[form], content, rows)


def sheet_bytes(form: Form, sheet: Sheet, *, edition: Edition, role: str, holds: str) -> bytes:
    """As CSV; or as a workbook that tells on a second sheet what it is."""
    if form == Form.CSV:
        return csv_bytes(sheet.titles, sheet.rows)
    about = [
        (_("Edition"), edition.name),
        (_("As it was on"), clock.today().isoformat()),
        (_("Taken out as"), role),
        (_("What it holds"), holds),
    ]
    return xlsx_bytes(
        sheet.name, sheet.titles, sheet.rows, about=about, right_to_left=get_language_bidi()
    )
