"""Tables of organisations in and out, for programs: the same steps as the pages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from cerchia.access.engine import may, require
from cerchia.access.models import User
from cerchia.access.sessions import is_fresh
from cerchia.documents.sheets.reading import content_of
from cerchia.jobs.models import Job
from cerchia.kit.errors import DomainError, Forbidden
from cerchia.network.models import Export, Import
from cerchia.network.queries import imports as queries
from cerchia.network.usecases import imports as usecases
from cerchia.network.usecases.exports import Wanted, export_list
from cerchia.network.views.exports import edition_of, file_answer

router = Router(tags=["network"])


class TableMissing(DomainError):
    code = "table_missing"
    message = _("Send the table as a file of a form, in the field “table”.")


class PasswordFirst(Forbidden):
    code = "password_first"
    message = _("Give your password again first, and then take the list.")


class ImportOut(Schema):
    """`state`: matching, ready, written, undone, dropped. `columns`: place of a column → field.
    `job`: work in the background that has not ended.
    """

    id: UUID
    state: str
    territory: UUID
    rows: int
    made_at: datetime
    titles: list[str]
    columns: dict[str, str]
    to_create: int
    same: int
    left_out: int
    created: int
    linked: int
    removed: int
    job: UUID | None


class ImportList(Schema):
    items: list[ImportOut]


class RowOut(Schema):
    """`choice`: create, same, leave. `stops`: it cannot come in. `alike`: an organisation."""

    id: UUID
    number: int
    name: str
    kind: str
    place: str
    problems: list[str]
    stops: bool
    choice: str
    alike: UUID | None
    alike_name: str
    alike_score: int


class RowList(Schema):
    items: list[RowOut]
    next: int | None


class ColumnsIn(Schema):
    """Field by place of the column, as "0": "name". Fields: see `columns` of an import."""

    columns: dict[str, str]


class ChoicesIn(Schema):
    """Choice by id of the row; `all_alike`: the same for all that look like one we know."""

    choices: dict[UUID, str] = {}
    all_alike: str = ""


class Changed(Schema):
    changed: int


class UndoneOut(Schema):
    removed: int
    stayed: list[str]


class ExportIn(Schema):
    """`form`: csv, xlsx, hsds. `part`: work (with work contacts) or public."""

    form: str = "csv"
    part: str = "public"
    territory: UUID | None = None


@router.post("/network/imports", response={201: ImportOut}, summary="Send a table (multipart)")
def network_import_send(
    request: HttpRequest,
    table: File[UploadedFile | None] = None,
    territory: Form[UUID | None] = None,
) -> Status[dict[str, Any]]:
    user = _user(request)
    places = queries.places_to_bring(user)
    if not places:
        raise Http404
    wanted = [one for one in places if territory in (None, one.territory_id)]
    if not wanted:
        raise Http404
    if table is None:
        raise TableMissing
    batch = usecases.take_table(
        actor=user,
        edition=wanted[0].edition,
        territory=wanted[0].territory,
        content=content_of(table, table.size or 0),
    )
    return Status(201, _out(batch))


@router.get("/network/imports", response=ImportList, summary="Tables that the user sent or sees")
def network_import_list(request: HttpRequest) -> dict[str, Any]:
    return {"items": [_out(one) for one in queries.latest(_user(request))]}


@router.get("/network/imports/{uuid:pk}", response=ImportOut, summary="One table, how far it is")
def network_import_get(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    return _out(_found(request, pk))


@router.get("/network/imports/{uuid:pk}/rows", response=RowList, summary="Its rows, compared")
def network_import_rows(
    request: HttpRequest, pk: UUID, after: int = 0, only: str = "tutte"
) -> dict[str, Any]:
    batch = _own(request, pk)
    lines, following = queries.lines_of(batch, only=only, after=after)
    return {"items": [_row(line) for line in lines], "next": following or None}


@router.post("/network/imports/{uuid:pk}/columns", response=ImportOut, summary="Match its columns")
def network_import_columns(request: HttpRequest, pk: UUID, said: ColumnsIn) -> dict[str, Any]:
    batch = _own(request, pk)
    columns = {int(place): value for place, value in said.columns.items() if place.isdecimal()}
    job = usecases.match_columns(actor=_user(request), batch=batch, columns=columns)
    return _out(_found(request, pk), job)


@router.post("/network/imports/{uuid:pk}/choices", response=Changed, summary="Choose for rows")
def network_import_choose(request: HttpRequest, pk: UUID, said: ChoicesIn) -> dict[str, Any]:
    batch, user = _own(request, pk), _user(request)
    changed = usecases.choose(actor=user, batch=batch, choices=said.choices)
    if said.all_alike:
        changed += usecases.choose_for_all_alike(actor=user, batch=batch, choice=said.all_alike)
    return {"changed": changed}


@router.post("/network/imports/{uuid:pk}/write", response=ImportOut, summary="Write it all at once")
def network_import_write(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    job = usecases.write_import(actor=_user(request), batch=_own(request, pk))
    return _out(_found(request, pk), job)


@router.post("/network/imports/{uuid:pk}/undo", response=UndoneOut, summary="Take it back")
def network_import_undo(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    batch = _found(request, pk)
    undone = usecases.undo_import(actor=_user(request), batch=batch)
    return {"removed": undone.removed, "stayed": queries.stayed(batch)}


@router.post("/network/imports/{uuid:pk}/drop", response=ImportOut, summary="Leave it aside")
def network_import_drop(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    usecases.drop_import(actor=_user(request), batch=_own(request, pk))
    return _out(_found(request, pk))


@router.post("/network/exports", response=None, summary="The list as CSV, XLSX or HSDS 3 JSON")
def network_export(request: HttpRequest, said: ExportIn) -> HttpResponse:
    user = _user(request)
    edition = edition_of(user)
    if not may(user, "network.export_list", edition.pk, Export.Part.PUBLIC):
        raise Http404
    require(user, "network.export_list", edition.pk, said.part)
    if said.part == Export.Part.WORK and not is_fresh(request):
        raise PasswordFirst
    wanted = Wanted(said.form, said.part, said.territory)
    return file_answer(export_list(actor=user, edition=edition, wanted=wanted))


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - nobody comes here signed out
    return request.user


def _found(request: HttpRequest, pk: UUID) -> Import:
    return get_object_or_404(queries.import_for(_user(request), pk))


def _own(request: HttpRequest, pk: UUID) -> Import:
    batch = _found(request, pk)
    require(_user(request), "network.go_on_with_table", batch)
    return batch


def _out(batch: Import, job: Job | None = None) -> dict[str, Any]:
    numbers = queries.sum_of(batch)
    found = job or queries.running_job(batch)
    return {
        "id": batch.pk,
        "state": batch.state,
        "territory": batch.territory_id,
        "rows": batch.rows_count,
        "made_at": batch.made_at,
        "titles": batch.titles or [],
        "columns": batch.columns,
        "to_create": numbers.create,
        "same": numbers.same,
        "left_out": numbers.leave,
        "created": batch.created_count,
        "linked": batch.linked_count,
        "removed": batch.removed_count,
        "job": found.pk if found else None,
    }


def _row(line: queries.Line) -> dict[str, Any]:
    row = line.row
    return {
        "id": row.pk,
        "number": row.number,
        "name": line.name,
        "kind": line.kind,
        "place": line.place,
        "problems": line.problems,
        "stops": row.stops,
        "choice": row.choice,
        "alike": row.alike_id,
        "alike_name": line.alike_name,
        "alike_score": row.alike_score,
    }
