"""Urgency and bonds in the JSON interface: states and codes, no name, no level, no reason."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.looking import trace
from cerchia.selection.models import Bond, Candidacy, SelectionRound
from cerchia.selection.queries.bonds import Tie, ties_of
from cerchia.selection.queries.candidacies import find
from cerchia.selection.queries.urgency import stand_of
from cerchia.selection.usecases import bonds as usecases
from cerchia.selection.usecases.urgency import write_urgency

router = Router(tags=["selection"])
MOST_PEOPLE, LONGEST = 12, 1000
Level = Literal["can_wait", "eases", "harder", "pressing", "now"]
Kind = Literal["together", "apart"]


class UrgencyIn(Schema):
    """`level`: can_wait, eases, harder, pressing or now, as the five sentences of the page."""

    level: Level
    why: str = Field(max_length=LONGEST)


class UrgencyOut(Schema):
    """`state`: none, one, both (two wrote and see it alike) or far (they write it again)."""

    state: str


class BondIn(Schema):
    """`people`: codes; `version` of the round as it was read."""

    kind: Kind
    people: list[str] = Field(max_length=MOST_PEOPLE)
    reason: str = Field(max_length=LONGEST)
    version: int


class BondOut(Schema):
    """`people`: who of them can still be chosen. The reason is read on the page alone."""

    id: UUID
    kind: str
    people: list[str]
    at: datetime


class BondsOut(Schema):
    items: list[BondOut]


class EndIn(Schema):
    version: int


@router.post(
    "/candidacies/{str:code}/urgency", response=UrgencyOut, operation_id="candidacies_urgency"
)
def candidacy_urgency(request: SignedIn, code: str, said: UrgencyIn) -> UrgencyOut:
    """Write how urgent a place is, where the criteria ask it. The other's words are not told."""
    row = find(request.user, code)
    trace(request.user, [row.person_id])
    write_urgency(actor=request.user, candidacy=row, level=said.level, why=said.why)
    return UrgencyOut(state=stand_of(request.user, row).state)


@router.get(
    "/selection/rounds/{uuid:pk}/bonds", response=BondsOut, operation_id="selection_bonds_list"
)
def bond_list(request: SignedIn, pk: UUID) -> BondsOut:
    """Who is chosen together or walks apart, by code, in the territories that you coordinate."""
    round_ = _round(request, pk)
    require(request.user, "selection.change_proposal", round_)
    return BondsOut(items=[_out(tie) for tie in ties_of(round_) if _reads(request, tie.bond)])


@router.post(
    "/selection/rounds/{uuid:pk}/bonds",
    response={201: BondOut},
    operation_id="selection_bonds_write",
)
def bond_write(request: SignedIn, pk: UUID, said: BondIn) -> Status[BondOut]:
    """Write one, with its reason, which is sealed."""
    round_ = _round(request, pk)
    require(request.user, "selection.change_proposal", round_)
    rows = Candidacy.objects.standing_alone().filter(round=round_)
    people = [get_object_or_404(rows, code=code) for code in said.people]
    bond = usecases.tie(
        actor=request.user,
        round_=round_,
        kind=said.kind,
        people=people,
        reason=said.reason,
        seen=said.version,
    )
    return Status(201, _out(next(tie for tie in ties_of(round_) if tie.bond == bond)))


@router.post(
    "/selection/bonds/{uuid:pk}/end", response={204: None}, operation_id="selection_bonds_end"
)
def bond_end(request: SignedIn, pk: UUID, said: EndIn) -> Status[None]:
    """Take it back; that it was written stays."""
    if not standing.of(request.user).has(Role.COORDINATOR):
        raise Http404
    rounds = SelectionRound.objects.visible_to(request.user)
    rows = Bond.objects.filter(round__in=rounds).select_related("round__edition")
    bond = get_object_or_404(rows, pk=pk)
    if not _reads(request, bond):
        raise Http404
    usecases.untie(actor=request.user, bond=bond, seen=said.version)
    return Status(204, None)


def _round(request: SignedIn, pk: UUID) -> SelectionRound:
    rows = SelectionRound.objects.visible_to(request.user).select_related("edition")
    return get_object_or_404(rows, pk=pk)


def _reads(request: SignedIn, bond: Bond) -> bool:
    where = usecases.territories_of(bond)
    return may(request.user, "selection.change_proposal", bond.round, where)


def _out(tie: Tie) -> BondOut:
    return BondOut(
        id=tie.bond.pk, kind=tie.bond.kind, people=list(tie.codes), at=tie.bond.written_at
    )
