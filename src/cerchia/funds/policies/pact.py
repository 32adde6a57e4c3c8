"""Who writes, explains, signs and ends a pact. A mediator explains and never signs."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.circles.standing import sits_in
from cerchia.funds.models import Fund, Pact
from cerchia.funds.policies.scope import MEDIATOR, OPERATOR, covers, owns, walks_with
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.programmes.policies import coordinates_all
from cerchia.programmes.standing import Role


@policy("funds.open_fund")
def may_open_fund(actor: User, circle: Circle) -> bool:
    """An operator of the circle in which the owners sit."""
    return sits_in(actor, circle.pk, OPERATOR)


@policy("funds.close_fund")
def may_close_fund(actor: User, fund: Fund) -> bool:
    beside = walks_with(actor, fund, OPERATOR) or covers(actor, fund, Role.COORDINATOR)
    return beside and not owns(actor, fund)


@policy("funds.enter_budget")
def may_enter_budget(actor: User, edition: Edition) -> bool:
    """Accounts of the edition, or whoever coordinates all of it."""
    accounts = standing.of(actor).covers(edition.pk, None, Role.ACCOUNTS)
    return accounts or coordinates_all(actor, edition.pk)


@policy("funds.draft_pact")
def may_draft_pact(actor: User, fund: Fund) -> bool:
    return walks_with(actor, fund, OPERATOR) and not owns(actor, fund)


@policy("funds.explain_pact")
def may_explain_pact(actor: User, pact: Pact) -> bool:
    """A mediator of the circle of an owner; never an owner."""
    return walks_with(actor, pact.fund, MEDIATOR) and not owns(actor, pact.fund)


@policy("funds.sign_pact")
def may_sign_pact(actor: User, pact: Pact) -> bool:
    """An owner, in their own session: nobody signs for them."""
    return owns(actor, pact.fund)


@policy("funds.sign_for_programme")
def may_sign_for_programme(actor: User, pact: Pact) -> bool:
    return walks_with(actor, pact.fund, OPERATOR) and not owns(actor, pact.fund)


@policy("funds.end_pact")
def may_end_pact(actor: User, pact: Pact) -> bool:
    return may_close_fund(actor, pact.fund)


@policy("funds.give_reward")
def may_give_reward(actor: User, pact: Pact) -> bool:
    """Who holds the juncture; two others prepare and approve the payment."""
    return may_close_fund(actor, pact.fund)
