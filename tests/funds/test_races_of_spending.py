"""Sixteen at once, in real transactions, on whichever database the suite runs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import Entry
from cerchia.funds.models import Expense, Proposal
from cerchia.funds.refusals import AlreadyCorrected, VoteClosed
from cerchia.funds.usecases import correct_expense, propose, vote
from cerchia.ledger.models import Account
from cerchia.ledger.queries import balance_of, recount
from tests.funds.purses import purse, shared_rule, user_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MANY = 16


def at_once(act: Callable[[int], object], many: int = MANY) -> list[object]:
    """The results of `act(0)` … `act(many - 1)`, begun together; refusals as values."""
    start = Barrier(many)

    def one(place: int) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return act(place)
        except (AlreadyCorrected, VoteClosed, NotAllowed) as refused:
            return type(refused)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_the_same_key_sixteen_times_is_one_row() -> None:
    owned, key = purse(100_000), uuid4()

    made = at_once(lambda _place: owned.spend(1_000, key=key).fresh)

    assert made.count(True) == 1
    assert Expense.objects.count() == 1
    assert owned.again().spent_cents == 1_000


def test_sixteen_spenders_never_take_more_than_there_is() -> None:
    owned = purse(10_500, owners=2)

    at_once(
        lambda place: owned.spend(
            1_000, actor=user_of(owned.people[place % 2]), objective=owned.lines[0].objective
        )
    )

    fund = owned.again()
    rows = Expense.objects.all()
    assert len(rows) == MANY
    assert sum(row.from_fund_cents for row in rows) == 10_500
    assert sum(row.own_money_cents for row in rows) == 5_500
    assert (fund.left_cents, balance_of(fund.account_id)) == (0, 0)
    assert sum(Account.objects.values_list("balance_cents", flat=True)) == 0
    assert not list(recount(fund.edition_id))


def test_sixteen_corrections_correct_once() -> None:
    owned = purse(100_000)
    old = owned.spend(1_000).expense

    made = at_once(
        lambda place: correct_expense(
            actor=owned.user, expense=old, amount_cents=2_000 + place, reason="Era di più"
        )
    )

    assert made.count(AlreadyCorrected) == MANY - 1
    new = Expense.objects.get(corrects=old)
    assert owned.again().spent_cents == new.amount_cents


def test_the_last_answers_in_the_same_second_decide_once() -> None:
    owned = purse(100_000, owners=MANY + 1)
    shared_rule(owned, above="unanimity")
    proposal = propose(actor=owned.user, fund=owned.fund, what="Forno", amount_cents=50_000)

    at_once(
        lambda place: (
            vote(actor=user_of(owned.people[place + 1]), proposal=proposal, answer="yes").decided
        )
    )

    assert Proposal.objects.get().state == "agreed"
    assert Entry.objects.filter(action="funds.proposal.agreed").count() == 1
