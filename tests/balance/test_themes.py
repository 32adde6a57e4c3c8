"""Wishes that go the same way help each other: the last of the levels of circles."""

from dataclasses import replace

import pytest

from cerchia.balance.checker import check_circles, check_levels
from cerchia.balance.composition import large, trial
from cerchia.balance.composition.levels import add_goals, at_once, climb, measure, steps_of
from cerchia.balance.composition.model import build, people_of, seats_for
from cerchia.balance.composition.propose import propose
from cerchia.balance.engine import Budget
from cerchia.balance.generator import make_pool
from cerchia.balance.output import as_json
from cerchia.balance.records import LevelResult, Pool
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from tests.balance import pools

PLAIN = Request(alternatives=0)


def values(levels: tuple[LevelResult, ...]) -> dict[str, int]:
    return {each.name: each.value for each in levels}


def two_ways(*more: pools.Json) -> Pool:
    """Five who look for work, five who study: one circle each would leave nobody alone."""
    people = [
        *(pools.person(f"w{n}", theme="job") for n in range(5)),
        *(pools.person(f"s{n}", theme="study") for n in range(5)),
    ]
    return pools.pool(people, [pools.shape(), *more])


def test_who_has_the_same_wish_is_not_left_alone_with_it() -> None:
    people = [pools.person(f"c{n}", theme=theme) for n, theme in enumerate("aabbccdd")]
    rules = [pools.shape(size=[4, 4])]

    found = propose(pools.pool(people, rules), PLAIN)

    assert values(found.levels)["C7"] == 0
    for circle in found.circles:
        assert len(circle.beneficiaries) == 4


def test_themes_give_way_to_every_other_level() -> None:
    pair = pools.together("w0", "s0"), pools.apart("w0", "w1")
    people = [
        pools.person("w0", theme="job"),
        *(pools.person(f"w{n}", theme="job", gender="m") for n in (1, 2)),
        *(pools.person(f"s{n}", theme="study", gender="m") for n in range(4)),
        *(pools.person(f"f{n}", theme="study", gender="f") for n in range(3)),
    ]
    pool = pools.pool(people, [pools.shape(), *pair])

    found = propose(pool, PLAIN)

    assert values(found.levels)["C2"] == 0
    assert values(found.levels)["C7"] == 1
    assert found.levels[-1].status == "proven"


def test_who_does_not_tell_a_wish_is_nobody_s_lonely_one() -> None:
    people = [*pools.people(6), pools.person("silent", theme=None)]

    found = propose(pools.pool(people, [pools.shape()]), PLAIN)

    assert values(found.levels)["C7"] == 0


def test_the_reason_of_a_circle_tells_the_wishes_and_who_is_alone_with_one() -> None:
    people = [*pools.people(5, theme="job"), pools.person("other", theme="home")]

    found = propose(pools.pool(people, [pools.shape()]), PLAIN)

    circle = found.why[found.circles[0].id]
    assert circle["themes"] == {"home": 1, "job": 5}
    assert circle["alone_in_theme"] == ["other"]
    assert found.why["c01"]["others_with_the_same_theme"] == 4
    assert found.why["other"]["others_with_the_same_theme"] == 0
    told = as_json(found, circles=True)["levels"]
    assert isinstance(told, list)
    assert told[-1]["name"] == "C7"
    assert told[-1]["value"] == told[-1]["bound"] == 1


def test_a_page_can_count_who_would_be_alone_with_a_wish() -> None:
    pool = two_ways()
    circles = propose(pool, PLAIN).circles
    mixed = [
        replace(circles[0], beneficiaries=("w0", "w1", "w2", "w3", "s0")),
        replace(circles[1], beneficiaries=("s1", "s2", "s3", "s4", "w4")),
    ]

    found = trial.measure(pool, mixed)

    assert found.levels["C7"] == 2
    assert [each.alone_in_theme for each in found.circles] == [("s0",), ("w4",)]


@pytest.mark.parametrize("seed", range(4))
def test_the_checker_counts_the_same_levels_without_the_solver_s_code(seed: int) -> None:
    pool = parse_pool(make_pool(40, 24, seed))
    found = propose(pool, PLAIN)

    told = values(found.levels)

    assert check_levels(pool, found.circles, told) == {}
    wrong = {**told, "C7": told["C7"] - 1}
    assert check_levels(pool, found.circles, wrong) == {"C7": (told["C7"] - 1, told["C7"])}


def test_many_people_are_told_how_many_must_be_alone_with_their_wish() -> None:
    raw = make_pool(90, 70, 1)
    raw["candidates"][0]["theme"] = "a wish of one"  # type: ignore[index]
    raw["selected_for_circles"] = sorted(
        {*raw["selected_for_circles"], raw["candidates"][0]["id"]}  # type: ignore[misc, index]
    )
    pool = parse_pool(raw)

    found = large.solve(pool, Budget(2.0))

    assert found is not None
    level = next(each for each in found[1] if each.name == "C7")
    assert 1 <= level.bound <= level.value


@pytest.mark.parametrize("seed", range(3))
def test_levels_solved_at_once_are_those_solved_one_after_the_other(seed: int) -> None:
    pool = parse_pool(make_pool(30, 16, seed))
    model = build(pool, seats_for(people_of(pool), pool.sheet.shape.size, generous=False))
    steps = steps_of(add_goals(model))

    one_by_one = climb(model, steps, Budget(), {})
    together = climb(model, [*steps[:2], at_once(model, steps[2:])], Budget(), {}, near=True)

    assert together.results == one_by_one.results
    circles = model.circles(together.values)
    assert check_circles(pool, circles) == []
    assert measure(pool, circles) == {each.name: each.value for each in together.results}


def test_levels_solved_at_once_and_cut_short_never_claim_more_than_their_bound() -> None:
    pool = parse_pool(make_pool(140, 70, 2))
    model = build(pool, seats_for(people_of(pool), pool.sheet.shape.size, generous=False))
    steps = steps_of(add_goals(model))
    first = climb(model, steps[:2], Budget(), {})

    found = climb(model, [*steps[:2], at_once(model, steps[2:])], Budget(4.0), {})

    assert first.values
    for each in found.results:
        assert each.bound <= each.value
        assert (each.bound == each.value) == (each.status == "proven")
    open_levels = [each.status != "proven" for each in found.results]
    assert open_levels == sorted(open_levels)
