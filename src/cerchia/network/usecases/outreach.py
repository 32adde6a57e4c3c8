"""Asking an organisation: who does it, when, how it went; the end of asking, a new beginning."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network import rules, words
from cerchia.network.errors import (
    DayPast,
    DayToCome,
    MergedAway,
    NotAnOwner,
    NotTriedYet,
    ReasonMissing,
    ValueUnknown,
)
from cerchia.network.models import Organisation, Outreach
from cerchia.network.models.organisations import UNCONTACTED, State
from cerchia.network.policies.organisations import works_in
from cerchia.network.usecases.common import as_it_is_now, clean_words, edition_for

NEXT = {
    Outreach.Outcome.NO_ANSWER: timedelta(days=7),
    Outreach.Outcome.NOT_NOW: timedelta(days=90),
}
"""When to try again if nobody says."""


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt. Two values are enough: how, and what came of it."""

    channel: str
    outcome: str
    words: str = ""
    next_try_on: date | None = None
    at: datetime | None = None


@transaction.atomic
def assign_owner(
    *, actor: User, organisation: Organisation, owner: User, on: date | None = None
) -> None:
    """Somebody of the territory will ask it, by a day. A later owner takes their place."""
    require(actor, "network.change", organisation)
    if not works_in(owner, organisation.territory_id):
        raise NotAnOwner
    if on is not None and on < clock.today():
        raise DayPast
    rows = Organisation.objects.filter(pk=organisation.pk, merged_into=None)
    if not rows.update(owner=owner, assigned_at=clock.now(), next_try_on=on):
        raise MergedAway
    rows.filter(state=State.KNOWN).update(state=State.ASSIGNED)
    organisation.refresh_from_db()
    words.follow(organisation)
    record(
        "network.organisation.assigned",
        actor=actor,
        about=organisation,
        facts={"owner": str(owner.pk)},
    )


@transaction.atomic
def log_outreach(*, actor: User, organisation: Organisation, attempt: Try) -> Outreach:
    """Keep the attempt and move the organisation forwards. Two at once both keep their rows."""
    require(actor, "network.change", organisation)
    at = attempt.at or clock.now()
    _look_at(attempt, at)
    row = as_it_is_now(organisation)
    edition = edition_for(actor, row)
    again = attempt.next_try_on or _again(attempt.outcome)
    made = Outreach.objects.create(
        organisation=row,
        edition=edition,
        at=at,
        by=actor,
        channel=attempt.channel,
        outcome=attempt.outcome,
        words=clean_words(attempt.words),
        next_try_on=again,
    )
    _move(row, rules.after(row.state, attempt.outcome), at)
    row.next_try_on = again
    _keep(row, *MOVES, "next_try_on")
    record(
        "network.outreach.logged",
        actor=actor,
        about=row,
        edition_id=edition.pk,
        facts={"channel": attempt.channel, "outcome": attempt.outcome},
    )
    return made


MOVES = ("state", "contacted_at", "answered_at", "engaged_at", "closed_at")


def _look_at(attempt: Try, at: datetime) -> None:
    if attempt.channel not in Outreach.Channel.values:
        raise ValueUnknown
    if attempt.outcome not in Outreach.Outcome.values:
        raise ValueUnknown
    if clock.day_of(at) > clock.today():
        raise DayToCome
    if attempt.next_try_on is not None and attempt.next_try_on < clock.today():
        raise DayPast


def _again(outcome: str) -> date | None:
    wait = NEXT.get(Outreach.Outcome(outcome))
    return clock.today() + wait if wait else None


def _move(row: Organisation, to: rules.Progress, at: datetime) -> None:
    row.state = to.state
    row.contacted_at = row.contacted_at or at
    if to.answered:
        row.answered_at = row.answered_at or at
    if to.engaged:
        row.engaged_at = row.engaged_at or at
    if to.state != State.INACTIVE:
        row.closed_at = None


def _keep(row: Organisation, *names: str) -> None:
    row.save(update_fields=names)
    words.follow(row)


@transaction.atomic
def note_engaged(*, actor: User, organisation: Organisation) -> None:
    """It made an offer, or came to an event with us: active, whatever was logged before.

    For rooms that know of offers and events; whoever calls has shown that the actor may.
    """
    row = as_it_is_now(organisation)
    if row.state != State.ENGAGED:
        at = clock.now()
        _move(row, rules.Progress(State.ENGAGED, contacted=True, answered=True, engaged=True), at)
        row.next_try_on = None
        _keep(row, *MOVES, "next_try_on")
        record("network.organisation.engaged", actor=actor, about=row)


@transaction.atomic
def close_organisation(*, actor: User, organisation: Organisation, reason: str) -> None:
    """It is there no more, or wants to be left alone. Only after somebody tried (invariant 15)."""
    require(actor, "network.change", organisation)
    said = clean_words(reason, 300)
    if not said:
        raise ReasonMissing
    row = as_it_is_now(organisation)
    if row.state in UNCONTACTED:
        raise NotTriedYet
    if row.state != State.INACTIVE:
        row.state, row.closed_at, row.next_try_on = State.INACTIVE, clock.now(), None
        row.closed_reason = said
        _keep(row, "state", "closed_at", "next_try_on", "closed_reason")
        record("network.organisation.closed", actor=actor, about=row)


@transaction.atomic
def reopen_organisation(*, actor: User, organisation: Organisation) -> None:
    """It is there after all, as far as it had come."""
    require(actor, "network.change", organisation)
    row = as_it_is_now(organisation)
    if row.state != State.INACTIVE:
        return
    row.state = State.CONTACTED
    if row.answered_at:
        row.state = State.ENGAGED if row.engaged_at else State.ANSWERED
    row.closed_at, row.closed_reason = None, ""
    _keep(row, "state", "closed_at", "closed_reason")
    record("network.organisation.reopened", actor=actor, about=row)
