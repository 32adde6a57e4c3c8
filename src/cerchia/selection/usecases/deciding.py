"""Trying, confirming, locking: each act has a reason, a turn and a place in the history."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.selection.errors import Withdrawn
from cerchia.selection.models import (
    Answer,
    Candidacy,
    CriteriaSheet,
    Decision,
    Lock,
    SelectionRound,
)
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import together_in
from cerchia.selection.refusals import (
    AlreadyLocked,
    AlreadyProposed,
    AnswerUnusable,
    CriteriaMissing,
    IsLocked,
    NobodyNamed,
    NoFreePlace,
    NoSuchList,
    NotLocked,
    NotMet,
    NotProposed,
    RoundDecided,
    TooFewPlaces,
    WhyMissing,
)
from cerchia.selection.rules.answers import lists_of
from cerchia.selection.rules.bonds import group_of
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.usecases.candidacies import move
from cerchia.selection.usecases.turns import Moves, claim, write_act

OUTSIDE = (State.INTERVIEWED, State.WAITING_LIST)
OPEN = (*OUTSIDE, State.PROPOSED)


def frozen_sheet(round_: SelectionRound) -> CriteriaSheet:
    """The criteria in force: the last frozen version. Raises `CriteriaMissing`."""
    row = round_.sheets.exclude(frozen_at=None).order_by("-version").first()
    if row is None:
        raise CriteriaMissing
    return row


@transaction.atomic
def swap(
    *,
    actor: User,
    round_: SelectionRound,
    leaves: Candidacy | None,
    enters: Candidacy | None,
    reason: str,
    seen: int,
) -> Decision:
    """Who leaves and who enters change places, each with those they are chosen together with.
    Without one of the two: free places are filled, or become free.
    """
    going, coming = companions(round_, leaves), companions(round_, enters)
    going = [one for one in going if one == leaves or one.state == State.PROPOSED]
    coming = [one for one in coming if one == enters or one.state != State.PROPOSED]
    people = [*going, *coming]
    _may_change(actor, round_, people, reason)
    claim(round_, seen)
    sheet = Sheet.read(frozen_sheet(round_).content)
    _unlocked(people)
    if leaves is not None and leaves.state != State.PROPOSED:
        raise NotProposed(code=leaves.code)
    for one in coming:
        _can_enter(one)
    _room(sheet.seats - _proposed(round_), going, coming)
    _move_all(actor, going, coming, reason)
    kind = Decision.Kind.SWAPPED
    if not going or not coming:
        kind = Decision.Kind.PUT_IN if coming else Decision.Kind.TAKEN_OUT
    moves = Moves([one.code for one in coming], [one.code for one in going])
    return write_act(actor, round_, kind, reason=reason, moves=moves, facts=_where(people))


def companions(round_: SelectionRound, one: Candidacy | None) -> list[Candidacy]:
    """Somebody and everybody with whom they are chosen together or not at all."""
    if one is None:
        return []
    others = group_of(together_in(round_), one.code) - {one.code}
    rows = Candidacy.objects.standing_alone().filter(round=round_, code__in=others)
    return [one, *rows.select_related("person", "territory", "round__edition").order_by("code")]


def _room(free: int, going: Sequence[Candidacy], coming: Sequence[Candidacy]) -> None:
    """Raises where more people would come in than places are free or become free."""
    if not coming or len(coming) <= max(free, 0) + len(going):
        return
    if len(coming) == 1:
        raise NoFreePlace
    raise TooFewPlaces(codes=", ".join(one.code for one in coming))


def _move_all(
    actor: User, going: Sequence[Candidacy], coming: Sequence[Candidacy], reason: str
) -> None:
    """Who leaves stands where who enters stood: on the waiting list, or met."""
    back = coming[0].state if coming else State.INTERVIEWED
    for one in going:
        move(one, back, actor, expected=(State.PROPOSED,))
    for one in coming:
        move(one, State.PROPOSED, actor, "" if going else reason, expected=OUTSIDE)


@transaction.atomic
def set_waiting(
    *, actor: User, round_: SelectionRound, candidacy: Candidacy, reason: str, seen: int
) -> Decision:
    """Somebody met and not proposed goes on the waiting list, or comes off it; with them whoever
    is chosen together with them.
    """
    people = [one for one in companions(round_, candidacy) if one.state != State.PROPOSED]
    _may_change(actor, round_, people or [candidacy], reason)
    claim(round_, seen)
    frozen_sheet(round_)
    _unlocked(people)
    if candidacy.state not in OUTSIDE:
        raise AlreadyProposed(code=candidacy.code)
    waits = candidacy.state == State.INTERVIEWED
    to = State.WAITING_LIST if waits else State.INTERVIEWED
    for one in people:
        if one.state != to:
            move(one, to, actor, reason if waits else "", expected=OUTSIDE)
    codes = ", ".join(one.code for one in people)
    facts = {**_where(people), "code": codes, "waits": waits}
    return write_act(actor, round_, Decision.Kind.WAITING, reason=reason, facts=facts)


@transaction.atomic
def lock(
    *,
    actor: User,
    round_: SelectionRound,
    candidacy: Candidacy,
    place: str,
    reason: str,
    seen: int,
) -> Lock:
    """Fix that somebody stays in, or stays out, whatever is calculated."""
    _may_change(actor, round_, [candidacy], reason)
    claim(round_, seen)
    frozen_sheet(round_)
    if candidacy.state not in OPEN:
        raise NotMet(code=candidacy.code)
    if Lock.objects.standing().filter(candidacy=candidacy).exists():
        raise AlreadyLocked(code=candidacy.code)
    row = Lock.objects.create(
        round=round_, candidacy=candidacy, place=Lock.Place(place), by=actor, reason=reason.strip()
    )
    facts = {**_where([candidacy]), "code": candidacy.code, "place": str(row.place)}
    write_act(actor, round_, Decision.Kind.LOCKED, reason=reason, facts=facts)
    return row


@transaction.atomic
def unlock(
    *, actor: User, round_: SelectionRound, candidacy: Candidacy, reason: str, seen: int
) -> None:
    """Lift a lock; who set it and why stays."""
    _may_change(actor, round_, [candidacy], reason)
    claim(round_, seen)
    rows = Lock.objects.standing().filter(candidacy=candidacy)
    if not rows.update(lifted_at=clock.now(), lifted_by=actor):
        raise NotLocked(code=candidacy.code)
    facts = {**_where([candidacy]), "code": candidacy.code}
    write_act(actor, round_, Decision.Kind.UNLOCKED, reason=reason, facts=facts)


@transaction.atomic
def accept(*, actor: User, answer: Answer, which: str, reason: str, seen: int) -> Decision:
    """A person takes one of the lists that were worked out as the proposal, and says why.

    Only while the round is as the calculation saw it. Who is on the waiting list and not in the
    list stays there.
    """
    round_ = answer.round
    require(actor, "selection.run_round", round_)
    _open(round_, reason)
    if answer.version != seen:
        raise AnswerUnusable
    claim(round_, seen)
    if answer.sheet_id != frozen_sheet(round_).pk:
        raise AnswerUnusable
    wanted = next((one.codes for one in lists_of(answer.said) if one.key == which), None)
    if wanted is None:
        raise NoSuchList
    moves = _become(actor, round_, frozenset(wanted))
    facts = {"answer": str(answer.pk), "which": which}
    return write_act(actor, round_, Decision.Kind.ACCEPTED, reason=reason, moves=moves, facts=facts)


def _become(actor: User, round_: SelectionRound, wanted: frozenset[str]) -> Moves:
    """Make `wanted` the proposal. Raises if one of them went meanwhile."""
    rows = Candidacy.objects.standing_alone().filter(round=round_, code__in=wanted)
    entering = [one for one in rows if one.state != State.PROPOSED]
    leaving = list(
        Candidacy.objects.standing_alone()
        .filter(round=round_, state=State.PROPOSED)
        .exclude(code__in=wanted)
    )
    for one in leaving:
        move(one, State.INTERVIEWED, actor, expected=(State.PROPOSED,))
    for one in entering:
        move(one, State.PROPOSED, actor, expected=OUTSIDE)
    return Moves([one.code for one in entering], [one.code for one in leaving])


def _may_change(
    actor: User, round_: SelectionRound, people: Sequence[Candidacy], reason: str
) -> None:
    if not people:
        raise NobodyNamed
    for one in people:
        if one.state == State.WITHDRAWN:
            raise Withdrawn(code=one.code)
    here: frozenset[UUID] = frozenset(one.territory_id for one in people)
    require(actor, "selection.change_proposal", round_, here)
    _open(round_, reason)


def _open(round_: SelectionRound, reason: str) -> None:
    if round_.decided_at is not None:
        raise RoundDecided
    if not reason.strip():
        raise WhyMissing


def _can_enter(candidacy: Candidacy) -> None:
    if candidacy.state == State.PROPOSED:
        raise AlreadyProposed(code=candidacy.code)
    if candidacy.state not in OUTSIDE:
        raise NotMet(code=candidacy.code)


def _unlocked(people: Iterable[Candidacy]) -> None:
    """Nobody with a standing lock is moved."""
    listed = {one.pk: one.code for one in people}
    held = Lock.objects.standing().filter(candidacy__in=listed).first()
    if held is not None:
        raise IsLocked(code=listed[held.candidacy_id])


def _proposed(round_: SelectionRound) -> int:
    rows = Candidacy.objects.standing_alone().filter(round=round_, state=State.PROPOSED)
    return rows.count()


def _where(people: Iterable[Candidacy]) -> dict[str, object]:
    """In which territories, so that a page knows who may read the reason."""
    return {"territories": sorted({str(one.territory_id) for one in people})}
