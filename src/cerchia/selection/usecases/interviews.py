"""Meeting a candidate: who was there, what they need, what they want. Words, never points."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import Person, PersonLanguage
from cerchia.programmes.models import StaffAssignment
from cerchia.programmes.standing import Role
from cerchia.selection.errors import DayAhead, MediatorMissing, Moved, TwoOfTheTeam
from cerchia.selection.models import Candidacy, Interview
from cerchia.selection.models.candidacies import State
from cerchia.selection.usecases.candidacies import move

FEWEST = 2
FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
MET_AGAIN = (State.INTERVIEWED, State.PROPOSED, State.WAITING_LIST)


@dataclass(frozen=True, slots=True)
class Talk:
    """What is written of a meeting. `answers`: by the key of what the edition asks."""

    held_on: date
    staff: Collection[UUID]
    language: str = ""
    needs: str = ""
    wish: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def team_of(candidacy: Candidacy, *, on: date | None = None) -> dict[UUID, set[str]]:
    """Who works in the field for the candidate's territory on a day: person → roles."""
    rows = (
        StaffAssignment.objects.current(on=on)
        .filter(edition=candidacy.round.edition_id, role__in=FIELD)
        .filter(Q(territory=None) | Q(territory=candidacy.territory_id))
        .values_list("person_id", "role")
    )
    team: dict[UUID, set[str]] = {}
    for person, role in rows:
        team.setdefault(person, set()).add(role)
    return team


@transaction.atomic
def record_interview(*, actor: User, candidacy: Candidacy, talk: Talk) -> Interview:
    """Write a meeting down. The first one carries the candidacy on; later ones stand beside."""
    require(actor, "selection.record_interview", candidacy)
    if talk.held_on > clock.today():
        raise DayAhead
    team = team_of(candidacy, on=talk.held_on)
    there = {person for person in talk.staff if person in team}
    if len(there) < FEWEST:
        raise TwoOfTheTeam
    mediated = any(Role.MEDIATOR in team[person] for person in there)
    if not mediated and not shares_a_language(candidacy, there):
        raise MediatorMissing
    fresh = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if fresh.state not in MET_AGAIN:
        move(candidacy, State.INTERVIEWED, actor, expected=[State.ELIGIBLE])
    elif fresh.merged_into_id:
        raise Moved(became=str(fresh.get_state_display()))
    row = Interview.objects.create(
        candidacy=candidacy,
        person_id=candidacy.person_id,
        held_on=talk.held_on,
        language=talk.language,
        needs=talk.needs,
        wish=talk.wish,
        answers=json.dumps({key: text for key, text in talk.answers.items() if text.strip()}),
        written_by=actor,
    )
    row.staff.set(Person.objects.filter(pk__in=there))
    record(
        "selection.interview.recorded",
        actor=actor,
        about=row,
        edition_id=candidacy.round.edition_id,
        facts={"staff": len(there), "mediator": mediated},
    )
    return row


def shares_a_language(candidacy: Candidacy, staff: Collection[UUID]) -> bool:
    """Whether somebody there speaks a language of the candidate."""
    spoken = PersonLanguage.objects.filter(speaks=True)
    theirs = spoken.filter(person=candidacy.person_id).values("language")
    return spoken.filter(person__in=staff, language__in=theirs).exists()
