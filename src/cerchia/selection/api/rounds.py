"""Rounds in the JSON interface: counts and balance, the pool in codes, answers, decisions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.models import Answer, Candidacy, Decision, SelectionRound
from cerchia.selection.pool import pool_of
from cerchia.selection.queries.page import counts_of, frozen, history, round_page
from cerchia.selection.rules.answers import read
from cerchia.selection.usecases import deciding, signing
from cerchia.selection.usecases.asking import ask
from cerchia.vault import keys

router = Router(tags=["selection"])
AT_A_TIME = 100


class RoundLine(Schema):
    """`state`: planned, open, closed, decided or published."""

    id: UUID
    edition: str
    number: int
    state: str
    opens_on: date
    closes_on: date
    version: int


class RoundsOut(Schema):
    items: list[RoundLine]


class BalanceOut(Schema):
    """One wanted number; `group` says which lines are one imbalance together."""

    id: str
    group: str
    kind: str
    value: float
    low: float
    high: float
    holds: bool


class RoundOut(RoundLine):
    """Counts; codes by place; the balance once the criteria are frozen."""

    came: int
    can_take_part: int
    met: int
    seats: int | None
    proposed: list[str]
    waiting: list[str]
    apart: list[str]
    free: int | None
    balance: list[BalanceOut]
    imbalances: int
    criteria: dict[str, Any] | None
    criteria_version: int | None
    criteria_sha256: str | None


class ProposeIn(Schema):
    """`lists` adds everybody's chance; the same seed gives the same answer."""

    seed: int = 1
    lists: int = 0


class AskedOut(Schema):
    """`job`: look at it by the interface of jobs."""

    job: UUID
    state: str


class AnswerLine(Schema):
    id: UUID
    at: datetime
    status: str
    version: int
    seed: int
    lists: int
    input_sha256: str


class AnswersOut(Schema):
    items: list[AnswerLine]


class SwapIn(Schema):
    """Codes; without one of the two a place is filled or becomes free. `version` as it was read."""

    leaves: str = ""
    enters: str = ""
    reason: str
    version: int


class ReasonIn(Schema):
    reason: str
    version: int


class AcceptIn(ReasonIn):
    """`list`: proposal, best_again, other-1, other-2."""

    list: str


class DecisionOut(Schema):
    """`reason` is empty where the reader does not work in the territories concerned."""

    id: UUID
    version: int
    kind: str
    at: datetime
    by: str
    entered: list[str]
    left: list[str]
    reason: str
    facts: dict[str, Any]


class DecisionsOut(Schema):
    items: list[DecisionOut]


@router.get("/selection/rounds", response=RoundsOut, operation_id="selection_rounds_list")
def round_list(request: SignedIn) -> RoundsOut:
    """Rounds of the editions in which you work."""
    rows = SelectionRound.objects.visible_to(request.user).select_related("edition")
    return RoundsOut(items=[RoundLine(**_line(one)) for one in rows.order_by("-opens_on")])


@router.get("/selection/rounds/{uuid:pk}", response=RoundOut, operation_id="selection_rounds_get")
def round_get(request: SignedIn, pk: UUID) -> RoundOut:
    """One of them: counts, codes and balance. No name."""
    round_ = _find(request, pk)
    counts, version = counts_of(round_), frozen(round_)
    told: dict[str, Any] = {"proposed": [], "waiting": [], "apart": [], "balance": []}
    told |= {"free": None, "seats": None, "imbalances": 0, "criteria": None}
    told |= {"criteria_version": None, "criteria_sha256": None}
    if version is not None:
        page = round_page(request.user, round_, version)
        told |= {
            name: [row.code for row in page.of_group(name)]
            for name in ("proposed", "waiting", "apart")
        }
        told |= {"free": page.free, "seats": page.sheet.seats, "imbalances": len(page.off)}
        told["balance"] = [
            BalanceOut(
                id=line.key,
                group=line.group,
                kind=line.kind,
                value=round(line.after, 2),
                low=line.low,
                high=line.high,
                holds=line.holds,
            )
            for line in page.lines
        ]
        told |= {"criteria": version.content, "criteria_version": version.version}
        told["criteria_sha256"] = version.sha256
    told |= {"came": counts.came, "can_take_part": counts.fit, "met": counts.met}
    return RoundOut(**_line(round_), **told)


@router.get(
    "/selection/rounds/{uuid:pk}/pool",
    response=dict[str, Any],
    operation_id="selection_rounds_pool",
)
def round_pool(request: SignedIn, pk: UUID) -> dict[str, Any]:
    """The exchange file, schema 1, codes only: `cerchia balance select` answers the same on it."""
    round_ = _find(request, pk)
    require(request.user, "selection.run_round", round_)
    return pool_of(round_, deciding.frozen_sheet(round_))


@router.post(
    "/selection/rounds/{uuid:pk}/proposals",
    response={202: AskedOut},
    operation_id="selection_proposals_ask",
)
def proposal_ask(request: SignedIn, pk: UUID, said: ProposeIn) -> Status[AskedOut]:
    """Ask for a proposal, in the background."""
    job = ask(actor=request.user, round_=_find(request, pk), seed=said.seed, lists=said.lists)
    return Status(202, AskedOut(job=job.pk, state=job.state))


@router.get(
    "/selection/rounds/{uuid:pk}/proposals",
    response=AnswersOut,
    operation_id="selection_proposals_list",
)
def proposal_list(request: SignedIn, pk: UUID) -> AnswersOut:
    """What the software answered, the newest first."""
    round_ = _find(request, pk)
    require(request.user, "selection.change_proposal", round_)
    rows = round_.answers.defer("given", "said")[:AT_A_TIME]
    return AnswersOut(items=[AnswerLine(**_answer(one)) for one in rows])


@router.get(
    "/selection/proposals/{uuid:pk}",
    response=dict[str, Any],
    operation_id="selection_proposals_get",
)
def proposal_get(request: SignedIn, pk: UUID) -> dict[str, Any]:
    """One answer whole, as the command prints it; codes only."""
    answer = _find_answer(request, pk)
    keys.unlock([answer.round_id])
    return read(str(answer.said))


@router.post(
    "/selection/proposals/{uuid:pk}/accept",
    response={201: DecisionOut},
    operation_id="selection_proposals_accept",
)
def proposal_accept(request: SignedIn, pk: UUID, said: AcceptIn) -> Status[DecisionOut]:
    """Take one of its lists as the proposal, and say why."""
    act = deciding.accept(
        actor=request.user,
        answer=_find_answer(request, pk),
        which=said.list,
        reason=said.reason,
        seen=said.version,
    )
    return Status(201, _act(request, act))


@router.post(
    "/selection/rounds/{uuid:pk}/swaps",
    response={201: DecisionOut},
    operation_id="selection_swaps_confirm",
)
def swap(request: SignedIn, pk: UUID, said: SwapIn) -> Status[DecisionOut]:
    """Confirm a swap, with its reason."""
    round_ = _find(request, pk)
    act = deciding.swap(
        actor=request.user,
        round_=round_,
        leaves=_candidacy(round_, said.leaves),
        enters=_candidacy(round_, said.enters),
        reason=said.reason,
        seen=said.version,
    )
    return Status(201, _act(request, act))


@router.post(
    "/selection/rounds/{uuid:pk}/sign",
    response={201: DecisionOut},
    operation_id="selection_rounds_sign",
)
def round_sign(request: SignedIn, pk: UUID, said: ReasonIn) -> Status[DecisionOut]:
    """The first of two signatures."""
    round_ = _find(request, pk)
    act = signing.sign(actor=request.user, round_=round_, reason=said.reason, seen=said.version)
    return Status(201, _act(request, act))


@router.post(
    "/selection/rounds/{uuid:pk}/decide",
    response={201: DecisionOut},
    operation_id="selection_rounds_decide",
)
def round_decide(request: SignedIn, pk: UUID, said: ReasonIn) -> Status[DecisionOut]:
    """The second signature, by another person: the decision."""
    round_ = _find(request, pk)
    act = signing.decide(actor=request.user, round_=round_, reason=said.reason, seen=said.version)
    return Status(201, _act(request, act))


@router.get(
    "/selection/rounds/{uuid:pk}/decisions",
    response=DecisionsOut,
    operation_id="selection_decisions_list",
)
def decision_list(request: SignedIn, pk: UUID) -> DecisionsOut:
    """What people did, the newest first."""
    events = history(request.user, _find(request, pk))
    return DecisionsOut(items=[_out(one.decision, one.who, one.reason) for one in events])


def _find(request: SignedIn, pk: UUID) -> SelectionRound:
    rows = SelectionRound.objects.visible_to(request.user).select_related("edition")
    return get_object_or_404(rows, pk=pk)


def _find_answer(request: SignedIn, pk: UUID) -> Answer:
    if not standing.of(request.user).has(Role.COORDINATOR):
        raise Http404
    mine = SelectionRound.objects.visible_to(request.user)
    rows = Answer.objects.filter(round__in=mine).select_related("round__edition", "sheet")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, "selection.change_proposal", found.round)
    return found


def _candidacy(round_: SelectionRound, code: str) -> Candidacy | None:
    if not code:
        return None
    rows = Candidacy.objects.standing_alone().filter(round=round_)
    return get_object_or_404(
        rows.select_related("person", "territory", "round__edition"), code=code
    )


def _line(round_: SelectionRound) -> dict[str, Any]:
    names = ("number", "state", "opens_on", "closes_on", "version")
    told = {name: getattr(round_, name) for name in names}
    return {"id": round_.pk, "edition": round_.edition.name, **told}


def _answer(one: Answer) -> dict[str, Any]:
    names = ("at", "status", "version", "seed", "lists", "input_sha256")
    return {"id": one.pk, **{name: getattr(one, name) for name in names}}


def _act(request: SignedIn, act: Decision) -> DecisionOut:
    return _out(act, request.user.username, str(act.reason))


def _out(act: Decision, who: str, reason: str) -> DecisionOut:
    return DecisionOut(
        id=act.pk,
        version=act.version,
        kind=act.kind,
        at=act.at,
        by=who,
        entered=act.entered,
        left=act.left,
        reason=reason,
        facts=act.facts,
    )
