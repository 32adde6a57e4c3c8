"""Problem C: circles that obey every rule, best level by level."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cerchia.balance.checker import check_circles
from cerchia.balance.composition import large
from cerchia.balance.composition.levels import measure
from cerchia.balance.composition.model import circle_range
from cerchia.balance.composition.propose import propose
from cerchia.balance.engine import Budget
from cerchia.balance.errors import SchemaError
from cerchia.balance.generator import make_pool
from cerchia.balance.output import read_circles
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from tests.balance import pools
from tests.balance.pools import Json

PLAIN = Request(alternatives=0)


@pytest.mark.parametrize("seed", range(3))
def test_a_generated_pool_is_composed_proven_and_valid(seed: int) -> None:
    pool = parse_pool(make_pool(40, 24, seed))

    found = propose(pool)

    assert found.status == "proven"
    assert check_circles(pool, found.circles) == []
    assert {each.name: each.value for each in found.levels} == measure(pool, found.circles)
    assert set(found.why) == {*(pool.selected or ()), *(circle.id for circle in found.circles)}
    for other in found.alternatives:
        assert check_circles(pool, other.circles) == []


def test_the_witness_of_the_generator_is_never_better(tmp_path: Path) -> None:
    raw = make_pool(40, 24, 3)
    pool = parse_pool(raw)
    path = tmp_path / "witness.json"
    path.write_text(json.dumps(raw["witness"]))
    witness = read_circles(path)

    best = {each.name: each.value for each in propose(pool, PLAIN).levels}

    assert check_circles(pool, witness) == []
    assert tuple(best.values()) <= tuple(measure(pool, witness).values())


def test_shuffled_input_gives_the_same_circles() -> None:
    raw = make_pool(30, 14, 4)
    found = []
    for seed in range(3):
        rows = list(raw["candidates"])  # type: ignore[call-overload]
        staff = list(raw["staff"])  # type: ignore[call-overload]
        random.Random(seed).shuffle(rows)
        random.Random(seed).shuffle(staff)
        found.append(propose(parse_pool({**raw, "candidates": rows, "staff": staff})).circles)

    assert found[0] == found[1] == found[2]


@st.composite
def small_files(draw: st.DrawFn) -> Json:
    """One territory, ten to twelve people, a small team and some pairs."""
    hours = st.lists(st.sampled_from(pools.SLOTS), min_size=1, max_size=3, unique=True)
    count = draw(st.integers(10, 12))
    people = [
        pools.person(
            f"c{n:02d}",
            slots=draw(hours),
            gender=draw(st.sampled_from(["f", "m"])),
            status=draw(st.sampled_from(["student", "refugee"])),
            known_operator=draw(st.sampled_from([None, "o1"])),
        )
        for n in range(count)
    ]
    ids = [str(each["id"]) for each in people]
    pair = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    rules: list[Json] = [pools.shape()]
    rules += [pools.together(*each) for each in draw(st.lists(pair, max_size=1))]
    rules += [pools.apart(*each) for each in draw(st.lists(pair, max_size=1))]
    return pools.file(people, list({str(each["id"]): each for each in rules}.values()))


@settings(max_examples=8)
@given(small_files())
def test_every_answer_is_valid_or_a_verified_conflict(raw: Json) -> None:
    pool = parse_pool(raw)

    found = propose(pool, PLAIN)

    if found.status == "proven":
        assert check_circles(pool, found.circles) == []
        assert {each.name: each.value for each in found.levels} == measure(pool, found.circles)
    else:
        assert found.status == "impossible"
        assert found.conflict is not None
        assert found.conflict.rules


def test_nobody_to_place_is_a_proven_empty_answer() -> None:
    found = propose(pools.pool([], [pools.shape()]))

    assert found.status == "proven"
    assert found.circles == ()


def test_a_file_without_the_people_to_place_is_refused() -> None:
    with pytest.raises(SchemaError, match="selected_for_circles"):
        propose(pools.pool(pools.people(5), [], selected_for_circles=None))


def test_exactly_two_operators_make_one_circle() -> None:
    staff = [each for each in pools.team() if each["id"] != "o3"]

    found = propose(pools.pool(pools.people(7), [pools.shape()], staff), PLAIN)

    assert [circle.operators for circle in found.circles] == [("o1", "o2")]


def test_an_operator_kept_apart_from_somebody_is_elsewhere() -> None:
    found = propose(pools.pool(pools.people(7), [pools.shape(), pools.apart("c01", "o1")]), PLAIN)

    assert found.circles[0].operators == ("o2", "o3")


def test_staff_in_two_territories_are_in_one_place_at_a_time() -> None:
    people = [*pools.people(5), *(pools.person(f"b{n}", territory="biella") for n in range(5))]
    staff = [{**each, "territories": ["torino", "biella"]} for each in pools.team()[:2]]
    staff += [{**pools.worker("m1", "mediator"), "territories": ["torino", "biella"]}]

    found = propose(pools.pool(people, [pools.shape()], staff), PLAIN)

    assert len({circle.slot for circle in found.circles}) == 2


def test_who_is_not_disclosed_is_nobody_s_lonely_gender() -> None:
    people = [*pools.people(6), pools.person("silent", gender="undisclosed")]

    found = propose(pools.pool(people, [pools.shape()]), PLAIN)

    assert found.levels[1].value == 0


def test_locks_put_people_with_a_colleague_or_away_from_one() -> None:
    rules = [
        pools.shape(operators=[2, 2]),
        pools.lock("c01", staff="o3"),
        {"id": "out:o1", "kind": "lock_out", "member": "c02", "staff": "o1"},
    ]

    found = propose(pools.pool(pools.people(7), rules), PLAIN)

    assert found.circles[0].operators == ("o2", "o3")


def test_an_operator_who_leaves_changes_little() -> None:
    raw = make_pool(40, 24, 5)
    first = propose(parse_pool(raw), PLAIN)
    gone = first.circles[0].operators[0]
    staff = [each for each in raw["staff"] if each["id"] != gone]  # type: ignore[attr-defined]
    pool = parse_pool({**raw, "staff": staff})

    same = propose(parse_pool(raw), replace(PLAIN, previous_circles=first.circles))
    again = propose(pool, replace(PLAIN, previous_circles=first.circles))

    assert same.circles == first.circles
    assert same.changes == 0
    if again.status == "proven":
        assert check_circles(pool, again.circles) == []
        assert again.changes is not None
        assert again.changes <= 12


def test_a_lock_to_a_circle_and_an_hour_holds_on_a_new_run() -> None:
    people = pools.people(10)
    first = propose(pools.pool(people, [pools.shape()]), PLAIN)
    other = first.circles[1]
    mover = first.circles[0].beneficiaries[0]
    rules = [
        pools.shape(),
        pools.lock(mover, circle=other.id),
        {"id": "hour", "kind": "lock_in", "circle": other.id, "slot": "tue-am"},
    ]
    pool = pools.pool(people, rules)

    found = propose(pool, replace(PLAIN, previous_circles=first.circles))

    circle = next(each for each in found.circles if each.id == other.id)
    assert mover in circle.beneficiaries
    assert circle.slot == "tue-am"


def test_a_short_time_gives_the_best_so_far_with_bounds_and_counted_values() -> None:
    pool = parse_pool(make_pool(80, 60, 1))

    found = propose(pool, Request(seconds=1.0, alternatives=0))

    assert found.status in {"best_so_far", "undecided", "proven"}
    if found.circles:
        assert check_circles(pool, found.circles) == []
        assert {each.name: each.value for each in found.levels} == measure(pool, found.circles)
        assert all(each.bound <= each.value for each in found.levels)


def test_no_time_at_all_is_undecided() -> None:
    found = propose(parse_pool(make_pool(40, 24, 1)), Request(seconds=0))

    assert found.status == "undecided"
    assert found.conflict is None


@pytest.mark.parametrize(
    ("count", "expected"), [(4, (1, 1)), (5, (1, 1)), (9, (1, 1)), (35, (4, 6)), (60, (7, 10))]
)
def test_the_number_of_circles_follows_the_sizes(count: int, expected: tuple[int, int]) -> None:
    assert circle_range(count, (5, 9), generous=False) == expected


def test_many_people_are_placed_by_hours_and_made_better() -> None:
    pool = parse_pool(make_pool(90, 70, 1))

    found = large.solve(pool, Budget(2.0))

    assert found is not None
    circles, results = found
    assert check_circles(pool, circles) == []
    assert {each.name: each.value for each in results} == measure(pool, circles)
    assert all(each.bound <= each.value for each in results)
