"""Payments in the JSON interface: the same scope, policies and use cases as the pages."""

from datetime import date, datetime
from typing import Literal, cast
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.funds.models import Disbursement, PayoutAccount
from cerchia.funds.queries.payment import late_days, page_of_payments, visible_payments
from cerchia.funds.usecases import (
    approve_payment,
    cancel_payment,
    execute_payment,
    prepare_payment,
    reject_payment,
    send_payment,
)

router = Router(tags=["disbursements"])
State = Literal["to_prepare", "prepared", "approved", "sent", "executed", "rejected", "cancelled"]


class PayeeOut(Schema):
    id: UUID
    name: str


class AccountOut(Schema):
    """`iban` is whole for accounts and for the person, empty for everybody else."""

    channel: str
    last_four: str
    iban: str


class DisbursementOut(Schema):
    """`kind`: first, instalment or reward. `late_days`: working days past `due_on`, or 0."""

    id: UUID
    code: str
    state: State
    kind: str
    amount_cents: int
    payee: PayeeOut
    fund: UUID
    pact: UUID
    signed_on: date
    due_on: date
    late_days: int
    account: AccountOut | None
    prepared_by: UUID | None
    prepared_at: datetime | None
    approved_by: UUID | None
    approved_at: datetime | None
    sent_at: datetime | None
    executed_on: date | None
    bank_reference: str | None
    replaces: UUID | None


class DisbursementsOut(Schema):
    items: list[DisbursementOut]
    next: str | None


class SentIn(Schema):
    on: date | None = None


class ExecutedIn(Schema):
    on: date
    bank_reference: str = Field(max_length=35, pattern=r"^[^\x00]*$")


class RejectedIn(Schema):
    reason: str = Field(max_length=500)


@router.get("/disbursements", response=DisbursementsOut, operation_id="disbursements_list")
def disbursement_list(
    request: SignedIn, state: State | None = None, cursor: str = ""
) -> DisbursementsOut:
    """Payments that you may see, the earliest due first; all states if none is named."""
    rows, following = page_of_payments(request.user, state=state or "", after=cursor)
    trace(request.user, [row.payee_id for row in rows], "payment")
    return DisbursementsOut(items=[_out(request.user, row) for row in rows], next=following or None)


@router.get("/disbursements/{uuid:pk}", response=DisbursementOut, operation_id="disbursements_get")
def disbursement_get(request: SignedIn, pk: UUID) -> DisbursementOut:
    return _out(request.user, _found(request.user, pk))


@router.post(
    "/disbursements/{uuid:pk}/prepare",
    response=DisbursementOut,
    operation_id="disbursements_prepare",
)
def disbursement_prepare(request: SignedIn, pk: UUID) -> DisbursementOut:
    """Take the account that the person gave. Whoever prepares never approves."""
    prepare_payment(actor=request.user, payment=_found(request.user, pk))
    return _out(request.user, _found(request.user, pk))


@router.post(
    "/disbursements/{uuid:pk}/approve",
    response=DisbursementOut,
    operation_id="disbursements_approve",
)
def disbursement_approve(request: SignedIn, pk: UUID) -> DisbursementOut:
    """A coordinator, another person than the one who prepared it: else 403."""
    approve_payment(actor=request.user, payment=_found(request.user, pk))
    return _out(request.user, _found(request.user, pk))


@router.post(
    "/disbursements/{uuid:pk}/send", response=DisbursementOut, operation_id="disbursements_send"
)
def disbursement_send(request: SignedIn, pk: UUID, said: SentIn) -> DisbursementOut:
    """Accounts: it went to the bank on this day, today if none is named."""
    send_payment(actor=request.user, payment=_found(request.user, pk), on=said.on)
    return _out(request.user, _found(request.user, pk))


@router.post(
    "/disbursements/{uuid:pk}/execute",
    response=DisbursementOut,
    operation_id="disbursements_execute",
)
def disbursement_execute(request: SignedIn, pk: UUID, said: ExecutedIn) -> DisbursementOut:
    """Accounts: found on the bank statement. A reference used before is a conflict (409)."""
    execute_payment(
        actor=request.user,
        payment=_found(request.user, pk),
        on=said.on,
        bank_reference=said.bank_reference,
    )
    return _out(request.user, _found(request.user, pk))


@router.post(
    "/disbursements/{uuid:pk}/reject",
    response={201: DisbursementOut},
    operation_id="disbursements_reject",
)
def disbursement_reject(request: SignedIn, pk: UUID, said: RejectedIn) -> Status[DisbursementOut]:
    """Accounts: the bank refused it. Answers with the payment that takes its place."""
    fresh = reject_payment(actor=request.user, payment=_found(request.user, pk), reason=said.reason)
    return Status(201, _out(request.user, _found(request.user, fresh.pk)))


@router.post(
    "/disbursements/{uuid:pk}/cancel",
    response=DisbursementOut,
    operation_id="disbursements_cancel",
)
def disbursement_cancel(request: SignedIn, pk: UUID) -> DisbursementOut:
    """A coordinator, before it is sent."""
    cancel_payment(actor=request.user, payment=_found(request.user, pk))
    return _out(request.user, _found(request.user, pk))


def _found(user: User, pk: UUID) -> Disbursement:
    payment = get_object_or_404(visible_payments(user), pk=pk)
    trace(user, [payment.payee_id], "payment")
    return payment


def _out(user: User, row: Disbursement) -> DisbursementOut:
    waiting = row.state not in {"executed", "rejected", "cancelled"}
    return DisbursementOut(
        id=row.pk,
        code=row.code,
        state=cast("State", row.state),
        kind=row.kind,
        amount_cents=row.amount_cents,
        payee=PayeeOut(id=row.payee_id, name=row.payee.full_name),
        fund=row.fund_id,
        pact=row.pact_id,
        signed_on=row.signed_on,
        due_on=row.due_on,
        late_days=late_days(row.due_on) if waiting else 0,
        account=_account(user, row.account) if row.account else None,
        prepared_by=row.prepared_by_id,
        prepared_at=row.prepared_at,
        approved_by=row.approved_by_id,
        approved_at=row.approved_at,
        sent_at=row.sent_at,
        executed_on=row.executed_on,
        bank_reference=row.bank_reference,
        replaces=row.replaces_id,
    )


def _account(user: User, account: PayoutAccount) -> AccountOut:
    whole = may(user, "funds.see_account_number", account)
    return AccountOut(
        channel=account.channel,
        last_four=account.last_four,
        iban=account.iban if whole else "",
    )
