"""Many at the same second: exactly one wins. Real transactions, on either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cerchia.access.models import User
from cerchia.funds.errors import BankLineUsed, HasAFund, PaymentMoved
from cerchia.funds.models import Disbursement, Fund, Pact
from cerchia.funds.queries.pact import current_revision
from cerchia.funds.usecases import (
    approve_payment,
    draft_pact,
    execute_payment,
    give_reward,
    open_fund,
    sign_as_owner,
    sign_for_programme,
)
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from tests.factories.people import PersonFactory
from tests.factories.programmes import StaffAssignmentFactory
from tests.funds.tables import fresh, signed_table, table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do all acts at once, each on its own connection; answers or refusals in their order."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=20)
            act()
        except DomainError as refused:
            return type(refused)
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_sixteen_approve_and_one_wins() -> None:
    here = signed_table().prepare()
    people = [PersonFactory.create() for _ in range(16)]
    for person in people:
        StaffAssignmentFactory.create(
            edition=here.circle.edition, person=person, role="coordinator"
        )
    users = [fresh(person) for person in people]
    payment = here.payment

    def approval(user: User) -> Callable[[], object]:
        mine = Disbursement.objects.get(pk=payment.pk)
        return lambda: approve_payment(actor=user, payment=mine)

    answers = together(*map(approval, users))

    assert answers.count("done") == 1
    assert answers.count(PaymentMoved) == 15


def test_two_sign_at_the_same_second_and_the_pact_comes_into_force_once() -> None:
    here = table().open().write().explain()
    seen = current_revision(here.the_pact).sha256
    owner, operator = fresh(here.owners[0]), fresh(here.operator)
    one, two = here.the_pact, here.the_pact

    answers = together(
        lambda: sign_as_owner(actor=owner, pact=one, language="it", sha256=seen),
        lambda: sign_for_programme(actor=operator, pact=two, sha256=seen),
    )

    assert answers == ["done", "done"]
    assert here.the_pact.state == "active"
    assert Disbursement.objects.count() == 1


def test_the_same_signature_pressed_eight_times_is_one() -> None:
    here = table().open().write().explain()
    seen = current_revision(here.the_pact).sha256
    user = fresh(here.owners[0])
    copies = [here.the_pact for _ in range(8)]

    def press(pact: Pact) -> Callable[[], object]:
        return lambda: sign_as_owner(actor=user, pact=pact, language="it", sha256=seen)

    answers = together(*map(press, copies))

    assert answers.count("done") == 1
    assert here.the_pact.signatures.count() == 1


def test_one_bank_line_for_two_payments_pays_one() -> None:
    tables = [signed_table().prepare().approve().send() for _ in range(2)]
    pairs = [(fresh(here.accounts), here.payment) for here in tables]
    today = clock.today()

    def match(user: User, payment: Disbursement) -> Callable[[], object]:
        return lambda: execute_payment(
            actor=user, payment=payment, on=today, bank_reference="LINE-7"
        )

    answers = together(*(match(user, payment) for user, payment in pairs))

    assert sorted(map(str, answers)) == sorted(map(str, ["done", BankLineUsed]))
    assert sum(Fund.objects.values_list("received_cents", flat=True)) == 320_000


def test_one_payment_matched_eight_times_pays_once() -> None:
    here = signed_table().prepare().approve().send()
    user, today = fresh(here.accounts), clock.today()
    copies = [here.payment for _ in range(8)]

    def match(number: int, payment: Disbursement) -> Callable[[], object]:
        return lambda: execute_payment(
            actor=user, payment=payment, on=today, bank_reference=f"LINE-{number}"
        )

    answers = together(*(match(number, copy) for number, copy in enumerate(copies)))

    assert answers.count("done") == 1
    assert here.the_fund.received_cents == 320_000


def test_eight_open_a_fund_for_one_person_and_one_is_opened() -> None:
    here = table()
    user = fresh(here.operator)

    def opening(_number: int) -> Callable[[], object]:
        return lambda: open_fund(actor=user, circle=here.circle, people=here.owners)

    answers = together(*map(opening, range(8)))

    assert answers.count("done") == 1
    assert answers.count(HasAFund) == 7


def test_two_pacts_written_at_once_have_two_codes() -> None:
    here = table(owners=2)
    funds = [
        open_fund(actor=fresh(here.operator), circle=here.circle, people=[person])
        for person in here.owners
    ]
    user = fresh(here.operator)

    def drafting(fund: Fund) -> Callable[[], object]:
        return lambda: draft_pact(actor=user, fund=fund, projects=here.projects, draft=here.draft())

    assert together(*map(drafting, funds)) == ["done", "done"]
    assert set(Pact.objects.values_list("code", flat=True)) == {"P001", "P002"}


def test_sixteen_rewards_stay_under_the_cap() -> None:
    here = signed_table().pay()
    user = fresh(here.operator)
    reviews = [here.juncture("renew") for _ in range(16)]
    copies = [here.the_pact for _ in range(16)]

    def give(number: int) -> Callable[[], object]:
        return lambda: give_reward(
            actor=user,
            pact=copies[number],
            review=reviews[number],
            amount_cents=10_000,
            why="Parola mantenuta.",
        )

    answers = together(*map(give, range(16)))

    assert answers.count("done") == 4
    assert here.the_pact.paid_cents == 360_000
