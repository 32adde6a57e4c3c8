"""Whatever happens, recorded is what was typed, the fund is never below zero, sums are equal."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cerchia.funds.models import Expense, PactLine
from cerchia.funds.queries.fund import by_domain, evidence_share, totals
from cerchia.funds.usecases import correct_expense
from cerchia.ledger.models import Account
from cerchia.ledger.queries import balance_of, recount
from tests.funds.purses import Purse, broken_laws, fill, purse

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["spend", "spend", "correct", "fill"]),
        st.integers(1, 60_000),
        st.integers(0, 10),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Plain:
    """The fund as a child would keep it: in a tin, with a list."""

    tin: int = 0
    came: int = 0
    list: dict[UUID, tuple[int, int]] = field(default_factory=dict)

    def spend(self, name: UUID, cents: int) -> None:
        part = min(self.tin, cents)
        self.tin -= part
        self.list[name] = (part, cents - part)

    def undo(self, name: UUID) -> None:
        part, _own = self.list.pop(name)
        self.tin += part


@pytest.mark.django_db
@settings(max_examples=25)
@given(steps)
def test_the_fund_agrees_with_a_tin_and_a_list(moves: list[Step]) -> None:
    owned, plain = purse(0, objectives=2), Plain()
    for verb, cents, place in moves:
        play(owned, plain, verb, cents, place)
        check(owned, plain)


def play(owned: Purse, plain: Plain, verb: str, cents: int, place: int) -> None:
    aim = owned.lines[place % 2].objective if place % 3 else None
    if verb == "fill":
        fill(owned.again(), cents)
        plain.tin += cents
        plain.came += cents
    elif verb == "spend" or not plain.list:
        made = owned.spend(cents, objective=aim).expense
        assert made.amount_cents == cents
        plain.spend(made.pk, cents)
    else:
        name = list(plain.list)[place % len(plain.list)]
        old = Expense.objects.get(pk=name)
        new = correct_expense(
            actor=owned.user,
            expense=old,
            amount_cents=cents,
            what=f"again {cents} {name}",
            objective=aim,
            reason="another amount",
        ).expense
        plain.undo(name)
        plain.spend(new.pk, cents)


def check(owned: Purse, plain: Plain) -> None:
    fund = owned.again()
    standing = Expense.objects.standing().filter(fund=fund)
    parts = {one.pk: (one.from_fund_cents, one.own_money_cents) for one in standing}
    assert parts == plain.list
    assert fund.left_cents == balance_of(fund.account_id) == plain.tin >= 0
    assert fund.received_cents == plain.came
    assert sum(Account.objects.values_list("balance_cents", flat=True)) == 0
    assert not list(recount(fund.edition_id))
    spent = {line.objective_id: line.spent_cents for line in PactLine.objects.filter(fund=fund)}
    for aim, cents in spent.items():
        wanted = sum(one.from_fund_cents for one in standing if one.objective_id == aim)
        assert cents == wanted
    assert broken_laws() == []
    assert totals(fund.edition_id).spent_cents == fund.spent_cents
    assert sum(row.spent_cents for row in by_domain(fund.edition_id)) == sum(spent.values())
    assert evidence_share(fund=fund).spent_cents == sum(one.amount_cents for one in standing)
