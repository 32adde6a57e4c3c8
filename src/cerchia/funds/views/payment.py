"""The queue of payments and one payment: the operator prepares, another approves, accounts pay."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.funds.forms.payment import (
    AccountForm,
    CashForm,
    ExecutedForm,
    RejectedForm,
    SentForm,
)
from cerchia.funds.models import Disbursement, PayoutAccount
from cerchia.funds.queries.payment import (
    QUEUE,
    PaymentRow,
    days_seen_by,
    late_days,
    queue,
    visible_payments,
    witnesses,
)
from cerchia.funds.usecases import (
    approve_payment,
    cancel_payment,
    execute_payment,
    hand_over_cash,
    prepare_payment,
    record_payout_account,
    reject_payment,
    send_payment,
)
from cerchia.kit.errors import DomainError
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.web.formats import day_month, euros

UNPROCESSABLE = 422
PAYERS = (Role.OPERATOR, Role.COORDINATOR, Role.ACCOUNTS)
PAGE = "funds/payment.html"


@require_GET
def payment_queue(request: SignedIn) -> HttpResponse:
    """What waits, by state; what is late, in words; how long money takes."""
    _only_payers(request.user)
    rows = queue(request.user)
    trace(request.user, [row.payment.payee_id for row in rows], "payment")
    sections = [_section(state, rows) for state in QUEUE]
    late = [row for row in rows if row.is_late]
    context = {
        "sections": [one for one in sections if one["rows"]],
        "headline": headline(rows, late),
        "late": late,
        "figures": _figures(request.user, rows, late),
        "section": "payments",
    }
    return render(request, "funds/payments.html", context)


def _section(state: str, rows: list[PaymentRow]) -> dict[str, object]:
    here = [row for row in rows if row.state == state]
    approvable = any(row.act == "approve" for row in here)
    return {"state": state, "title": _titles()[state], "rows": here, "may_approve": approvable}


@require_POST
def payments_approve(request: SignedIn) -> HttpResponse:
    """The chosen ones, each for itself: what cannot be approved is named and the rest goes on."""
    _only_payers(request.user)
    chosen = visible_payments(request.user).filter(pk__in=_ids(request))
    done, refused = 0, []
    for payment in chosen:
        try:
            approve_payment(actor=request.user, payment=payment)
            done += 1
        except DomainError as error:
            refused.append(f"{payment.code}: {error}")
    if done:
        said = ngettext("%(n)d payment approved.", "%(n)d payments approved.", done)
        messages.success(request, said % {"n": done})
    for sentence in refused:
        messages.warning(request, sentence)
    return redirect("funds:payment_queue")


@require_GET
def payment_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, _payment(request, pk))


@require_POST
def payment_account(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(form: Form, payment: Disbursement) -> None:
        record_payout_account(actor=request.user, person=payment.payee, **form.cleaned_data)

    return _do(request, pk, AccountForm(request.POST), act, _("The account is saved."))


@require_POST
def payment_prepare(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(_form: Form, payment: Disbursement) -> None:
        prepare_payment(actor=request.user, payment=payment)

    return _do(request, pk, Form(request.POST), act, _("Prepared. A coordinator approves it."))


@require_POST
def payment_approve(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(_form: Form, payment: Disbursement) -> None:
        approve_payment(actor=request.user, payment=payment)

    return _do(request, pk, Form(request.POST), act, _("Approved. Accounts send it."))


@require_POST
def payment_send(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(form: Form, payment: Disbursement) -> None:
        send_payment(actor=request.user, payment=payment, on=form.cleaned_data["on"])

    return _do(request, pk, SentForm(request.POST), act, _("Written: it is sent."))


@require_POST
def payment_execute(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(form: Form, payment: Disbursement) -> None:
        execute_payment(actor=request.user, payment=payment, **form.cleaned_data)

    said = _("The money is there. The person sees it now.")
    return _do(request, pk, ExecutedForm(request.POST), act, said)


@require_POST
def payment_reject(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(form: Form, payment: Disbursement) -> None:
        reject_payment(actor=request.user, payment=payment, reason=form.cleaned_data["reason"])

    said = _("Written. A new payment waits to be prepared.")
    return _do(request, pk, RejectedForm(request.POST), act, said)


@require_POST
def payment_cancel(request: SignedIn, pk: UUID) -> HttpResponse:
    def act(_form: Form, payment: Disbursement) -> None:
        cancel_payment(actor=request.user, payment=payment)

    return _do(request, pk, Form(request.POST), act, _("Cancelled."))


@require_POST
def payment_cash(request: SignedIn, pk: UUID) -> HttpResponse:
    payment = _payment(request, pk)
    form = CashForm(request.POST, request.FILES, staff=witnesses(payment, request.user))

    def act(form: Form, payment: Disbursement) -> None:
        data = form.cleaned_data
        other = User.objects.get(pk=data["seen_by"])
        hand_over_cash(
            actor=request.user,
            payment=payment,
            seen_by=other,
            on=data["on"],
            slip=data["slip"],
        )

    return _do(request, pk, form, act, _("Written: the money is in hand."))


def headline(rows: list[PaymentRow], late: list[PaymentRow]) -> str:
    """The situation in a sentence."""
    if late:
        said = ngettext(
            "%(n)d payment is late, by %(days)d working days",
            "%(n)d payments are late, the oldest by %(days)d working days",
            len(late),
        )
        return said % {"n": len(late), "days": max(row.late_days for row in late)}
    if not rows:
        return _("Nobody waits for money")
    said = ngettext(
        "%(n)d payment on its way, none late", "%(n)d payments on their way, none late", len(rows)
    )
    return said % {"n": len(rows)}


def _do(
    request: SignedIn,
    pk: UUID,
    form: Form,
    act: Callable[[Form, Disbursement], None],
    said: str,
) -> HttpResponse:
    """One act on one payment; a wrong value comes back on the same page with what was typed."""
    payment = _payment(request, pk)
    if not form.is_valid():
        return _page(request, payment, form, UNPROCESSABLE)
    try:
        act(form, payment)
    except DomainError as refused:
        if refused.status != UNPROCESSABLE:
            raise
        form.add_error(None, str(refused))
        return _page(request, _payment(request, pk), form, UNPROCESSABLE)
    messages.success(request, said)
    return redirect("funds:payment_detail", pk=pk)


def _only_payers(user: User) -> None:
    if not standing.of(user).has(*PAYERS):
        raise Http404


def _payment(request: SignedIn, pk: UUID) -> Disbursement:
    _only_payers(request.user)
    payment = get_object_or_404(visible_payments(request.user), pk=pk)
    trace(request.user, [payment.payee_id], "payment")
    return payment


def _page(
    request: SignedIn, payment: Disbursement, failed: Form | None = None, status: int = 200
) -> HttpResponse:
    user = request.user
    account = (
        payment.account or PayoutAccount.objects.current().filter(person=payment.payee_id).first()
    )
    context = {
        "payment": payment,
        "state": payment.state,
        "state_title": _titles()[payment.state],
        "late_days": 0 if payment.executed_at else late_days(payment.due_on),
        "payout": account,
        "whole_number": account and may(user, "funds.see_account_number", account),
        "way": _way(payment),
        "acts": _acts(user, payment),
        "replaced_by": Disbursement.objects.filter(replaces=payment).first(),
        "section": "payments",
        "crumbs": [(_("Payments"), reverse("funds:payment_queue"))],
        **_forms(user, payment, failed),
    }
    return render(request, PAGE, context, status=status)


def _forms(user: User, payment: Disbursement, failed: Form | None) -> dict[str, Any]:
    forms: dict[str, Form] = {
        "account_form": AccountForm(),
        "sent_form": SentForm(),
        "executed_form": ExecutedForm(),
        "rejected_form": RejectedForm(),
        "cash_form": CashForm(staff=witnesses(payment, user)),
        "plain_form": Form(),
    }
    for name, form in forms.items():
        if failed is not None and type(failed) is type(form):
            forms[name] = failed
    return {**forms, "failed": failed}


def _acts(user: User, payment: Disbursement) -> set[str]:
    """What the reader may do with the payment as it stands."""
    cash = payment.account and payment.account.channel == PayoutAccount.Channel.CASH
    by_state = {
        "to_prepare": [("account", "funds.record_account"), ("prepare", "funds.prepare_payment")],
        "prepared": [("approve", "funds.approve_payment")],
        "approved": [
            ("cash", "funds.hand_over_cash") if cash else ("send", "funds.settle_payment")
        ],
        "sent": [("settle", "funds.settle_payment")],
    }
    pairs = by_state.get(payment.state, [])
    found = {
        act
        for act, name in pairs
        if may(user, name, payment.payee if act == "account" else payment)
    }
    if payment.state in {"to_prepare", "prepared", "approved"}:
        found |= {"cancel"} if may(user, "funds.cancel_payment", payment) else set()
    return found


def _way(payment: Disbursement) -> list[dict[str, object]]:
    moments = [
        (_("Pact signed"), payment.signed_on),
        (_("Payment prepared"), payment.prepared_at),
        (_("Approved by another person"), payment.approved_at),
        (_("Sent to the bank"), payment.sent_at),
        (_("Money there"), payment.executed_on),
    ]
    reached = sum(moment is not None for _title, moment in moments)
    return [
        {
            "title": title,
            "note": day_month(moment) if moment else "",
            "state": "done" if moment else "now" if place == reached else "later",
        }
        for place, (title, moment) in enumerate(moments)
    ]


def _titles() -> dict[str, str]:
    return {
        "to_prepare": _("To prepare"),
        "prepared": _("To approve"),
        "approved": _("To send to the bank"),
        "sent": _("Sent, not yet on the statement"),
        "executed": _("The money is there"),
        "rejected": _("Refused by the bank"),
        "cancelled": _("Cancelled"),
    }


def _figures(user: User, rows: list[PaymentRow], late: list[PaymentRow]) -> list[dict[str, object]]:
    days = days_seen_by(user)
    waiting = sum(row.payment.amount_cents for row in rows)
    return [
        {"label": _("On its way"), "value": euros(waiting), "note": _payments(len(rows))},
        {"label": _("Late"), "value": len(late), "note": _("after the day promised")},
        {
            "label": _("Days from signature to money"),
            "value": "–" if days.median is None else f"{days.median:g}",
            "note": ngettext(
                "in the middle, over %(n)d payment",
                "in the middle, over %(n)d payments",
                days.payments,
            )
            % {"n": days.payments},
        },
        {
            "label": _("The longest wait"),
            "value": "–" if days.longest is None else days.longest,
            "note": _("days"),
        },
    ]


def _payments(count: int) -> str:
    return ngettext("%(n)d payment", "%(n)d payments", count) % {"n": count}


def _ids(request: SignedIn) -> list[UUID]:
    try:
        return [UUID(one) for one in request.POST.getlist("payment")]
    except ValueError as error:
        raise Http404 from error
