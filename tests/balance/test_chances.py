"""Everybody's chance: exact exclusions, bounds, and tickets that are counted."""

from collections import Counter

import pytest

from cerchia.balance.checker import check_selection
from cerchia.balance.engine import Budget
from cerchia.balance.generator import make_pool
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.chances import Lists, exclusions, herd, leximin_bound, maximin
from cerchia.balance.selection.lot import seal
from cerchia.balance.selection.model import build
from cerchia.balance.selection.propose import propose
from cerchia.balance.selection.statement import agreement, flip
from cerchia.balance.selection.tickets import draw_lists
from tests.balance import pools


def test_tickets_obey_every_rule_and_chances_are_their_counts() -> None:
    pool = parse_pool(make_pool(60, 35, 7))

    found = propose(pool, Request(lists=50, explain=False))

    assert found.chances is not None
    assert len(found.tickets) == 50
    assert all(check_selection(pool, ticket) == [] for ticket in found.tickets)
    held = Counter(one for ticket in found.tickets for one in ticket)
    assert found.chances == {p.id: held[p.id] / 50 for p in pool.candidates}
    assert found.statement is not None
    assert found.statement["lists_sha256"] == seal(found.tickets).whole
    assert float(str(found.statement["bound"])) >= float(str(found.statement["lowest_chance"]))


def test_people_who_are_alike_have_the_same_chance_to_the_ticket() -> None:
    found = propose(pools.pool(pools.people(7), [pools.seats(3)]), Request(lists=20))

    assert found.chances is not None
    counts = [round(chance * 20) for chance in found.chances.values()]
    assert max(counts) - min(counts) <= 1


def test_who_is_in_no_list_is_named_exactly() -> None:
    rules = [pools.seats(3), pools.out("c01"), pools.together("c02", "c03", "c04", "c05")]

    found = propose(pools.pool(pools.people(8), rules), Request(lists=10))

    assert found.in_no_list == ("c01", "c02", "c03", "c04", "c05")
    assert found.why["c03"]["rules"] == ["seats", "together"]


@pytest.mark.parametrize("seed", range(3))
def test_the_exact_lottery_meets_its_bound(seed: int) -> None:
    lists = Lists(build(parse_pool(make_pool(40, 20, seed))), ())
    excluded = exclusions(lists, Budget())
    target = leximin_bound(lists, excluded)
    ceiling = min(each for n, each in enumerate(target) if n not in excluded)
    herd(lists, target, 30, Budget())

    lottery = maximin(lists, excluded, ceiling, Budget())

    assert lottery.proven
    assert lottery.lowest <= ceiling + 1e-6
    assert sum(lottery.weights) == pytest.approx(1)
    chances = lottery.chances(lists.sizes)
    assert min(c for n, c in enumerate(chances) if n not in excluded) >= lottery.lowest - 1e-6


def test_few_lists_say_that_they_are_few() -> None:
    found = propose(pools.pool(pools.people(6), [pools.seats(2)]), Request(lists=3))

    assert any("too few lists" in warning for warning in found.warnings)


def test_a_run_that_protected_floors_close_to_somebody_is_stopped() -> None:
    """Crossing floors: every seat goes to a woman or to an older man, a young man fits nowhere."""
    women = [pools.person(f"w{n}", age_band="25-34") for n in range(4)]
    older = [pools.person(f"e{n}", gender="m", age_band="50+") for n in range(4)]
    young = [pools.person("young", gender="m", age_band="25-34")]
    rules = [
        pools.seats(4),
        *(pools.floor("gender", "f", 2), pools.floor("gender", "m", 2)),
        *(pools.floor("age_band", "50+", 2), pools.floor("age_band", "25-34", 2)),
    ]
    pool = pools.pool([*women, *older, *young], rules)
    found = propose(pool, Request(lists=10, explain=False))

    assert found.status == "undecided"
    assert found.chosen == ()
    assert found.chances is None
    assert found.in_no_list == ("young",)
    assert "Stopped" in found.warnings[0]


def test_only_a_named_floor_moves_a_chance_when_a_trait_is_flipped() -> None:
    plain = pools.pool(pools.people(6), [pools.seats(3)])
    before, after = flip(plain, "c01", "gender", "m")

    assert before == pytest.approx(after, abs=1e-5)


def test_two_assessors_who_always_agree_have_kappa_one() -> None:
    people = pools.pool([pools.person("a"), pools.person("b", urgency=[5, 5])], []).candidates

    assert agreement(people) == {"kappa": 1.0, "discordant": 0}


def test_a_draw_over_one_list_is_certain() -> None:
    lists = Lists(build(pools.pool(pools.people(3), [pools.seats(3)])), ())

    draw = draw_lists(lists, 5, Budget())

    assert draw.lowest == 1.0
    assert draw.proven
