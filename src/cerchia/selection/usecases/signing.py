"""The decision: two people sign, then people are admitted. A free place is given by a person."""

from django.db import models, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes.models import Participation
from cerchia.programmes.usecases import admit
from cerchia.selection import hooks
from cerchia.selection.models import Candidacy, Decision, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import together_in
from cerchia.selection.refusals import (
    NobodyProposed,
    NoFreePlace,
    NothingSigned,
    NotWaiting,
    RoundDecided,
    RoundNotDecided,
    SameHand,
    TooFewPlaces,
    Torn,
    WhyMissing,
)
from cerchia.selection.rules.bonds import torn
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.usecases.candidacies import move
from cerchia.selection.usecases.deciding import companions, frozen_sheet
from cerchia.selection.usecases.turns import Moves, claim, write_act


def first_signature(round_: SelectionRound) -> Decision | None:
    """The signature under the proposal as it is now: any later act makes it fall."""
    last = round_.decisions.filter(version=round_.version).select_related("by").first()
    return last if last is not None and last.kind == Decision.Kind.SIGNED else None


@transaction.atomic
def sign(*, actor: User, round_: SelectionRound, reason: str, seen: int) -> Decision:
    """The first of two signatures under the proposal as a whole."""
    require(actor, "selection.sign_first", round_)
    if round_.decided_at is not None:
        raise RoundDecided
    if not reason.strip():
        raise WhyMissing
    claim(round_, seen)
    frozen_sheet(round_)
    codes = list(_of(round_, State.PROPOSED).values_list("code", flat=True))
    if not codes:
        raise NobodyProposed
    if parted := torn(together_in(round_), codes):
        raise Torn(codes=", ".join(sorted(parted[0])))
    return write_act(
        actor, round_, Decision.Kind.SIGNED, reason=reason, facts={"proposed": sorted(codes)}
    )


@transaction.atomic
def decide(*, actor: User, round_: SelectionRound, reason: str, seen: int) -> Decision:
    """The second signature. Who is proposed takes part, who waits goes on waiting, who was met
    and is in neither is told with whom to talk. Withdrawn meanwhile: nothing is decided.
    """
    if round_.decided_at is not None:
        raise RoundDecided
    first = first_signature(round_)
    if first is None or first.by is None:
        require(actor, "selection.change_proposal", round_)
        raise NothingSigned
    if first.by_id == actor.pk:
        raise SameHand
    require(actor, "selection.decide", round_, first.by_id)
    if not reason.strip():
        raise WhyMissing
    claim(round_, seen)
    signed = list(
        Candidacy.objects.standing_alone()
        .filter(round=round_, code__in=first.facts["proposed"])
        .select_related("person", "territory", "round__edition")
        .order_by("code")
    )
    for one in signed:
        move(one, State.SELECTED, actor, expected=(State.PROPOSED,))
        _admit(first.by, one)
    not_chosen = list(_of(round_, State.INTERVIEWED))
    for one in not_chosen:
        move(one, State.NOT_SELECTED, actor, expected=(State.INTERVIEWED,))
    waiting = list(_of(round_, State.WAITING_LIST))
    for one in waiting:
        move(one, State.WAITING_LIST, actor, expected=(State.WAITING_LIST,))
    now = clock.now()
    SelectionRound.objects.filter(pk=round_.pk).update(decided_at=now)
    round_.decided_at = now
    facts = {
        "first": str(first.pk),
        "selected": len(signed),
        "waiting": len(waiting),
        "not_selected": len(not_chosen),
    }
    entered = [one.code for one in signed]
    return write_act(
        actor, round_, Decision.Kind.DECIDED, reason=reason, moves=Moves(entered), facts=facts
    )


@transaction.atomic
def fill_place(
    *, actor: User, round_: SelectionRound, candidacy: Candidacy, reason: str, seen: int
) -> Decision:
    """After the decision a place became free: somebody of the waiting list enters, with whoever
    is chosen together with them.
    """
    people = [
        one
        for one in companions(round_, candidacy)
        if one == candidacy or one.state != State.SELECTED
    ]
    here = frozenset(one.territory_id for one in people)
    require(actor, "selection.change_proposal", round_, here)
    if round_.decided_at is None:
        raise RoundNotDecided
    if not reason.strip():
        raise WhyMissing
    claim(round_, seen)
    free, codes = free_places(round_), [one.code for one in people]
    if free < 1:
        raise NoFreePlace
    for one in people:
        if one.state != State.WAITING_LIST:
            raise NotWaiting(code=one.code)
    if free < len(people):
        raise TooFewPlaces(codes=", ".join(codes))
    for one in people:
        move(one, State.SELECTED, actor, reason, expected=(State.WAITING_LIST,))
        _admit(actor, one)
    facts = {"territories": sorted(str(one) for one in here)}
    return write_act(
        actor,
        round_,
        Decision.Kind.FILLED,
        reason=reason,
        moves=Moves(codes),
        facts=facts,
    )


def free_places(round_: SelectionRound) -> int:
    """Places of the criteria that nobody holds now."""
    seats = Sheet.read(frozen_sheet(round_).content).seats
    if round_.decided_at is None:
        return max(0, seats - _of(round_, State.PROPOSED).count())
    held = _of(round_, State.SELECTED).filter(participation__ended_on=None).count()
    return max(0, seats - held)


def _of(round_: SelectionRound, state: str) -> models.QuerySet[Candidacy]:
    return Candidacy.objects.standing_alone().filter(round=round_, state=state)


def _admit(actor: User, candidacy: Candidacy) -> None:
    """The person takes part; who already does keeps their place in the edition."""
    edition = candidacy.round.edition
    place = Participation.objects.filter(edition=edition, person=candidacy.person).first()
    if place is None:
        place = admit(
            actor=actor,
            edition=edition,
            person=candidacy.person,
            territory=candidacy.territory,
            is_student=candidacy.is_student,
        )
    Candidacy.objects.filter(pk=candidacy.pk).update(participation=place)
    candidacy.participation = place
    hooks.tell_admitted(actor, candidacy)
