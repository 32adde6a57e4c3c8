"""An offer is proposed for a step; the person says yes or no; only a yes takes of the offer."""

from datetime import date

from django.db import IntegrityError, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.standing import person_id_of
from cerchia.kit import clock
from cerchia.network.models import Offer
from cerchia.network.usecases import offers
from cerchia.people.models import ContactPoint, Person
from cerchia.projects.models import Objective, Project, ProjectStep
from cerchia.support.errors import (
    AlreadyAnswered,
    AlreadyProposed,
    NeedClosed,
    NotAvailable,
    NotWithThem,
    OtherTerritory,
    StepElsewhere,
    TooMuch,
)
from cerchia.support.models import Commitment, Need
from cerchia.support.rules import part_for
from cerchia.support.usecases.names import open_name

State = Commitment.State


@transaction.atomic
def propose(
    *,
    actor: User,
    offer: Offer,
    need: Need | None = None,
    step: ProjectStep | None = None,
    quantity: int | None = None,
) -> Commitment:
    """Lay an offer beside a need, or beside a step that nobody asked for yet. It waits for a yes.

    Nothing is taken of the offer until then.
    """
    project = _project_of(need, step)
    require(actor, "support.propose", project)
    offer.refresh_from_db()
    if offer.state != "available":
        raise NotAvailable
    _fits(offer, project, need)
    wanted, covers = _parts(offer, need, quantity)
    objective = _objective_of(need, step)
    try:
        with transaction.atomic():
            row = Commitment.objects.create(
                edition_id=project.edition_id,
                territory_id=project.circle.territory_id,
                offer=offer,
                need=need,
                project=project,
                objective=objective,
                step=step or (need.step if need else None),
                quantity=wanted,
                for_need=covers,
                unit=offer.unit,
                value_cents=wanted * offer.unit_value_cents,
                due_on=_day_of(need, step),
                proposed_by=actor,
            )
    except IntegrityError as twice:
        raise AlreadyProposed from twice
    record("support.commitment.proposed", actor=actor, about=row, edition_id=row.edition_id)
    return row


def _project_of(need: Need | None, step: ProjectStep | None) -> Project:
    if need is not None:
        if step is not None and step.project_id != need.project_id:
            raise StepElsewhere
        return need.project
    if step is None:
        raise StepElsewhere
    return step.objective.project


def _day_of(need: Need | None, step: ProjectStep | None) -> date | None:
    """By when it is wanted, if that day is still to come."""
    day = need.by_on if need else step.due_on if step else None
    return day if day and day >= clock.today() else None


def _objective_of(need: Need | None, step: ProjectStep | None) -> Objective | None:
    if step is not None:
        return step.objective
    return need.objective if need else None


def _fits(offer: Offer, project: Project, need: Need | None) -> None:
    if offer.territory_id != project.circle.territory_id:
        raise OtherTerritory
    if need is not None:
        need.refresh_from_db()
        if need.met_at or need.withdrawn_at:
            raise NeedClosed
    members = project.members.filter(left_at=None).values("person")
    apart = Commitment.objects.filter(
        person__in=members, not_with_them=True, offer__organisation=offer.organisation_id
    )
    if apart.exists():
        raise NotWithThem


def _parts(offer: Offer, need: Need | None, quantity: int | None) -> tuple[int, int]:
    """How much of the offer, and how much of the need that covers."""
    if quantity is not None and not 1 <= quantity <= offer.rest:
        raise TooMuch
    if need is None:
        return quantity or 1, 0
    same = need.unit == offer.unit
    left = need.quantity - need.promised
    wanted, covers = part_for(left, offer.rest, same_unit=same)
    if quantity is None:
        return wanted, covers
    return quantity, min(quantity, left) if same else left


@transaction.atomic
def accept(
    *,
    actor: User,
    commitment: Commitment,
    language: str,
    share: bool = False,
    contact: ContactPoint | None = None,
) -> None:
    """The person's yes. The first name goes along only with a yes of its own. Twice is once."""
    require(actor, "support.answer", commitment)
    person = Person.objects.get(user=actor)
    waiting = Commitment.objects.filter(pk=commitment.pk, state=State.PROPOSED)
    if not waiting.update(state=State.AGREED, person=person, answered_at=clock.now()):
        commitment.refresh_from_db()
        if commitment.state == State.AGREED and commitment.person_id == person.pk:
            return
        raise AlreadyAnswered
    offers.take(offer=commitment.offer, quantity=commitment.quantity)
    _promise(commitment)
    commitment.refresh_from_db()
    if share:
        open_name(actor, person, commitment, contact, language)
    record(
        "support.commitment.agreed",
        actor=actor,
        about=commitment,
        edition_id=commitment.edition_id,
        facts={"shares_name": share},
    )


def _promise(commitment: Commitment) -> None:
    """The need holds what is promised to it: at most what is missing."""
    need = Need.objects.select_for_update().filter(commitments=commitment.pk).first()
    if need is None:
        return
    part = min(commitment.for_need, need.quantity - need.promised)
    rows = Need.objects.filter(pk=need.pk, promised=need.promised)
    if not rows.update(promised=need.promised + part):
        raise AlreadyAnswered
    Commitment.objects.filter(pk=commitment.pk).update(for_need=part)


@transaction.atomic
def decline(*, actor: User, commitment: Commitment, not_with_them: bool = False) -> None:
    """The person's no, without a reason; "not with them" holds for this organisation from now on.

    Twice is once.
    """
    require(actor, "support.answer", commitment)
    person_id = person_id_of(actor)
    waiting = Commitment.objects.filter(pk=commitment.pk, state=State.PROPOSED)
    now = clock.now()
    done = waiting.update(
        state=State.DECLINED,
        person_id=person_id,
        answered_at=now,
        ended_at=now,
        not_with_them=not_with_them,
    )
    commitment.refresh_from_db()
    if done:
        record("support.commitment.declined", actor=actor, about=commitment)
    elif commitment.state != State.DECLINED:
        raise AlreadyAnswered


@transaction.atomic
def take_back(*, actor: User, commitment: Commitment) -> None:
    """Whoever may propose takes a proposal back before there is an answer. Twice is once."""
    require(actor, "support.propose", commitment.project)
    waiting = Commitment.objects.filter(pk=commitment.pk, state=State.PROPOSED)
    done = waiting.update(state=State.WITHDRAWN, ended_at=clock.now(), ended_by=actor)
    commitment.refresh_from_db()
    if done:
        record("support.commitment.taken_back", actor=actor, about=commitment)
    elif commitment.state != State.WITHDRAWN:
        raise AlreadyAnswered
