"""Who may make an offer, check it, take it back. Nobody checks the offer of their own body."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.network.models import Offer, Organisation
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.programmes.standing import Role

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)


def speaks_for(actor: User, organisation: Organisation) -> bool:
    """Whether `actor` is one of the people of the organisation today."""
    return organisation.members.filter(person__user=actor, ended_at=None).exists()


def works_where(actor: User, edition: Edition, organisation: Organisation) -> bool:
    """Whether `actor` works in the field of the organisation's territory, in this edition."""
    return standing.of(actor).covers(edition.pk, organisation.territory_id, *FIELD)


@policy("network.make_offer")
def may_make_offer(actor: User, organisation: Organisation, edition: Edition) -> bool:
    """Its own people; or the team of the territory, who write down what they were told."""
    return speaks_for(actor, organisation) or works_where(actor, edition, organisation)


@policy("network.check_offer")
def may_check_offer(actor: User, offer: Offer) -> bool:
    """The team of the territory, never the organisation that offers (R29b)."""
    covers = standing.of(actor).covers(offer.edition_id, offer.territory_id, *FIELD)
    return covers and not speaks_for(actor, offer.organisation)


@policy("network.withdraw_offer")
def may_withdraw_offer(actor: User, offer: Offer) -> bool:
    """Whoever offers, and the team where they told it."""
    covers = standing.of(actor).covers(offer.edition_id, offer.territory_id, *FIELD)
    return covers or speaks_for(actor, offer.organisation)


@policy("network.keep_own")
def may_keep_own(actor: User, organisation: Organisation) -> bool:
    """How to reach it and what it does is told by its own people."""
    return speaks_for(actor, organisation)
