"""The pattern of a block, for any number of people."""

from datetime import date

import pytest

from cerchia.demo.bulk.pattern import pattern_of

TODAY = date(2013, 9, 19)


@pytest.mark.parametrize("people", range(1, 36))
def test_a_block_has_exactly_as_many_people_as_asked(people: int) -> None:
    pattern = pattern_of(people=people, today=TODAY, seed=1)
    assert len(pattern.people) == people


def test_a_block_before_the_pacts_has_no_fund() -> None:
    assert pattern_of(people=35, today=date(2013, 3, 1), seed=1).funds == ()


def test_nobody_spends_before_the_money_comes() -> None:
    for fund in pattern_of(people=35, today=TODAY, seed=1).funds:
        assert all(one.day > fund.plans[0].paid for one in fund.spent)
