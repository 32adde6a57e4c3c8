from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import Entry
from cerchia.funds.models import Expense, Fund, KeptVersion, PactLine
from cerchia.funds.refusals import FundOver, KeyUsed, NeedsProposal, SomeMoney, UnknownObjective
from cerchia.funds.rules.expense import DayWords, PaperRule, PaperWords, day_words, paper_words
from cerchia.funds.usecases import choose_version
from cerchia.kit import clock
from cerchia.ledger.models import Account
from cerchia.ledger.queries import balance_of
from tests.factories.projects import ObjectiveFactory
from tests.funds.purses import DAY, purse, shared_rule, staff_of, user_of

Asserts = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db


def test_an_expense_moves_the_ledger_the_fund_and_the_line_together() -> None:
    owned = purse(100_000)

    made = owned.spend(3_850, objective=owned.lines[0].objective)

    fund = owned.again()
    assert made.fresh
    assert (made.expense.from_fund_cents, made.expense.own_money_cents) == (3_850, 0)
    assert (fund.left_cents, fund.spent_cents, made.expense.left_after_cents) == (
        96_150,
        3_850,
        96_150,
    )
    assert balance_of(fund.account_id) == 96_150
    assert PactLine.objects.get(pk=owned.lines[0].pk).spent_cents == 3_850
    assert fund.first_spent_at is not None
    assert Entry.objects.about(made.expense).get().action == "funds.expense.recorded"


def test_what_exceeds_the_fund_is_own_money_and_never_a_refusal() -> None:
    owned = purse(1_000)

    made = owned.spend(2_500)

    assert (made.expense.from_fund_cents, made.expense.own_money_cents) == (1_000, 1_500)
    assert owned.again().left_cents == 0
    assert sum(Account.objects.values_list("balance_cents", flat=True)) == 0


def test_an_expense_before_the_money_arrives_is_own_money() -> None:
    owned = purse(0)

    made = owned.spend(2_500)

    assert (made.expense.from_fund_cents, made.expense.own_money_cents) == (0, 2_500)
    assert owned.again().first_spent_at is None


def test_the_same_key_and_content_is_the_same_expense() -> None:
    owned, key = purse(), uuid4()

    first = owned.spend(key=key)
    second = owned.spend(key=key)

    assert second.expense.pk == first.expense.pk
    assert not second.fresh
    assert owned.again().spent_cents == 3_850


def test_the_same_key_with_another_content_is_kept_apart() -> None:
    owned, key = purse(), uuid4()
    first = owned.spend(key=key)

    for _ in range(2):
        with pytest.raises(KeyUsed):
            owned.spend(4_000, key=key)

    kept = KeptVersion.objects.get()
    assert kept.expense == first.expense
    assert owned.again().spent_cents == 3_850


@pytest.mark.parametrize(("choice", "spent"), [("saved", 3_850), ("other", 4_000), ("both", 7_850)])
def test_the_person_chooses_between_two_versions(choice: str, spent: int) -> None:
    owned, key = purse(), uuid4()
    owned.spend(key=key)
    with pytest.raises(KeyUsed):
        owned.spend(4_000, key=key)

    choose_version(actor=owned.user, kept=KeptVersion.objects.get(), choice=choice)

    assert owned.again().spent_cents == spent
    assert KeptVersion.objects.filter(settled_at=None).count() == 0


def test_only_owners_record() -> None:
    owned = purse()

    for role in ("operator", "coordinator", "accounts"):
        with pytest.raises(NotAllowed):
            owned.spend(actor=staff_of(owned, role))


def test_an_objective_of_somebody_else_is_refused_and_nothing_moves() -> None:
    owned = purse()

    with pytest.raises(UnknownObjective):
        owned.spend(objective=ObjectiveFactory.create())

    assert owned.again().spent_cents == 0
    assert not Expense.objects.exists()


def test_no_money_is_no_expense() -> None:
    with pytest.raises(SomeMoney):
        purse().spend(0)


def test_a_closed_fund_refuses_in_words() -> None:
    owned = purse()
    Fund.objects.update(closed_at=clock.now())

    with pytest.raises(FundOver):
        owned.spend()


def test_above_the_solo_limit_the_others_are_asked() -> None:
    owned = purse(owners=2)
    shared_rule(owned, limit=10_000)

    owned.spend(10_000, actor=user_of(owned.people[1]))
    with pytest.raises(NeedsProposal):
        owned.spend(10_001)


def test_recording_takes_few_statements(django_assert_max_num_queries: Asserts) -> None:
    owned = purse()
    owned.spend()
    objective = owned.lines[0].objective_id

    with django_assert_max_num_queries(19):  # two of them find the user and the fund
        owned.spend(objective=objective)


def test_a_day_is_told_in_words_and_never_refused() -> None:
    later = DAY + timedelta(days=2)
    assert day_words(later, today=DAY, pact_on=None) == DayWords.FUTURE
    assert day_words(DAY, today=DAY, pact_on=later) == DayWords.BEFORE_PACT
    assert day_words(DAY + timedelta(days=1), today=DAY, pact_on=DAY) == DayWords.FINE
    assert purse().spend(spent_on=later).fresh


@pytest.mark.parametrize(
    ("policy", "amount", "declared", "sum_declared", "words"),
    [
        ("standard", 5_000, True, 5_000, PaperWords.FINE),
        ("standard", 5_001, True, 5_001, PaperWords.PAPER_HELPS),
        ("standard", 4_000, True, 10_001, PaperWords.MANY_DECLARED),
        ("standard", 90_000, False, 0, PaperWords.FINE),
        ("trust", 5_001, True, 5_001, PaperWords.PAPER_HELPS),
        ("strict", 100, False, 0, PaperWords.TWO_PAPERS),
    ],
)
def test_papers_are_spoken_of_kindly(
    policy: str, amount: int, declared: bool, sum_declared: int, words: PaperWords
) -> None:
    rule = PaperRule(policy=policy, paper_above_cents=5_000, percent=10)

    said = paper_words(
        rule,
        amount_cents=amount,
        declared=declared,
        declared_cents=sum_declared,
        received_cents=100_000,
    )

    assert said == words
