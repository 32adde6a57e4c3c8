"""Circles once more: the fewest changes and the best again, side by side, with the price."""

from dataclasses import replace

import pytest

from cerchia.balance.checker import check_circles
from cerchia.balance.composition.again import moved, renamed
from cerchia.balance.composition.levels import LEVELS, measure
from cerchia.balance.composition.propose import propose
from cerchia.balance.generator import make_pool
from cerchia.balance.output import as_json
from cerchia.balance.records import Circle, Pool, Proposal
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from tests.balance import pools

PLAIN = Request(alternatives=0, explain=False)


def after_an_operator_left(seed: int) -> tuple[Pool, Proposal, Proposal]:
    raw = make_pool(40, 24, seed)
    first = propose(parse_pool(raw), PLAIN)
    gone = first.circles[0].operators[0]
    staff = [each for each in raw["staff"] if each["id"] != gone]  # type: ignore[attr-defined]
    pool = parse_pool({**raw, "staff": staff})
    return pool, first, propose(pool, replace(PLAIN, previous_circles=first.circles))


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_both_answers_hold_and_the_price_is_told(seed: int) -> None:
    pool, first, found = after_an_operator_left(seed)

    best = found.best_again
    assert best is not None
    assert check_circles(pool, best.circles) == []
    fewest = measure(pool, found.circles)
    assert dict(best.levels) == measure(pool, best.circles)
    assert dict(best.differences) == {name: best.levels[name] - fewest[name] for name in LEVELS}
    assert [best.levels[name] for name in LEVELS] <= [fewest[name] for name in LEVELS]
    assert (found.changes or 0) <= best.changes == moved(first.circles, best.circles)


def test_best_again_is_as_good_as_a_run_from_nothing() -> None:
    pool, _, found = after_an_operator_left(1)

    plain = propose(pool, PLAIN)

    assert found.best_again is not None
    assert dict(found.best_again.levels) == {each.name: each.value for each in plain.levels}


def test_best_again_obeys_a_lock_to_an_earlier_circle() -> None:
    people = pools.people(10)
    first = propose(pools.pool(people, [pools.shape()]), PLAIN).circles
    mover, other = first[0].beneficiaries[0], first[1]
    pool = pools.pool(people, [pools.shape(), pools.lock(mover, circle=other.id)])

    found = propose(pool, replace(PLAIN, previous_circles=first))

    assert found.best_again is not None
    for circles in (found.circles, found.best_again.circles):
        assert next(c.id for c in circles if mover in c.beneficiaries) == other.id


def test_without_the_wish_or_an_earlier_answer_there_is_no_second_one() -> None:
    pool, first, _ = after_an_operator_left(4)

    asked = replace(PLAIN, previous_circles=first.circles, best_again=False)

    assert propose(pool, asked).best_again is None
    assert propose(pool, PLAIN).best_again is None


def test_both_answers_travel_in_the_exchange_format() -> None:
    _, _, found = after_an_operator_left(4)

    told = as_json(found, circles=True)

    assert set(told["best_again"]) == {"circles", "levels", "differences", "changes"}  # type: ignore[call-overload]


def test_circles_keep_the_name_of_those_they_share_most_people_with() -> None:
    def circle(one: str, *people: str) -> Circle:
        return Circle(one, "torino", "mon-am", people, ("o1",), ("m1",))

    before = (circle("alpha", "a", "b", "c"), circle("beta", "d", "e", "f"))
    now = (circle("g000", "d", "e", "a"), circle("g001", "b", "c"), circle("g002", "x"))

    assert {one.id: one.beneficiaries for one in renamed(now, before)} == {
        "beta": ("d", "e", "a"),
        "alpha": ("b", "c"),
        "g000": ("x",),
    }
