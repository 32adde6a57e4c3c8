"""Who may do what with a fund. Owners act; staff look. Nobody approves an expense."""

from django.db import connection

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.circles.standing import circle_ids
from cerchia.funds.models import Fund, FundMember, FundRule, Proposal
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

FIELD_ROLES = (CircleMembership.Role.OPERATOR, CircleMembership.Role.MEDIATOR)
PLACE = """
    SELECT place.* FROM funds_fundmember place
    JOIN people_person owner ON owner.id = place.person_id
    WHERE place.fund_id = %s AND owner.user_id = %s AND place.left_at IS NULL
"""


def place_of(actor: User, fund: Fund) -> FundMember | None:
    """The current place of `actor` among the owners. One query."""
    stored = Fund._meta.pk.get_db_prep_value
    who = [stored(fund.pk, connection), stored(actor.pk, connection)]
    return next(iter(FundMember.objects.raw(PLACE, who)), None)


def owns(actor: User, fund: Fund, place: FundMember | None = None) -> bool:
    """Whether `actor` is an owner today. `place`: their place, if it is at hand."""
    if place is not None:
        return place.fund_id == fund.pk and place.left_at is None
    return place_of(actor, fund) is not None


def walks_with(actor: User, fund: Fund) -> bool:
    """Sits as staff in the circle of an owner, and may see the money."""
    circles = circle_ids(actor, *FIELD_ROLES)
    if not circles:
        return False
    seats = CircleMembership.objects.current().filter(
        circle__in=circles,
        role=CircleMembership.Role.PARTICIPANT,
        person__in=fund.members.current().values("person"),
    )
    return seats.exists() and Fund.objects.visible_to(actor).filter(pk=fund.pk).exists()


def keeps_accounts(actor: User, fund: Fund) -> bool:
    return fund.edition_id in standing.of(actor).editions(Role.ACCOUNTS)


@policy("funds.see_fund")
def may_see_fund(actor: User, fund: Fund) -> bool:
    return Fund.objects.visible_to(actor).filter(pk=fund.pk).exists()


@policy("funds.record_expense")
def may_record_expense(actor: User, fund: Fund, place: FundMember | None = None) -> bool:
    """Owners, and nobody else: nobody has to say yes first (Q8)."""
    return owns(actor, fund, place)


@policy("funds.propose")
def may_propose(actor: User, fund: Fund, place: FundMember | None = None) -> bool:
    return owns(actor, fund, place)


@policy("funds.vote")
def may_vote(actor: User, proposal: Proposal, place: FundMember | None = None) -> bool:
    """Members only, never staff (invariant 9)."""
    return owns(actor, proposal.fund, place)


@policy("funds.withdraw_proposal")
def may_withdraw_proposal(actor: User, proposal: Proposal) -> bool:
    place = place_of(actor, proposal.fund)
    return place is not None and place.person_id == proposal.proposed_by_id


@policy("funds.write_rule")
def may_write_rule(actor: User, fund: Fund) -> bool:
    return fund.form == Fund.Form.ASSOCIATED and owns(actor, fund)


@policy("funds.agree_rule")
def may_agree_rule(actor: User, rule: FundRule, place: FundMember | None = None) -> bool:
    return owns(actor, rule.fund, place)


@policy("funds.leave_fund")
def may_leave_fund(actor: User, fund: Fund, place: FundMember | None = None) -> bool:
    """Leaving is free (R5)."""
    return fund.form == Fund.Form.ASSOCIATED and owns(actor, fund, place)
