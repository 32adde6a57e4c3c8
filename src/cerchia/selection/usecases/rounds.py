"""A round is planned, opens, closes and is published: dated facts."""

from datetime import date

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.programmes.models import Edition
from cerchia.selection.models import Decision, SelectionRound
from cerchia.selection.refusals import DaysWrong, RoundNotDecided, RoundThere
from cerchia.selection.usecases.turns import take_turn


@transaction.atomic
def plan_round(
    *, actor: User | None, edition: Edition, opens_on: date, closes_on: date
) -> SelectionRound:
    """A new round of the edition; it opens at once if its first day is here."""
    if actor is not None:
        require(actor, "programmes.change_edition", edition)
    if closes_on < opens_on:
        raise DaysWrong
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = edition.selection_rounds.order_by("-number").first()
    if last is not None and last.published_at is None:
        raise RoundThere
    round_ = SelectionRound.objects.create(
        edition=edition,
        number=last.number + 1 if last else 1,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    record("selection.round.planned", actor=actor, about=round_, edition_id=edition.pk)
    if opens_on <= clock.today():
        open_round(actor=actor, round_=round_, seen=0)
    return round_


@transaction.atomic
def open_round(*, actor: User | None, round_: SelectionRound, seen: int) -> None:
    """Candidacies come in from now on. Opening twice changes nothing."""
    if actor is not None:
        require(actor, "selection.run_round", round_)
    now = clock.now()
    if SelectionRound.objects.filter(pk=round_.pk, opened_at=None).update(opened_at=now):
        round_.opened_at = now
        take_turn(actor, round_, seen, Decision.Kind.OPENED)


@transaction.atomic
def close_round(*, actor: User | None, round_: SelectionRound, seen: int, reason: str = "") -> None:
    """No candidacy comes in any more but by a written exception."""
    if actor is not None:
        require(actor, "selection.run_round", round_)
    now = clock.now()
    if SelectionRound.objects.filter(pk=round_.pk, closed_at=None).update(closed_at=now):
        round_.closed_at = now
        take_turn(actor, round_, seen, Decision.Kind.CLOSED, reason=reason)


@transaction.atomic
def publish_round(*, actor: User, round_: SelectionRound, seen: int) -> None:
    """The numbers of a decided round are public from now on: numbers only."""
    require(actor, "selection.run_round", round_)
    if round_.decided_at is None:
        raise RoundNotDecided
    now = clock.now()
    if SelectionRound.objects.filter(pk=round_.pk, published_at=None).update(published_at=now):
        round_.published_at = now
        take_turn(actor, round_, seen, Decision.Kind.PUBLISHED)
