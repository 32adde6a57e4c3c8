"""Cash in hand, rewards at a juncture, and the end of a pact."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cerchia.funds.errors import (
    AboveTheCap,
    CashNeedsTwo,
    FundNotEmpty,
    MoneyOnTheWay,
    NoFirstMoneyYet,
    NotAJuncture,
    Rewarded,
    TooMuchCash,
)
from cerchia.funds.models import Fund
from cerchia.funds.usecases import (
    close_fund,
    end_pact,
    give_reward,
    hand_over_cash,
    prepare_payment,
)
from cerchia.kit import clock
from cerchia.ledger import verification
from cerchia.ledger.models import Account
from tests.funds.tables import fresh, on, signed_table

pytestmark = pytest.mark.django_db


def slip() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return SimpleUploadedFile("slip.png", content.getvalue(), content_type="image/png")


class TestCash:
    def test_is_handed_over_before_another_with_a_slip(self) -> None:
        with on(date(2024, 4, 2)):
            here = signed_table()
            here.give_account("cash")
            prepare_payment(actor=fresh(here.operator), payment=here.payment)
            here.approve()
            hand_over_cash(
                actor=fresh(here.operator),
                payment=here.payment,
                seen_by=fresh(here.accounts),
                on=clock.today(),
                slip=slip(),
            )

        payment = here.payment
        assert payment.state == "executed"
        assert payment.slip is not None
        assert payment.bank_reference == f"CASH-{payment.code}"
        assert here.the_fund.received_cents == 320_000

    @pytest.mark.parametrize("who", ["operator", "mediator", "owner"])
    def test_is_seen_by_another_of_the_staff(self, who: str) -> None:
        with on(date(2024, 4, 2)):
            here = signed_table()
            here.give_account("cash")
            prepare_payment(actor=fresh(here.operator), payment=here.payment)
            here.approve()
            other = here.owners[0] if who == "owner" else getattr(here, who)

            with pytest.raises(CashNeedsTwo):
                hand_over_cash(
                    actor=fresh(here.operator),
                    payment=here.payment,
                    seen_by=fresh(other),
                    on=clock.today(),
                    slip=slip(),
                )

    def test_of_a_thousand_euros_was_too_much_in_2013(self) -> None:
        with on(date(2013, 4, 2)):
            here = signed_table()
            here.give_account("cash")

            with pytest.raises(TooMuchCash):
                prepare_payment(actor=fresh(here.operator), payment=here.payment)


class TestRewards:
    def test_come_after_the_first_money_within_the_cap(self) -> None:
        here = signed_table().pay()

        reward = give_reward(
            actor=fresh(here.operator),
            pact=here.the_pact,
            review=here.juncture("renew"),
            amount_cents=48_000,
            why="Tre obiettivi raggiunti.",
        )

        assert reward.disbursement.state == "to_prepare"
        assert here.the_pact.paid_cents == 368_000

    def test_never_come_first(self) -> None:
        here = signed_table()

        with pytest.raises(NoFirstMoneyYet):
            give_reward(
                actor=fresh(here.operator),
                pact=here.the_pact,
                review=here.juncture("renew"),
                amount_cents=1,
                why="Perché sì.",
            )

    def test_stay_under_the_cap(self) -> None:
        here = signed_table().pay()

        with pytest.raises(AboveTheCap):
            give_reward(
                actor=fresh(here.operator),
                pact=here.the_pact,
                review=here.juncture("renew"),
                amount_cents=48_001,
                why="Tre obiettivi raggiunti.",
            )

    def test_are_one_for_a_juncture(self) -> None:
        here = signed_table().pay()
        review = here.juncture("renew")

        def give() -> None:
            give_reward(
                actor=fresh(here.operator),
                pact=here.the_pact,
                review=review,
                amount_cents=100,
                why="Parola mantenuta.",
            )

        give()
        with pytest.raises(Rewarded):
            give()

    def test_need_a_juncture_that_was_held(self) -> None:
        here = signed_table().pay()

        with pytest.raises(NotAJuncture):
            give_reward(
                actor=fresh(here.operator),
                pact=here.the_pact,
                review=here.projects[0].reviews.get(after_days=30),
                amount_cents=100,
                why="Parola mantenuta.",
            )


class TestTheEnd:
    def test_needs_a_decision_about_what_is_left(self) -> None:
        here = signed_table().pay()

        with pytest.raises(FundNotEmpty):
            end_pact(
                actor=fresh(here.operator), pact=here.the_pact, review=here.juncture("end_exit")
            )
        assert here.the_pact.state == "active"

    def test_gives_back_what_was_decided_and_balances(self) -> None:
        here = signed_table().pay()

        end_pact(
            actor=fresh(here.operator),
            pact=here.the_pact,
            review=here.juncture("end_exit"),
            decision="Restituisce 200 euro, il resto serve per il viaggio.",
            returned_cents=20_000,
        )

        fund = here.the_fund
        assert (here.the_pact.state, fund.state) == ("ended_exit", "closed")
        assert fund.left_cents == 300_000
        assert Account.objects.get(pk=fund.account_id).balance_cents == 300_000
        assert list(verification.verify()) == []

    def test_cancels_what_was_not_sent(self) -> None:
        here = signed_table().prepare()

        end_pact(actor=fresh(here.operator), pact=here.the_pact, review=here.juncture("end_exit"))

        assert here.payment.state == "cancelled"
        assert Fund.objects.get().state == "closed"

    def test_waits_for_money_on_its_way(self) -> None:
        here = signed_table().prepare().approve().send()

        with pytest.raises(MoneyOnTheWay):
            close_fund(actor=fresh(here.operator), fund=here.the_fund)

    def test_does_not_give_back_more_than_is_left(self) -> None:
        here = signed_table().pay()

        with pytest.raises(AboveTheCap):
            close_fund(
                actor=fresh(here.operator),
                fund=here.the_fund,
                decision="Tutto indietro.",
                returned_cents=320_001,
            )
