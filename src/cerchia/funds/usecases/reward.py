"""The reward scheme: an addition at a juncture, within a cap, never before the first money (R11).

It is never taken back: there is no use case for that.
"""

from django.db import transaction
from django.db.models import Sum

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.errors import (
    AboveTheCap,
    NoFirstMoneyYet,
    NotInForce,
    ReasonMissing,
    Rewarded,
)
from cerchia.funds.models import Disbursement, Pact, Reward
from cerchia.funds.queries.pact import owners_of
from cerchia.funds.rules.calendar import add_working_days
from cerchia.funds.rules.pact import ceiling, reward_cap
from cerchia.funds.usecases.pact import check_juncture
from cerchia.funds.usecases.payment import next_code, promise
from cerchia.funds.usecases.signing import payee_of
from cerchia.kit import clock
from cerchia.projects.models import ReviewMoment


@transaction.atomic
def give_reward(
    *, actor: User, pact: Pact, review: ReviewMoment, amount_cents: int, why: str
) -> Reward:
    """`why` names the published criteria: objectives reached or honestly changed, word kept."""
    require(actor, "funds.give_reward", pact)
    held = Pact.objects.select_for_update(of=("self",)).select_related("fund", "edition")
    pact = held.get(pk=pact.pk)
    _check(pact, review, amount_cents, why)
    promise(pact, amount_cents)
    today = clock.today()
    payment = Disbursement.objects.create(
        pact=pact,
        fund_id=pact.fund_id,
        payee=payee_of(pact.fund),
        code=next_code(pact),
        kind=Disbursement.Kind.REWARD,
        amount_cents=amount_cents,
        signed_on=today,
        due_on=add_working_days(today, pact.edition.payment_working_days),
    )
    reward = Reward.objects.create(
        pact=pact,
        review=review,
        disbursement=payment,
        amount_cents=amount_cents,
        why=why.strip(),
        decided_by=actor,
        decided_at=clock.now(),
    )
    record(
        "funds.reward.given",
        actor=actor,
        about=pact,
        edition_id=pact.edition_id,
        facts={"cents": amount_cents},
    )
    return reward


def _check(pact: Pact, review: ReviewMoment, amount_cents: int, why: str) -> None:
    if pact.state != "active":
        raise NotInForce
    check_juncture(pact, review)
    if not why.strip():
        raise ReasonMissing
    if Reward.objects.filter(review=review, pact__fund=pact.fund_id).exists():
        raise Rewarded
    if not Disbursement.objects.in_state("executed").filter(fund=pact.fund_id).exists():
        raise NoFirstMoneyYet
    if amount_cents <= 0 or amount_cents > left_to_give(pact):
        raise AboveTheCap


def left_to_give(pact: Pact) -> int:
    """Cents that rewards may still add to the fund."""
    edition = pact.edition
    cap = reward_cap(
        agreed_cents=pact.agreed_cents,
        percent=edition.reward_cap_percent,
        ceiling_cents=ceiling(
            per_person_cents=edition.max_per_person_cents, people=len(owners_of(pact.fund))
        ),
    )
    given = (
        Disbursement.objects.filter(fund=pact.fund_id, kind=Disbursement.Kind.REWARD)
        .filter(cancelled_at=None, rejected_at=None)
        .aggregate(cents=Sum("amount_cents"))["cents"]
    )
    return max(0, cap - (given or 0))
