"""A need goes out to the territory without a name; an organisation may answer it."""

from dataclasses import dataclass, field
from datetime import date

from django.db import models, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.models import CircleMembership
from cerchia.kit import clock
from cerchia.network.models import Help, Offer, Organisation, Unit
from cerchia.network.usecases import offers
from cerchia.network.usecases.offers import MOST, Given
from cerchia.people.models import Person
from cerchia.projects.models import Objective, Project, ProjectStep
from cerchia.projects.queries import people_of
from cerchia.support.errors import (
    NeedAlready,
    NeedClosed,
    NeedEmpty,
    NeedTellsWho,
    NeedUnclear,
    StepElsewhere,
)
from cerchia.support.models import Answer, Commitment, Need
from cerchia.support.rules import told_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is needed. `municipality` is an ISTAT code, or nothing for the whole territory."""

    help: str
    what: str
    quantity: int = 1
    unit: str = Unit.TIMES
    municipality: str = ""
    by_on: date | None = None
    languages: list[str] = field(default_factory=list)


@transaction.atomic
def ask(
    *,
    actor: User,
    project: Project,
    asked: Asked,
    step: ProjectStep | None = None,
    objective: Objective | None = None,
) -> Need:
    """Ask the territory for a step. Words that tell who it is for are refused."""
    require(actor, "support.ask", project)
    _look_at(project, asked)
    if step is not None:
        objective = step.objective
    if objective is not None and objective.project_id != project.pk:
        raise StepElsewhere
    project = (
        Project.objects.select_for_update(of=("self",)).select_related("circle").get(pk=project.pk)
    )
    what = asked.what.strip()
    if Need.objects.open().filter(project=project, step=step, what=what).exists():
        raise NeedAlready
    need = Need.objects.create(
        edition_id=project.edition_id,
        territory_id=project.circle.territory_id,
        project=project,
        objective=objective,
        step=step,
        help=asked.help,
        what=what,
        quantity=asked.quantity,
        unit=asked.unit,
        municipality=asked.municipality,
        by_on=asked.by_on,
        languages=asked.languages,
        asked_by=actor,
    )
    record("support.need.asked", actor=actor, about=need, edition_id=need.edition_id)
    return need


def _look_at(project: Project, asked: Asked) -> None:
    if not asked.what.strip():
        raise NeedEmpty
    known = asked.help in Help.values and asked.unit in Unit.values
    if not known or not 1 <= asked.quantity <= MOST:
        raise NeedUnclear
    if word := told_of(asked.what, names_around(project)):
        raise NeedTellsWho(word=word)


def names_around(project: Project) -> list[str]:
    """How the people of the project and of its circle are called, in every script."""
    seats = CircleMembership.objects.open().filter(circle=project.circle_id)
    around = Person.objects.filter(pk__in=seats.values("person"))
    return [
        name
        for person in (*people_of(project), *around)
        for name in (person.given_name, person.family_name, person.own_script_name)
        if name
    ]


@transaction.atomic
def withdraw_need(*, actor: User, need: Need) -> None:
    """Taken back; what waits for a yes goes with it, what is agreed stays. Twice is once."""
    require(actor, "support.withdraw_need", need)
    rows = Need.objects.open().filter(pk=need.pk)
    done = rows.update(withdrawn_at=clock.now())
    need.refresh_from_db()
    if not done:
        if need.withdrawn_at:
            return
        raise NeedClosed
    _leave(Commitment.objects.filter(need=need))
    record("support.need.withdrawn", actor=actor, about=need, edition_id=need.edition_id)


@transaction.atomic
def answer_need(*, actor: User, organisation: Organisation, need: Need, given: Given) -> Offer:
    """An offer made with a need before one's eyes: checked and matched like any other."""
    if need.met_at or need.withdrawn_at:
        raise NeedClosed
    offer = offers.propose_offer(
        actor=actor, organisation=organisation, edition=need.edition, given=given
    )
    Answer.objects.create(offer=offer, need=need)
    record("support.need.answered", actor=actor, about=need, edition_id=need.edition_id)
    return offer


@transaction.atomic
def close_offer(*, actor: User, offer: Offer) -> None:
    """No more of it: proposals that wait for a yes go, what was promised stays promised."""
    offers.withdraw_offer(actor=actor, offer=offer)
    _leave(Commitment.objects.filter(offer=offer))


def _leave(rows: models.QuerySet[Commitment]) -> None:
    rows.filter(state=Commitment.State.PROPOSED).update(
        state=Commitment.State.WITHDRAWN, ended_at=clock.now()
    )
