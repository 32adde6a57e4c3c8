"""Candidacies in the JSON interface, for the team: the same scope and traces as the pages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.people.rules import LANGUAGES
from cerchia.selection.looking import trace
from cerchia.selection.models import Candidacy
from cerchia.selection.queries.candidacies import find, history_of, tongues_of
from cerchia.selection.usecases.eligibility import check_eligibility, lines_of
from cerchia.selection.wording import sentence
from cerchia.vault import keys
from cerchia.web.paging import page_of

router = Router(tags=["selection"])
AT_A_TIME = 50


class CandidacyOut(Schema):
    """`code` stands for the person; `wish` is in their own words, in `wish_language`."""

    id: UUID
    round: UUID
    code: str
    state: str
    territory: str
    channel: str
    name: str
    languages: list[str]
    is_student: bool
    wish: str
    wish_language: str
    has_voice: bool
    submitted_at: datetime | None
    told_at: datetime | None


class CandidaciesOut(Schema):
    items: list[CandidacyOut]
    next: str | None


class LineOut(Schema):
    """One rule. `answer`: yes, no, unknown or note; a note never excludes."""

    rule: str
    answer: str
    words: str


class StepOut(Schema):
    became: str
    at: datetime
    reason: str


class CandidacyDetailOut(CandidacyOut):
    """`rules` is for operators and coordinators, empty for mediators and before the first look."""

    rules: list[LineOut]
    history: list[StepOut]


class CheckOut(Schema):
    answer: str
    rules: list[LineOut]


@router.get("/candidacies", response=CandidaciesOut, operation_id="candidacies_list")
def candidacy_list(
    request: SignedIn,
    round: UUID | None = None,  # noqa: A002 - the word of the interface
    state: str = "",
    cursor: str = "",
) -> CandidaciesOut:
    """Candidacies of your territories by code, without ranking. Each look is written down."""
    rows = Candidacy.objects.visible_to(request.user).standing_alone()
    rows = rows.exclude(person__user=request.user).filter(anonymised_at=None)
    if round is not None:
        rows = rows.filter(round=round)
    if state:
        rows = rows.filter(state=state)
    rows = rows.select_related("person", "territory").prefetch_related("person__languages")
    found, following = page_of(rows, "code", after=cursor, size=AT_A_TIME)
    trace(request.user, [row.person_id for row in found])
    keys.unlock(row.person_id for row in found)
    return CandidaciesOut(
        items=[CandidacyOut(**_said(row)) for row in found], next=following or None
    )


@router.get("/candidacies/{str:code}", response=CandidacyDetailOut, operation_id="candidacies_get")
def candidacy_get(request: SignedIn, code: str) -> CandidacyDetailOut:
    """One of them, with the rules as they were explained and every step."""
    row = find(request.user, code)
    trace(request.user, [row.person_id])
    sees = may(request.user, "selection.see_status", row)
    rules = [
        LineOut(rule=line.rule, answer=line.answer, words=sentence(line)) for line in lines_of(row)
    ]
    history = [StepOut(became=s.became, at=s.at, reason=s.reason) for s in history_of(row)]
    said = _said(row, tongues_of(row.person_id))
    return CandidacyDetailOut(**said, rules=rules if sees else [], history=history)


@router.post("/candidacies/{str:code}/check", response=CheckOut, operation_id="candidacies_check")
def candidacy_check(request: SignedIn, code: str) -> CheckOut:
    """Read the rules of the edition against what is known, and carry the candidacy on."""
    row = find(request.user, code)
    trace(request.user, [row.person_id])
    outcome = check_eligibility(actor=request.user, candidacy=row)
    rules = [
        LineOut(rule=line.rule, answer=line.answer, words=sentence(line)) for line in outcome.lines
    ]
    return CheckOut(answer=outcome.answer, rules=rules)


def _said(row: Candidacy, tongues: list[str] | None = None) -> dict[str, Any]:
    spoken = sorted(row.person.languages.all(), key=lambda one: (one.position, one.language))
    names = [LANGUAGES.get(one.language, one.language) for one in spoken]
    return {
        "id": row.pk,
        "round": row.round_id,
        "code": row.code,
        "state": row.state,
        "territory": row.territory.name,
        "channel": row.channel,
        "name": row.person.full_name,
        "languages": names if tongues is None else tongues,
        "is_student": row.is_student,
        "wish": str(row.wish),
        "wish_language": row.wish_language,
        "has_voice": row.wish_voice_id is not None,
        "submitted_at": row.submitted_at,
        "told_at": row.told_at,
    }
