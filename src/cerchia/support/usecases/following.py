"""From agreed to kept: how a promise goes, with quantity and value for the co-funding."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network.usecases import offers
from cerchia.support.errors import NotUnderWay, OutcomeUnknown, QuantityUnclear, ReasonMissing
from cerchia.support.models import ENDED, OPEN, Commitment, Need

State = Commitment.State


@dataclass(frozen=True, slots=True)
class Ending:
    """How it went. `quantity` in the unit of the offer; nothing said means all of it.

    `value_cents`: what it was worth; nothing said means the value of the offer for this part.
    """

    outcome: str
    quantity: int | None = None
    value_cents: int | None = None
    reason: str = ""
    words: str = ""


@transaction.atomic
def start(*, actor: User, commitment: Commitment) -> None:
    """It has begun. Twice is once."""
    require(actor, "support.follow", commitment)
    rows = Commitment.objects.filter(pk=commitment.pk, state=State.AGREED)
    done = rows.update(state=State.UNDER_WAY, started_at=clock.now())
    commitment.refresh_from_db()
    if done:
        record("support.commitment.started", actor=actor, about=commitment)
    elif commitment.state != State.UNDER_WAY:
        raise NotUnderWay


@transaction.atomic
def deliver(*, actor: User, commitment: Commitment) -> None:
    """The organisation says that it gave what it promised. Whether it was kept is told by the
    person or their circle. Twice is once.
    """
    require(actor, "support.deliver", commitment)
    now = clock.now()
    rows = Commitment.objects.open().filter(pk=commitment.pk, delivered_at=None)
    done = rows.update(delivered_at=now)
    commitment.refresh_from_db()
    if done:
        Commitment.objects.filter(pk=commitment.pk, state=State.AGREED).update(
            state=State.UNDER_WAY, started_at=now
        )
        commitment.refresh_from_db()
        record("support.commitment.delivered", actor=actor, about=commitment)
    elif commitment.delivered_at is None:
        raise NotUnderWay


@transaction.atomic
def finish(*, actor: User, commitment: Commitment, ending: Ending) -> None:
    """Kept, partly or not, with how much. Saying the same twice changes nothing."""
    require(actor, "support.follow", commitment)
    quantity = _quantity(commitment, ending)
    value = ending.value_cents
    if value is None:
        value = commitment.value_cents * quantity // commitment.quantity
    rows = Commitment.objects.filter(pk=commitment.pk, state__in=OPEN)
    now = clock.now()
    done = rows.update(
        state=ending.outcome,
        ended_at=now,
        ended_by=actor,
        kept_quantity=quantity,
        kept_value_cents=value,
        reason="" if ending.outcome == State.KEPT else ending.reason,
    )
    commitment.refresh_from_db()
    if not done:
        if commitment.state == ending.outcome:
            return
        raise NotUnderWay
    if ending.words.strip():
        commitment.words = ending.words.strip()
        commitment.save(update_fields=["words"])
    _settle(commitment)
    record(
        "support.commitment.ended",
        actor=actor,
        about=commitment,
        edition_id=commitment.edition_id,
        facts={"outcome": ending.outcome, "quantity": quantity, "value_cents": value},
    )


def _quantity(commitment: Commitment, ending: Ending) -> int:
    """How much was given, as the outcome allows it."""
    if ending.outcome not in ENDED:
        raise OutcomeUnknown
    if ending.outcome == State.KEPT:
        return commitment.quantity
    if ending.reason not in Commitment.Reason.values:
        raise ReasonMissing
    if ending.outcome == State.NOT_KEPT:
        return 0
    given = ending.quantity
    if given is None or not 1 <= given <= commitment.quantity:
        raise QuantityUnclear
    return given


def _settle(commitment: Commitment) -> None:
    """A need whose promises are all kept is met; what was not kept is missing again."""
    if commitment.state == State.NOT_KEPT:
        _free(commitment)
        return
    need = Need.objects.select_for_update().filter(commitments=commitment).first()
    if need is None:
        return
    waiting = Commitment.objects.filter(need=need, state__in=OPEN)
    if need.promised >= need.quantity and not waiting.exists():
        Need.objects.open().filter(pk=need.pk).update(met_at=clock.now())


def _free(commitment: Commitment) -> None:
    """The part of the need that nobody gives is looked for again."""
    held = Need.objects.filter(commitments=commitment.pk).values("pk")
    Need.objects.filter(pk__in=held, promised__gte=commitment.for_need).update(
        promised=F("promised") - commitment.for_need
    )
    Commitment.objects.filter(pk=commitment.pk).update(for_need=0)
    commitment.for_need = 0


@transaction.atomic
def call_off(*, actor: User, commitment: Commitment, reason: str) -> None:
    """Before it ends, without blame: the offer is free again, the name is hidden. Twice is once."""
    require(actor, "support.follow", commitment)
    if reason not in Commitment.Reason.values:
        raise ReasonMissing
    now = clock.now()
    rows = Commitment.objects.filter(pk=commitment.pk, state__in=OPEN)
    done = rows.update(
        state=State.WITHDRAWN, ended_at=now, ended_by=actor, reason=reason, contact=None
    )
    commitment.refresh_from_db()
    if not done:
        if commitment.state == State.WITHDRAWN:
            return
        raise NotUnderWay
    offers.give_back(offer=commitment.offer, quantity=commitment.quantity)
    _free(commitment)
    record("support.commitment.called_off", actor=actor, about=commitment)
