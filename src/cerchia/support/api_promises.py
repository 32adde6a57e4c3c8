"""Promises summed and carried out, for programs: the same scopes and limits as the pages."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.access.sessions import is_fresh
from cerchia.network.api_tables import PasswordFirst
from cerchia.network.views.exports import edition_of, file_answer
from cerchia.programmes import standing
from cerchia.support.queries.promises import READERS, promises_for, sums_by_state
from cerchia.support.usecases.exports import Wanted, export_promises

router = Router(tags=["support"])


class StateSumOut(Schema):
    """`value_cents`: as promised; `kept_cents`: as kept."""

    state: str
    count: int
    value_cents: int
    kept_cents: int


class SumsOut(Schema):
    items: list[StateSumOut]


class ExportIn(Schema):
    """`form`: csv or xlsx."""

    form: str = "csv"
    territory: UUID | None = None


@router.get("/commitments/sums", response=SumsOut, summary="How many in each state, and the value")
def promise_sums(request: HttpRequest) -> dict[str, Any]:
    user = _reader(request)
    return {"items": [asdict(one) for one in sums_by_state(promises_for(user))]}


@router.post("/commitments/exports", response=None, summary="The list for the co-funding")
def promise_export(request: HttpRequest, said: ExportIn) -> HttpResponse:
    user = _reader(request)
    edition = edition_of(user)
    require(user, "support.export_promises", edition.pk)
    if not is_fresh(request):
        raise PasswordFirst
    wanted = Wanted(said.form, said.territory)
    return file_answer(export_promises(actor=user, edition=edition, wanted=wanted))


def _reader(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - nobody comes here signed out
    if not standing.of(user).has(*READERS):
        raise Http404
    return user
