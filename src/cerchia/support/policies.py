"""Who may ask, propose, say yes and tell how it went. The yes and the name are the person's."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.network.policies.offers import FIELD, speaks_for
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.projects.models import Project
from cerchia.projects.policies import is_member, walks_beside
from cerchia.support.models import Commitment, Need


def works_there(actor: User, project: Project) -> bool:
    """In the field of the territory of the project's circle."""
    circle = project.circle
    return standing.of(actor).covers(circle.edition_id, circle.territory_id, *FIELD)


@policy("support.ask")
def may_ask(actor: User, project: Project) -> bool:
    """Those whose project it is, and the staff of their circle."""
    return is_member(actor, project) or walks_beside(actor, project)


@policy("support.withdraw_need")
def may_withdraw_need(actor: User, need: Need) -> bool:
    return may_ask(actor, need.project)


@policy("support.propose")
def may_propose(actor: User, project: Project) -> bool:
    """The team of the territory, who may not know for whom it is; and those whose project it is."""
    return is_member(actor, project) or works_there(actor, project) or walks_beside(actor, project)


@policy("support.answer")
def may_answer(actor: User, commitment: Commitment) -> bool:
    """Yes or no is said by the person."""
    return is_member(actor, commitment.project)


@policy("support.follow")
def may_follow(actor: User, commitment: Commitment) -> bool:
    """How it goes is told by the person, the staff of their circle, the coordinator."""
    project = commitment.project
    circle = project.circle
    coordinates = standing.of(actor).covers(
        circle.edition_id, circle.territory_id, standing.Role.COORDINATOR
    )
    return coordinates or is_member(actor, project) or walks_beside(actor, project)


@policy("support.deliver")
def may_deliver(actor: User, commitment: Commitment) -> bool:
    """The organisation says that it has given what it promised."""
    return speaks_for(actor, commitment.offer.organisation)


@policy("support.share_name")
def may_share_name(actor: User, commitment: Commitment) -> bool:
    """Only who said yes shows or hides their own name."""
    return commitment.person is not None and commitment.person.user_id == actor.pk


@policy("support.export_promises")
def may_export_promises(actor: User, edition: UUID) -> bool:
    """The coordination, and the accounts for the co-funding."""
    return edition in standing.of(actor).editions(Role.COORDINATOR, Role.ACCOUNTS)
