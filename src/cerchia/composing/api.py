"""Compositions in the JSON interface: drafts by code, and the pool for `cerchia balance compose`.

For coordinators of all territories of a composition. Nobody's name is in it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.composing import queries, usecases
from cerchia.composing.models import Composition
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import Ring, exchange
from cerchia.composing.solving import Reading, read

router = Router(tags=["composing"])


class RingOut(Schema):
    """A circle of the draft; people by code, the team by id."""

    id: str
    territory: str
    slot: str
    beneficiaries: list[str]
    operators: list[str]
    mediators: list[str]


class CompositionOut(Schema):
    """`state`: open, confirmed or set_aside. `levels` and `broken` are of the draft as it is."""

    id: UUID
    edition: str
    territories: list[str]
    state: str
    version: int
    begun_at: datetime
    people: int
    circles: list[RingOut]
    levels: dict[str, int]
    broken: list[str]
    conflict: dict[str, Any] | None


class CompositionsOut(Schema):
    items: list[CompositionOut]


class AskedOut(Schema):
    """`job`: look at it by the interface of jobs."""

    job: UUID
    state: str


@router.get("/compositions", response=CompositionsOut, operation_id="compositions_list")
def composition_list(request: SignedIn) -> CompositionsOut:
    """Open compositions that you coordinate."""
    return CompositionsOut(items=[_out(one) for one in queries.open_compositions(request.user)])


@router.get("/compositions/{uuid:pk}", response=CompositionOut, operation_id="compositions_get")
def composition_get(request: SignedIn, pk: UUID) -> CompositionOut:
    """One of them, with its draft."""
    return _out(_find(request, pk))


@router.get(
    "/compositions/{uuid:pk}/pool", response=dict[str, Any], operation_id="compositions_pool"
)
def composition_pool(request: SignedIn, pk: UUID) -> dict[str, Any]:
    """The exchange file, schema 1: `cerchia balance compose` answers the same on it."""
    composition = _find(request, pk)
    require(request.user, "composing.arrange", composition)
    rings = _rings(composition)
    return exchange(table_of(composition), circles={ring.id for ring in rings})


@router.post(
    "/compositions/{uuid:pk}/proposals",
    response={202: AskedOut},
    operation_id="compositions_propose",
)
def composition_propose(request: SignedIn, pk: UUID) -> Status[AskedOut]:
    """Ask for a proposal, in the background."""
    job = usecases.ask(actor=request.user, composition=_find(request, pk))
    return Status(202, AskedOut(job=job.pk, state=job.state))


def _find(request: SignedIn, pk: UUID) -> Composition:
    rows = Composition.objects.visible_to(request.user).select_related("edition", "standing")
    return get_object_or_404(rows.prefetch_related("territories"), pk=pk)


def _rings(composition: Composition) -> list[Ring]:
    content = composition.standing.content if composition.standing else {}
    return [Ring.read(one) for one in content.get("circles", [])]


def _out(composition: Composition) -> CompositionOut:
    table, rings = table_of(composition), _rings(composition)
    latest = composition.answers.filter(on_version=composition.version).last()
    reading = read(table, rings) if rings else Reading({}, ())
    state = "open" if composition.is_open else "confirmed"
    return CompositionOut(
        id=composition.pk,
        edition=composition.edition.name,
        territories=[one.name for one in composition.territories.all()],
        state="set_aside" if composition.set_aside_at else state,
        version=composition.version,
        begun_at=composition.begun_at,
        people=len(table.walkers),
        circles=[RingOut(**ring.written()) for ring in rings],
        levels=dict(reading.levels),
        broken=list(reading.broken),
        conflict=latest.content.get("conflict") if latest else None,
    )
