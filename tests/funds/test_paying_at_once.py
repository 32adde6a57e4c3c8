"""From the signature to money in hand."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cerchia.access.engine import NotAllowed
from cerchia.funds.errors import (
    BankLineUsed,
    NoPayoutAccount,
    PaymentMoved,
    ReasonMissing,
    WrongAccountNumber,
    WrongDay,
)
from cerchia.funds.models import Disbursement, Pact, PayoutAccount
from cerchia.funds.usecases import (
    approve_payment,
    cancel_payment,
    enter_budget,
    execute_payment,
    prepare_payment,
    record_payout_account,
    reject_payment,
    send_payment,
)
from cerchia.kit import clock
from cerchia.ledger import verification
from cerchia.ledger.models import Account
from tests.funds.tables import IBAN, fresh, on, signed_table

pytestmark = pytest.mark.django_db


class TestAccounts:
    def test_only_the_last_four_stand_open(self) -> None:
        here = signed_table()

        row = here.give_account()

        assert row.last_four == "3456"
        assert PayoutAccount.objects.get(pk=row.pk).iban == "IT60X0542811101000000123456"

    @pytest.mark.parametrize(
        "typed",
        ["", "IT60X0542811101000000123457", "IT60Y0542811101000000123456", "IT60", "12,50"],
    )
    def test_a_slip_in_the_number_is_seen(self, typed: str) -> None:
        here = signed_table()

        with pytest.raises(WrongAccountNumber):
            record_payout_account(
                actor=fresh(here.owners[0]),
                person=here.owners[0],
                channel="transfer",
                iban=typed,
            )

    def test_a_new_one_ends_the_old_one(self) -> None:
        here = signed_table()
        here.give_account()

        here.give_account("cash")

        assert PayoutAccount.objects.current().get().channel == "cash"

    def test_a_mediator_and_another_participant_record_none(self) -> None:
        here, there = signed_table(), signed_table()

        for person in (here.mediator, there.owners[0], there.operator):
            with pytest.raises(NotAllowed):
                record_payout_account(
                    actor=fresh(person),
                    person=here.owners[0],
                    channel="transfer",
                    iban=IBAN,
                )


class TestTheLifeOfAPayment:
    def test_goes_from_the_programme_to_the_fund(self) -> None:
        here = signed_table()
        enter_budget(actor=fresh(here.accounts), edition=here.circle.edition, cents=12_600_000)

        here.pay()

        fund, payment = here.the_fund, here.payment
        assert (payment.state, payment.bank_reference) == ("executed", "BANK-1")
        assert (fund.received_cents, fund.state) == (320_000, "funded")
        assert Account.objects.get(pk=fund.account_id).balance_cents == 320_000
        grant = Account.objects.get(code=f"grant/{fund.edition_id}")
        assert grant.balance_cents == 12_600_000 - 320_000
        assert list(verification.verify()) == []

    def test_the_lead_body_may_advance_what_the_funder_has_not_sent(self) -> None:
        here = signed_table().pay()

        assert Account.objects.get(kind="grant").balance_cents == -320_000
        assert here.the_fund.left_cents == 320_000

    def test_needs_to_know_where(self) -> None:
        here = signed_table()

        with pytest.raises(NoPayoutAccount):
            prepare_payment(actor=fresh(here.operator), payment=here.payment)

    def test_nobody_approves_what_they_prepared(self) -> None:
        here = signed_table()
        here.give_account()
        prepare_payment(actor=fresh(here.coordinator), payment=here.payment)

        with pytest.raises(NotAllowed):
            approve_payment(actor=fresh(here.coordinator), payment=here.payment)

    def test_the_database_knows_four_eyes_too(self) -> None:
        here = signed_table().prepare()
        operator = here.operator.user

        with pytest.raises(IntegrityError), transaction.atomic():
            Disbursement.objects.update(approved_by=operator, approved_at=clock.now())

    @pytest.mark.parametrize("who", ["mediator", "owner"])
    def test_is_not_prepared_by_mediators_or_by_who_is_paid(self, who: str) -> None:
        here = signed_table()
        here.give_account()
        person = here.owners[0] if who == "owner" else here.mediator

        with pytest.raises(NotAllowed):
            prepare_payment(actor=fresh(person), payment=here.payment)

    @pytest.mark.parametrize("who", ["operator", "mediator", "accounts"])
    def test_is_approved_by_coordinators_only(self, who: str) -> None:
        here = signed_table().prepare()

        with pytest.raises(NotAllowed):
            approve_payment(actor=fresh(getattr(here, who)), payment=here.payment)

    @pytest.mark.parametrize("who", ["operator", "mediator", "coordinator"])
    def test_is_sent_by_accounts_only(self, who: str) -> None:
        here = signed_table().prepare().approve()

        with pytest.raises(NotAllowed):
            send_payment(actor=fresh(getattr(here, who)), payment=here.payment)

    def test_no_step_is_jumped_and_none_is_done_twice(self) -> None:
        here = signed_table()
        with pytest.raises(PaymentMoved):
            here.approve()
        here.prepare()
        with pytest.raises(PaymentMoved):
            here.prepare()
        with pytest.raises(PaymentMoved):
            here.send()
        here.approve()
        with pytest.raises(PaymentMoved):
            here.approve()
        with pytest.raises(PaymentMoved):
            here.execute()
        here.send().execute()
        with pytest.raises(PaymentMoved):
            here.execute("BANK-2")
        assert here.the_fund.received_cents == 320_000

    def test_a_bank_line_is_of_one_payment(self) -> None:
        here, there = signed_table().pay("LINE"), signed_table().prepare().approve().send()

        with pytest.raises(BankLineUsed):
            there.execute("LINE")

        assert there.payment.state == "sent"
        assert there.the_fund.received_cents == 0
        assert here.the_fund.received_cents == 320_000

    def test_no_day_lies_in_the_future_or_before_the_step_before(self) -> None:
        here = signed_table().prepare().approve()

        for days in (1, -1):
            with pytest.raises(WrongDay):
                send_payment(
                    actor=fresh(here.accounts),
                    payment=here.payment,
                    on=clock.today() + timedelta(days=days),
                )
        here.send()
        with pytest.raises(WrongDay):
            execute_payment(
                actor=fresh(here.accounts),
                payment=here.payment,
                on=clock.today() + timedelta(days=1),
                bank_reference="X",
            )

    def test_refused_by_the_bank_it_waits_again_under_another_code(self) -> None:
        here = signed_table().prepare().approve().send()
        first = here.payment

        again = reject_payment(
            actor=fresh(here.accounts), payment=first, reason="Il conto è chiuso."
        )

        first.refresh_from_db()
        assert (first.state, first.rejected_reason) == ("rejected", "Il conto è chiuso.")
        assert (again.replaces, again.state, again.due_on) == (first, "to_prepare", first.due_on)
        assert again.code != first.code
        assert here.the_pact.paid_cents == 320_000
        here.prepare().approve().send().execute()
        assert here.the_fund.received_cents == 320_000

    def test_a_refusal_has_a_reason(self) -> None:
        here = signed_table().prepare().approve().send()

        with pytest.raises(ReasonMissing):
            reject_payment(actor=fresh(here.accounts), payment=here.payment, reason=" ")

    def test_is_cancelled_only_before_it_is_sent(self) -> None:
        here, there = signed_table().prepare(), signed_table().prepare().approve().send()

        cancel_payment(actor=fresh(here.coordinator), payment=here.payment)

        assert here.payment.state == "cancelled"
        assert here.the_pact.paid_cents == 0
        with pytest.raises(PaymentMoved):
            cancel_payment(actor=fresh(there.coordinator), payment=there.payment)

    def test_is_late_after_its_day(self) -> None:
        with on(date(2013, 3, 28)):
            here = signed_table()
        late = []
        for day in (date(2013, 4, 5), date(2013, 4, 6)):
            with on(day, hour=20):
                late.append(here.payment.is_late)
        assert late == [False, True]
        with on(date(2013, 4, 6)):
            assert list(Disbursement.objects.late()) == [here.payment]

    def test_is_never_above_what_the_pact_allows(self) -> None:
        signed_table()

        with pytest.raises(IntegrityError), transaction.atomic():
            Pact.objects.update(paid_cents=368_001)
