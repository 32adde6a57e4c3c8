"""Who looks at a round, who may change the proposal, and who signs."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.programmes import standing
from cerchia.programmes.models import StaffAssignment
from cerchia.programmes.policies import coordinates, coordinates_all
from cerchia.programmes.standing import Role
from cerchia.selection.models import SelectionRound

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)


@policy("selection.see_round")
def may_see_round(actor: User, round_: SelectionRound) -> bool:
    return round_.edition_id in standing.of(actor).editions(*FIELD)


@policy("selection.write_sheet")
def may_write_sheet(actor: User, round_: SelectionRound) -> bool:
    """The wanted numbers concern every territory."""
    return coordinates_all(actor, round_.edition_id)


@policy("selection.run_round")
def may_run_round(actor: User, round_: SelectionRound) -> bool:
    """Ask for a proposal of the whole, call a lot, close, publish."""
    return coordinates_all(actor, round_.edition_id)


@policy("selection.change_proposal")
def may_change_proposal(
    actor: User, round_: SelectionRound, territories: frozenset[UUID] = frozenset()
) -> bool:
    """Swap and lock within the territories one coordinates; without naming any: at all."""
    if not territories:
        return round_.edition_id in standing.of(actor).editions(Role.COORDINATOR)
    return all(coordinates(actor, round_.edition_id, one) for one in territories)


@policy("selection.sign_first")
def may_sign_first(actor: User, round_: SelectionRound) -> bool:
    return coordinates_all(actor, round_.edition_id)


@policy("selection.decide")
def may_decide(actor: User, round_: SelectionRound, signed_by: UUID | None) -> bool:
    """The second signature: a coordinator of the edition, or an operator where there is only one.

    Never who signed first.
    """
    if signed_by is None or signed_by == actor.pk:
        return False
    mine = standing.of(actor)
    if round_.edition_id in mine.editions(Role.COORDINATOR):
        return True
    return is_alone(round_) and round_.edition_id in mine.editions(Role.OPERATOR)


def is_alone(round_: SelectionRound) -> bool:
    """Whether the edition has one coordinator only."""
    jobs = StaffAssignment.objects.current().filter(
        edition=round_.edition_id, role=Role.COORDINATOR, person__user__is_active=True
    )
    return jobs.values("person").distinct().count() <= 1
