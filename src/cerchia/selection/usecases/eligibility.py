"""Looking whether somebody can take part, and a coordinator's written word against the rules."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import Protection
from cerchia.people.usecases import record_protection
from cerchia.selection.errors import DecidedInWriting, FactsMissing, Moved, ReasonMissing
from cerchia.selection.models import Candidacy
from cerchia.selection.models.candidacies import State
from cerchia.selection.rules.eligibility import NO, UNKNOWN, Facts, Line, Outcome, look
from cerchia.selection.usecases.candidacies import move

BEFORE_MEETING = (State.SUBMITTED, State.ELIGIBLE, State.NOT_ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Told:
    """What the edition asks of everybody. Empty: not told, nothing is changed by it."""

    birth_year: str = ""
    status: str = ""
    permit_expires_on: date | None = None
    renewal_asked_on: date | None = None
    is_student: bool = False
    reception: str = ""
    left_on: date | None = None


def facts_of(candidacy: Candidacy) -> Facts:
    """What is known of the person today, for the rules."""
    person, answers = candidacy.person, candidacy.answers
    held = person.protections.current().first()
    year = str(person.birth_year)
    places = candidacy.round.edition.places.values_list("territory_id", flat=True)
    left = answers.get("left_on")
    return Facts(
        birth_year=int(year) if year.isascii() and year.isdecimal() else None,
        status=held.status if held else "",
        is_student=candidacy.is_student,
        in_territory=candidacy.territory_id in places,
        reception=str(answers.get("reception", "")),
        left_on=date.fromisoformat(left) if left else None,
        permit_expires_on=held.permit_expires_on if held else None,
        renewal_asked_on=held.renewal_asked_on if held else None,
    )


def outcome_of(candidacy: Candidacy) -> Outcome:
    """How the rules of the round read today. Writes nothing."""
    return look(candidacy.round.eligibility, facts_of(candidacy), on=clock.today())


def lines_of(candidacy: Candidacy) -> tuple[Line, ...]:
    """The explanation as it was given when somebody checked; nothing before."""
    if not candidacy.checked or candidacy.anonymised_at:
        return ()
    return tuple(Line(**line) for line in json.loads(candidacy.checked))


@transaction.atomic
def write_facts(*, actor: User | None, candidacy: Candidacy, told: Told) -> None:
    """Write what the person tells. Without an actor: the person, right after having written.

    Whoever calls this without an actor has shown that it is the phone that just sent the form.
    """
    if actor is not None and candidacy.person.user_id != actor.pk:
        require(actor, "selection.write_facts", candidacy)
    candidacy = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    person = candidacy.person
    if told.birth_year:
        person.birth_year = told.birth_year
        person.save(update_fields=["birth_year"])
    held = person.protections.current().first()
    now = (told.status, told.permit_expires_on, told.renewal_asked_on)
    if told.status and (held is None or now != _dates(held)):
        record_protection(
            actor=actor,
            person=person,
            status=told.status,
            permit_expires_on=told.permit_expires_on,
            renewal_asked_on=told.renewal_asked_on,
        )
    answers = dict(candidacy.answers)
    if told.reception:
        answers |= {
            "reception": told.reception,
            "left_on": told.left_on.isoformat() if told.left_on else None,
        }
    Candidacy.objects.filter(pk=candidacy.pk).update(is_student=told.is_student, answers=answers)
    record(
        "selection.candidacy.facts_written",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
    )


def _dates(held: Protection) -> tuple[str, date | None, date | None]:
    return held.status, held.permit_expires_on, held.renewal_asked_on


@transaction.atomic
def check_eligibility(*, actor: User, candidacy: Candidacy) -> Outcome:
    """Read the rules against what is known, and carry the candidacy on; the lines stay."""
    require(actor, "selection.check", candidacy)
    if candidacy.override_by_id:
        raise DecidedInWriting
    outcome = outcome_of(candidacy)
    if outcome.answer == UNKNOWN:
        raise FactsMissing
    to = State.NOT_ELIGIBLE if outcome.answer == NO else State.ELIGIBLE
    move(candidacy, to, actor, expected=BEFORE_MEETING)
    _explain(actor, candidacy, outcome)
    record(
        "selection.candidacy.checked",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
        facts={"answer": outcome.answer, "lines": [line.code for line in outcome.lines]},
    )
    return outcome


def _explain(actor: User, candidacy: Candidacy, outcome: Outcome) -> None:
    candidacy.checked = json.dumps([asdict(line) for line in outcome.lines])
    candidacy.checked_at, candidacy.checked_by = clock.now(), actor
    candidacy.save(update_fields=["checked", "checked_at", "checked_by"])


@transaction.atomic
def override(*, actor: User, candidacy: Candidacy, to: str, reason: str) -> Candidacy:
    """A coordinator decides against the rules, in writing: in spite of a no, or of a yes."""
    require(actor, "selection.override", candidacy)
    if not reason.strip():
        raise ReasonMissing
    if to not in {State.ELIGIBLE, State.NOT_ELIGIBLE}:
        raise Moved(became=str(candidacy.get_state_display()))
    outcome = outcome_of(candidacy)
    move(candidacy, to, actor, reason.strip(), expected=BEFORE_MEETING)
    _explain(actor, candidacy, outcome)
    candidacy.override_reason, candidacy.override_by = reason.strip(), actor
    candidacy.save(update_fields=["override_reason", "override_by"])
    record(
        "selection.candidacy.overridden",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
        facts={"to": str(to), "rules": outcome.answer},
    )
    return candidacy
