"""Four eyes on every payment: who prepares never approves, who is paid does neither."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.funds.models import Disbursement, PayoutAccount
from cerchia.funds.policies.scope import OPERATOR, covers, owns, sits_beside, walks_with
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Participation
from cerchia.programmes.standing import Role


def _accounts_for(actor: User, person: Person) -> bool:
    places = Participation.objects.filter(person=person)
    mine = standing.of(actor)
    return any(mine.covers(place.edition_id, place.territory_id, Role.ACCOUNTS) for place in places)


@policy("funds.record_account")
def may_record_account(actor: User, person: Person) -> bool:
    """The person, an operator of their circle, or accounts."""
    if person.user_id == actor.pk:
        return True
    return sits_beside(actor, [person], OPERATOR) or _accounts_for(actor, person)


@policy("funds.see_account_number")
def may_see_account_number(actor: User, account: PayoutAccount) -> bool:
    """The whole number: the person and accounts. Everybody else sees the last four."""
    return account.person.user_id == actor.pk or _accounts_for(actor, account.person)


@policy("funds.prepare_payment")
def may_prepare_payment(actor: User, payment: Disbursement) -> bool:
    """An operator of the circle; coordinators and accounts may too, and never approve it then."""
    beside = walks_with(actor, payment.fund, OPERATOR)
    posted = covers(actor, payment.fund, Role.COORDINATOR, Role.ACCOUNTS)
    return (beside or posted) and not owns(actor, payment.fund)


@policy("funds.approve_payment")
def may_approve_payment(actor: User, payment: Disbursement) -> bool:
    """A coordinator of the territory, never who prepared it and never who is paid."""
    return (
        actor.pk != payment.prepared_by_id
        and covers(actor, payment.fund, Role.COORDINATOR)
        and not owns(actor, payment.fund)
    )


@policy("funds.settle_payment")
def may_settle_payment(actor: User, payment: Disbursement) -> bool:
    """Sent, executed, refused by the bank: accounts, never who is paid."""
    return covers(actor, payment.fund, Role.ACCOUNTS) and not owns(actor, payment.fund)


@policy("funds.hand_over_cash")
def may_hand_over_cash(actor: User, payment: Disbursement) -> bool:
    """Staff beside the person or accounts; another of them looks on."""
    beside = walks_with(actor, payment.fund, OPERATOR)
    posted = covers(actor, payment.fund, Role.ACCOUNTS, Role.COORDINATOR)
    return (beside or posted) and not owns(actor, payment.fund)


@policy("funds.cancel_payment")
def may_cancel_payment(actor: User, payment: Disbursement) -> bool:
    return covers(actor, payment.fund, Role.COORDINATOR) and not owns(actor, payment.fund)
