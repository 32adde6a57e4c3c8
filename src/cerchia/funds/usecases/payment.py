"""The life of a payment: prepared, approved by another, sent, executed or refused by the bank.

Every step is a guarded update: of many at once exactly one wins, the others read `PaymentMoved`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.errors import (
    AboveTheCap,
    BankLineUsed,
    CashNeedsTwo,
    NoPayoutAccount,
    PaymentMoved,
    ReasonMissing,
    TooMuchCash,
    WrongAccountNumber,
    WrongDay,
)
from cerchia.funds.models import Disbursement, Fund, Pact, PayoutAccount
from cerchia.funds.policies.payment import may_hand_over_cash
from cerchia.funds.rules.cash import cash_allowed
from cerchia.funds.rules.iban import WrongIban, clean_iban
from cerchia.funds.usecases import accounts
from cerchia.kit import clock
from cerchia.ledger import usecases as ledger
from cerchia.ledger.rules import Move
from cerchia.people.models import Person
from cerchia.vault import files
from cerchia.vault.kinds import Kind

Channel = PayoutAccount.Channel
WITH_NUMBER = (Channel.TRANSFER, Channel.CARD)


@transaction.atomic
def record_payout_account(
    *, actor: User, person: Person, channel: str, iban: str = ""
) -> PayoutAccount:
    """Where the money of a person goes from now on; payments prepared before keep their account."""
    require(actor, "funds.record_account", person)
    number = _number(iban) if channel in WITH_NUMBER else ""
    now = clock.now()
    PayoutAccount.objects.current().filter(person=person).update(ended_at=now)
    row = PayoutAccount.objects.create(
        person=person,
        channel=channel,
        iban=number,
        last_four=number[-4:],
        given_at=now,
        recorded_by=actor,
    )
    record("funds.account.recorded", actor=actor, about=row, facts={"channel": channel})
    return row


def _number(typed: str) -> str:
    try:
        return clean_iban(typed)
    except WrongIban as error:
        raise WrongAccountNumber from error


@transaction.atomic
def prepare_payment(*, actor: User, payment: Disbursement) -> None:
    """Take the account that the person gave, and hand the payment on for approval."""
    require(actor, "funds.prepare_payment", payment)
    account = PayoutAccount.objects.current().filter(person=payment.payee_id).first()
    if account is None:
        raise NoPayoutAccount
    if account.channel == Channel.CASH:
        _check_cash(payment, clock.today())
    _move(
        payment,
        "to_prepare",
        prepared_by=actor,
        prepared_at=clock.now(),
        account=account,
    )
    _note("prepared", actor, payment)


@transaction.atomic
def approve_payment(*, actor: User, payment: Disbursement) -> None:
    """Four eyes: whoever prepared it, and whoever is paid, cannot (invariant 5)."""
    payment.refresh_from_db()
    require(actor, "funds.approve_payment", payment)
    _move(payment, "prepared", approved_by=actor, approved_at=clock.now())
    _note("approved", actor, payment)


@transaction.atomic
def send_payment(*, actor: User, payment: Disbursement, on: date | None = None) -> None:
    """It stands in the payment file that went to the bank on this day."""
    require(actor, "funds.settle_payment", payment)
    day = on or clock.today()
    _check_day(day, since=payment.approved_at)
    _move(payment, "approved", sent_by=actor, sent_at=_moment(day))
    _note("sent", actor, payment)


@transaction.atomic
def execute_payment(*, actor: User, payment: Disbursement, on: date, bank_reference: str) -> None:
    """Found on the bank statement: the money is in the person's hands, and in the ledger."""
    require(actor, "funds.settle_payment", payment)
    _check_day(on, since=payment.sent_at)
    if not bank_reference.strip():
        raise ReasonMissing
    _execute(payment, "sent", on, bank_reference.strip())
    _note("executed", actor, payment)


@transaction.atomic
def reject_payment(*, actor: User, payment: Disbursement, reason: str) -> Disbursement:
    """The bank refused it; another payment in its place waits to be prepared."""
    require(actor, "funds.settle_payment", payment)
    if not reason.strip():
        raise ReasonMissing
    _move(payment, "sent", rejected_at=clock.now())
    payment.rejected_reason = reason.strip()
    payment.save(update_fields=["rejected_reason"])
    Pact.objects.select_for_update(no_key=True).get(pk=payment.pact_id)
    fresh = Disbursement.objects.create(
        pact_id=payment.pact_id,
        fund_id=payment.fund_id,
        payee_id=payment.payee_id,
        code=next_code(payment.pact),
        kind=payment.kind,
        amount_cents=payment.amount_cents,
        signed_on=payment.signed_on,
        due_on=payment.due_on,
        replaces=payment,
    )
    _note("rejected", actor, payment)
    return fresh


@transaction.atomic
def cancel_payment(*, actor: User, payment: Disbursement) -> None:
    """Only before it is sent. What was promised by it is free again."""
    require(actor, "funds.cancel_payment", payment)
    withdraw_payment(actor=actor, payment=payment)


def withdraw_payment(*, actor: User, payment: Disbursement) -> None:
    """The part of `cancel_payment` that the end of a pact shares."""
    unsent = Disbursement.objects.waiting().filter(pk=payment.pk, sent_at=None)
    if not unsent.update(cancelled_at=clock.now(), cancelled_by=actor):
        raise PaymentMoved
    counted = Pact.objects.filter(
        fund=payment.fund_id,
        activated_at__isnull=False,
        version__gte=payment.pact.version,
    )
    counted.update(paid_cents=F("paid_cents") - payment.amount_cents)
    payment.refresh_from_db()
    _note("cancelled", actor, payment)


@transaction.atomic
def hand_over_cash(
    *,
    actor: User,
    payment: Disbursement,
    seen_by: User,
    on: date,
    slip: File,  # type: ignore[type-arg]
) -> None:
    """Cash in hand: `actor` hands it over, another of the staff looks on, the slip is signed."""
    require(actor, "funds.hand_over_cash", payment)
    if seen_by.pk == actor.pk or not may_hand_over_cash(seen_by, payment):
        raise CashNeedsTwo
    if payment.account is None or payment.account.channel != Channel.CASH:
        raise NoPayoutAccount
    _check_day(on, since=payment.approved_at)
    _check_cash(payment, on)
    paper = files.take_in(
        subject=payment.payee_id,
        upload=slip,
        allowed={Kind.PHOTO, Kind.PDF},
        created_by=actor.pk,
    )
    extra = {"slip": paper, "handed_by": actor, "seen_by": seen_by}
    sent = {"sent_by": actor, "sent_at": _moment(on)}
    _execute(payment, "approved", on, f"CASH-{payment.code}", {**extra, **sent})
    _note("executed", actor, payment)


def promise(pact: Pact, cents: int) -> None:
    """Count `cents` against what the pact may pay in all (M8), or refuse."""
    room = Pact.objects.filter(pk=pact.pk, ceiling_cents__gte=F("paid_cents") + cents)
    if not room.update(paid_cents=F("paid_cents") + cents):
        raise AboveTheCap


def next_code(pact: Pact) -> str:
    """The code that the bank shows: edition, pact and a number; no name. The pact is held."""
    count = Disbursement.objects.filter(pact__edition=pact.edition_id, pact__code=pact.code).count()
    return f"{pact.edition_id.hex[:8]}-{pact.code}-{count + 1}".upper()


def _move(payment: Disbursement, state: str, **changes: Any) -> None:
    """One step, if the payment still stands at `state`."""
    if not Disbursement.objects.in_state(state).filter(pk=payment.pk).update(**changes):
        raise PaymentMoved
    payment.refresh_from_db()


def _execute(
    payment: Disbursement,
    state: str,
    on: date,
    reference: str,
    extra: Mapping[str, Any] | None = None,
) -> None:
    now = clock.now()
    done = {"executed_at": now, "executed_on": on, "bank_reference": reference}
    try:
        with transaction.atomic():
            _move(payment, state, **done, **(extra or {}))
    except IntegrityError as error:
        raise BankLineUsed from error
    _pay_in(payment, now)


def _pay_in(payment: Disbursement, at: datetime) -> None:
    """Programme to fund, once: the posting has the id of the payment."""
    fund = payment.fund
    grant = accounts.of_edition(fund.edition_id, accounts.GRANT)
    move = Move(debit=grant, credit=fund.account_id, cents=payment.amount_cents, id=payment.pk)
    kind = "reward" if payment.kind == Disbursement.Kind.REWARD else "disbursement"
    ledger.post(book=fund.edition_id, moves=[move], group=payment.pk, kind=kind, at=at)
    mine = Fund.objects.filter(pk=fund.pk)
    mine.update(received_cents=F("received_cents") + payment.amount_cents)
    mine.filter(funded_at=None).update(funded_at=at)
    payment.fund.refresh_from_db()


def _check_day(day: date, *, since: datetime | None) -> None:
    """Not before the step that comes first; without that step the payment is elsewhere."""
    if since is None:
        raise PaymentMoved
    if not clock.day_of(since) <= day <= clock.today():
        raise WrongDay


def _moment(day: date) -> datetime:
    """Now if the day is today, else the beginning of that day."""
    return clock.now() if day == clock.today() else clock.start_of(day)


def _check_cash(payment: Disbursement, day: date) -> None:
    handed = (
        Disbursement.objects.filter(fund=payment.fund_id, account__channel=Channel.CASH)
        .filter(cancelled_at=None, rejected_at=None)
        .exclude(pk=payment.pk)
        .aggregate(cents=Sum("amount_cents"))["cents"]
    )
    if not cash_allowed(payment.amount_cents, already_cents=handed or 0, day=day):
        raise TooMuchCash


def _note(what: str, actor: User, payment: Disbursement) -> None:
    record(
        f"funds.payment.{what}",
        actor=actor,
        about=payment,
        edition_id=payment.fund.edition_id,
        facts={"cents": payment.amount_cents, "code": payment.code},
    )
