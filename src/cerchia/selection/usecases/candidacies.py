"""The life of a candidacy. Every step is one guarded update and one moment that stays."""

from collections.abc import Collection

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.selection import hooks
from cerchia.selection.errors import Moved, NothingToTell, ReasonMissing, TakesPart, Withdrawn
from cerchia.selection.models import Candidacy, CandidacyMoment
from cerchia.selection.models.candidacies import ENDED, TOLD, State

HELD = (State.PROPOSED, State.SELECTED)
"""States in which somebody holds a place that others could have."""


@transaction.atomic
def move(
    candidacy: Candidacy,
    to: str,
    actor: User | None,
    reason: str = "",
    expected: Collection[str] = (),
) -> Candidacy:
    """Carry a candidacy into another state, if it still is in one of `expected` (or as read).

    Raises `Withdrawn` if the person took it back meanwhile, `Moved` for every other surprise;
    then nothing is written. Whoever calls this has asked the policy, and logs the act.
    """
    was, now = candidacy.state, clock.now()
    wanted = [State(one) for one in expected or (was,)]
    rows = Candidacy.objects.filter(pk=candidacy.pk, state__in=wanted, merged_into=None)
    fresh = rows.select_for_update().values_list("state", flat=True).first()
    if fresh is None or not rows.filter(state=fresh).update(state=State(to), told_at=None):
        raise _surprise(candidacy)
    if reason and to != State.WITHDRAWN:
        candidacy.why = reason
        candidacy.save(update_fields=["why"])
    CandidacyMoment.objects.create(
        candidacy=candidacy,
        person_id=candidacy.person_id,
        was=State(fresh),
        became=State(to),
        reason=reason,
        at=now,
        by=actor,
    )
    candidacy.state, candidacy.told_at = State(to), None
    if fresh in HELD and to in ENDED:
        hooks.tell_place_freed(actor, candidacy)
    return candidacy


def _surprise(candidacy: Candidacy) -> Moved | Withdrawn:
    now = Candidacy.objects.get(pk=candidacy.pk)
    if now.state == State.WITHDRAWN:
        return Withdrawn(candidate=candidacy.code)
    return Moved(became=str(now.get_state_display()))


@transaction.atomic
def withdraw(*, actor: User, candidacy: Candidacy, reason: str = "") -> Candidacy:
    """Taken back, at any time before the person takes part; asking twice changes nothing.

    By the person without a reason; the team writes down how the person said it.
    """
    require(actor, "selection.withdraw", candidacy)
    own = candidacy.person.user_id == actor.pk or candidacy.merged.filter(person__user=actor)
    if not own and not reason.strip():
        raise ReasonMissing
    if candidacy.state == State.WITHDRAWN:
        return candidacy
    if candidacy.participation_id:
        raise TakesPart
    here = [state for state in State.values if state != State.WITHDRAWN]
    move(candidacy, State.WITHDRAWN, actor, reason.strip(), expected=here)
    record(
        "selection.candidacy.withdrawn",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
        facts={"by_the_person": bool(own)},
    )
    return candidacy


@transaction.atomic
def tell(*, actor: User, candidacy: Candidacy, words: str = "") -> None:
    """Say that the person was told, in their own language, and by whom; `words` stay readable."""
    require(actor, "selection.tell", candidacy)
    rows = Candidacy.objects.filter(pk=candidacy.pk, state__in=TOLD, told_at=None)
    if not candidacy.is_to_be_said or not rows.update(told_at=clock.now(), told_by=actor):
        raise NothingToTell
    candidacy.told_words = words.strip()
    candidacy.save(update_fields=["told_words"])
    record(
        "selection.candidacy.told",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
        facts={"state": candidacy.state, "words": bool(words.strip())},
    )


@transaction.atomic
def write_beside(*, actor: User, candidacy: Candidacy, text: str) -> None:
    """A translation beside the words, which stay as they are."""
    require(actor, "selection.record_interview", candidacy)
    candidacy.wish_beside = text.strip()
    candidacy.save(update_fields=["wish_beside"])
    record(
        "selection.candidacy.translated",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
    )
