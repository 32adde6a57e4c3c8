"""The owners of an associated fund: their written rule, who keeps the account, who leaves."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Least

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.models import Fund, FundMember, FundRule
from cerchia.funds.policies.fund import place_of
from cerchia.funds.refusals import (
    DecidedTogether,
    HolderNotMember,
    NoRule,
    PartTooLarge,
    RuleReplaced,
    WhyMissing,
)
from cerchia.funds.rules.shares import part_of_leaver
from cerchia.funds.usecases import accounts
from cerchia.kit import clock
from cerchia.ledger import usecases as ledger
from cerchia.ledger.errors import BelowFloor
from cerchia.ledger.rules import Move
from cerchia.people.models import Person

NEW_FUND = "new_fund"
OWN = "own"
RETURNED = "returned"


@transaction.atomic
def write_rule(  # noqa: PLR0913 - what a rule says
    *,
    actor: User,
    fund: Fund,
    sharing: str,
    solo_limit_cents: int,
    above_limit: str,
    account_holder: Person,
    when_one_leaves: str,
    days_to_vote: int = 7,
) -> FundRule:
    """Write the rule, or a new version of it. The writer agrees by writing; in force with all."""
    require(actor, "funds.write_rule", fund)
    Fund.objects.select_for_update().get(pk=fund.pk)
    if not FundMember.objects.current().filter(fund=fund, person=account_holder).exists():
        raise HolderNotMember
    last = FundRule.objects.filter(fund=fund).aggregate(last=Max("number"))["last"] or 0
    rule = FundRule.objects.create(
        fund=fund,
        number=last + 1,
        sharing=FundRule.Sharing(sharing),
        solo_limit_cents=solo_limit_cents,
        above_limit=FundRule.Above(above_limit),
        account_holder=account_holder,
        when_one_leaves=when_one_leaves.strip(),
        days_to_vote=days_to_vote,
    )
    _log("funds.rule.written", actor, fund, rule=rule.number)
    return agree_rule(actor=actor, rule=rule)


def change_holder(*, actor: User, fund: Fund, account_holder: Person) -> FundRule:
    """Propose that another keeps the account: a new version of the rule, for all to agree on."""
    rule = FundRule.objects.filter(fund=fund, in_force_at__isnull=False).first()
    if rule is None:
        raise NoRule
    return write_rule(
        actor=actor,
        fund=fund,
        sharing=rule.sharing,
        solo_limit_cents=rule.solo_limit_cents,
        above_limit=rule.above_limit,
        account_holder=account_holder,
        when_one_leaves=str(rule.when_one_leaves),
        days_to_vote=rule.days_to_vote,
    )


@transaction.atomic
def agree_rule(*, actor: User, rule: FundRule) -> FundRule:
    """A member agrees; with the last one the rule is in force. Agreeing twice is agreeing once."""
    place = place_of(actor, rule.fund)
    require(actor, "funds.agree_rule", rule, place)
    assert place is not None  # noqa: S101 - the policy said so
    held = FundRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    if FundRule.objects.filter(fund=rule.fund, number__gt=rule.number).exists():
        raise RuleReplaced
    if held.agreed_by.filter(pk=place.person_id).exists():
        return held
    held.agreed_by.add(place.person)
    _log("funds.rule.agreed", actor, rule.fund, rule=rule.number)
    members = FundMember.objects.current().filter(fund=rule.fund)
    missing = members.exclude(person__in=held.agreed_by.all())
    if held.in_force_at is None and not missing.exists():
        held.in_force_at = clock.now()
        held.save(update_fields=["in_force_at"])
        _log("funds.rule.in_force", actor, rule.fund, rule=rule.number)
    return held


@transaction.atomic
def leave_fund(*, actor: User, fund: Fund, decision: str, into: str = NEW_FUND) -> FundMember:
    """Leave with one's equal share, by one's own word: where the rule gives each a share.

    In a common pot the part is decided together: `decision.propose_leaving`.
    """
    place = place_of(actor, fund)
    require(actor, "funds.leave_fund", fund, place)
    assert place is not None  # noqa: S101 - the policy said so
    if not decision.strip():
        raise WhyMissing
    held = Fund.objects.select_for_update(no_key=True).get(pk=fund.pk)
    rule = FundRule.objects.filter(fund=fund, in_force_at__isnull=False).first()
    if held.left_cents and rule is not None and rule.sharing == FundRule.Sharing.POT:
        raise DecidedTogether
    heads = FundMember.objects.current().filter(fund=fund).count()
    cents = part_of_leaver(held.left_cents, heads)
    return settle(
        actor=actor, fund=held, leaver=place.person, cents=cents, decision=decision, into=into
    )


def settle(
    *,
    actor: User,
    fund: Fund,
    leaver: Person,
    cents: int,
    decision: str,
    into: str = NEW_FUND,
) -> FundMember:
    """Move the part of `leaver` out and close their place. Inside the transaction that decides."""
    member = FundMember.objects.select_for_update().get(fund=fund, person=leaver, left_at=None)
    if cents:
        _pay_out(fund, leaver, cents, into)
    member.left_at, member.settled_cents = clock.now(), cents
    member.leaving_decision = decision.strip()
    member.save(update_fields=["left_at", "settled_cents", "leaving_decision"])
    _log("funds.member.left", actor, fund, person=str(leaver.pk), cents=cents, into=into)
    return member


def _pay_out(fund: Fund, leaver: Person, cents: int, into: str) -> None:
    """The part leaves the fund: into a fund of one's own, as own money, or back."""
    target = _target(fund, leaver, cents, into)
    try:
        ledger.post(
            book=fund.edition_id,
            moves=[Move(debit=fund.account_id, credit=target, cents=cents)],
            group=uuid4(),
            kind="leaving",
            at=clock.now(),
        )
    except BelowFloor as error:
        raise PartTooLarge from error
    Fund.objects.filter(pk=fund.pk).update(
        received_cents=F("received_cents") - cents,
        agreed_cents=F("agreed_cents") - Least(F("agreed_cents"), cents),
    )


def _target(fund: Fund, leaver: Person, cents: int, into: str) -> UUID:
    if into == OWN:
        return accounts.own_money_of(fund.edition_id, leaver.pk)
    if into == RETURNED:
        return accounts.of_edition(fund.edition_id, accounts.RETURNED)
    return _own_fund(fund, leaver, cents).account_id


def _own_fund(fund: Fund, leaver: Person, cents: int) -> Fund:
    """A fund of the leaver alone, which begins with the part."""
    new = Fund.objects.create(
        edition_id=fund.edition_id,
        territory_id=fund.territory_id,
        form=Fund.Form.INDIVIDUAL,
        account=accounts.open_for_fund(fund.edition_id),
        agreed_cents=cents,
        received_cents=cents,
        funded_at=clock.now(),
    )
    FundMember.objects.create(fund=new, person=leaver)
    return new


def _log(action: str, actor: User, fund: Fund, **facts: object) -> None:
    record(action, actor=actor, about=fund, edition_id=fund.edition_id, facts=facts)
