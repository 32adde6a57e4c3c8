"""Problem S: the proposal obeys every rule and is the best, level by level."""

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.balance.checker import check_selection
from cerchia.balance.engine import Budget
from cerchia.balance.errors import SchemaError
from cerchia.balance.generator import make_pool
from cerchia.balance.records import Pool, Proposal
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.levels import climb
from cerchia.balance.selection.model import build, share_out
from cerchia.balance.selection.propose import propose
from tests.balance import pools
from tests.balance.pools import Json

PLAIN = Request(explain=False, alternatives=0)
VALUES: dict[str, list[Any]] = {
    "gender": ["f", "m", "undisclosed"],
    "territory": ["torino", "biella"],
    "theme": ["job", "study"],
    "urgency": [[1, 1], [3, 3], [4, 4], [5, 5]],
}


@st.composite
def small_files(draw: st.DrawFn) -> Json:
    """Six to nine people and some rules, possible or not."""
    count = draw(st.integers(6, 9))
    people = [
        pools.person(f"c{n}", **{key: draw(st.sampled_from(v)) for key, v in VALUES.items()})
        for n in range(count)
    ]
    ids = [str(each["id"]) for each in people]
    pair = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    rules = [pools.seats(draw(st.integers(2, count)))]
    rules += draw(st.sampled_from([[], [pools.territory("torino", 1, 3)]]))
    rules += draw(st.sampled_from([[], [pools.floor("gender", "m", 1)]]))
    rules += [pools.house("h", *pair_) for pair_ in draw(st.lists(pair, max_size=1))]
    rules += [pools.together(*pair_) for pair_ in draw(st.lists(pair, max_size=1))]
    rules += [pools.lock(one) for one in draw(st.lists(st.sampled_from(ids), max_size=1))]
    rules += [pools.out(one) for one in draw(st.lists(st.sampled_from(ids), max_size=1))]
    return pools.file(people, rules)


def best_of_all(pool: Pool) -> tuple[int, ...] | None:
    """Try every subset; the measure of the best valid one, as numbers that are better high."""
    model = build(pool)
    ids = [person.id for person in pool.candidates]
    found = [
        model.measure(subset)
        for size in range(len(ids) + 1)
        for subset in itertools.combinations(ids, size)
        if not check_selection(pool, subset)
    ]
    return max(((m["S1"], -m["S2"], -m["S3"], m["S4"]) for m in found), default=None)


def values(proposal: Proposal) -> dict[str, int]:
    return {level.name: level.value for level in proposal.levels}


@given(small_files())
def test_the_proposal_is_the_best_of_all_subsets(raw: Json) -> None:
    pool = parse_pool(raw)
    ladder = climb(build(pool), Budget())
    best = best_of_all(pool)

    assert (ladder.verdict == "infeasible") is (best is None)
    if best is not None:
        found = ladder.best
        assert (found["S1"], -found["S2"], -found["S3"], found["S4"]) == best
        assert check_selection(pool, build(pool).people(ladder.values)) == []


@given(small_files(), st.randoms(use_true_random=False))
def test_neither_order_nor_names_change_the_values(raw: Json, chance: random.Random) -> None:
    people = list(raw["candidates"])  # type: ignore[call-overload]
    chance.shuffle(people)
    names = {str(each["id"]): f"p{n}" for n, each in enumerate(people)}
    renamed = [{**each, "id": names[str(each["id"])]} for each in people]
    rules = []
    for rule in raw["rules"]:  # type: ignore[attr-defined]
        new = dict(rule)
        if "members" in rule:
            new["members"] = [names[one] for one in rule["members"]]
        if "member" in rule:
            new["member"] = names[rule["member"]]
        rules.append(new)
    other = {**raw, "candidates": renamed, "rules": rules[::-1], "selected_for_circles": []}

    first, second = (climb(build(parse_pool(each)), Budget()) for each in (raw, other))

    assert first.verdict == second.verdict
    assert first.best == second.best


@given(small_files(), st.sampled_from(VALUES["urgency"]), st.sampled_from(VALUES["territory"]))
def test_one_more_candidate_never_makes_the_best_worse(
    raw: Json, urgency: list[int], territory: str
) -> None:
    frozen = {"territory": {"torino": 2, "biella": 2}, "theme": {"job": 2, "study": 2}}
    before = parse_pool({**raw, "targets": frozen})
    more = [*raw["candidates"], pools.person("new", urgency=urgency, territory=territory)]  # type: ignore[misc]
    after = parse_pool({**raw, "targets": frozen, "candidates": more})

    had, has = (climb(build(each), Budget()) for each in (before, after))

    if had.values:
        assert has.values
        keys = [(b["S1"], -b["S2"], -b["S3"], b["S4"]) for b in (had.best, has.best)]
        assert keys[1] >= keys[0]


@pytest.mark.parametrize("seed", range(4))
def test_a_generated_pool_is_solved_proven_and_valid(seed: int) -> None:
    pool = parse_pool(make_pool(60, 35, seed))

    found = propose(pool)

    assert found.status == "proven"
    assert check_selection(pool, found.chosen) == []
    assert values(found) == build(pool).measure(found.chosen)
    assert set(found.why) == {person.id for person in pool.candidates}
    for other in found.alternatives:
        assert check_selection(pool, other.chosen) == []
        assert set(other.chosen) != set(found.chosen)


def test_shuffled_input_gives_the_same_answer_in_every_run() -> None:
    raw = make_pool(60, 35, 5)
    answers: list[Proposal] = []
    for seed in range(3):
        rows = list(raw["candidates"])  # type: ignore[call-overload]
        random.Random(seed).shuffle(rows)
        found = propose(parse_pool({**raw, "candidates": rows}), Request(lists=20))
        answers.append(replace(found, run=answers[0].run) if answers else found)

    assert answers[0] == answers[1] == answers[2]


def test_everybody_fits_when_seats_are_as_many() -> None:
    found = propose(pools.pool(pools.people(6), [pools.seats(6)]))

    assert len(found.chosen) == 6
    assert all(why["verdict"] == "in_every_list" for why in found.why.values())


@pytest.mark.parametrize("people", [0, 3])
def test_no_seats_or_no_people_is_a_proven_empty_list(people: int) -> None:
    found = propose(pools.pool(pools.people(people), [pools.seats(0)]), Request(lists=3))

    assert found.status == "proven"
    assert found.chosen == ()


def test_a_sheet_without_seats_is_refused() -> None:
    with pytest.raises(SchemaError, match="kind seats"):
        propose(pools.pool(pools.people(3), []))


def test_locks_hold_and_are_the_reason() -> None:
    people = [*pools.people(5, urgency=[5, 5]), pools.person("low", urgency=[1, 1])]

    found = propose(pools.pool(people, [pools.seats(3), pools.lock("low"), pools.out("c00")]))

    assert "low" in found.chosen
    assert "c00" not in found.chosen
    assert found.why["low"]["rules"] == ["lock:low"]
    assert found.why["c00"]["verdict"] == "no_valid_list"
    assert found.why["c00"]["rules"] == ["out:c00"]


def test_who_is_out_learns_what_it_would_cost_and_nobody_s_name() -> None:
    people = [*pools.people(5, urgency=[5, 5]), pools.person("low", urgency=[1, 1])]

    found = propose(pools.pool(people, [pools.seats(5)]))

    assert found.why["low"]["verdict"] == "costs"
    assert found.why["low"]["lost"] == {"S1": 1, "S4": 8}
    assert "c0" not in str(found.why["low"])


def test_a_range_of_seats_takes_as_many_as_help() -> None:
    rule = {"id": "seats", "kind": "seats", "min": 2, "max": 4}

    found = propose(pools.pool(pools.people(6, urgency=[4, 4]), [rule]), PLAIN)

    assert len(found.chosen) == 4


def test_discordant_assessments_make_the_run_provisional() -> None:
    found = propose(pools.pool(pools.people(3, urgency=[1, 4]), [pools.seats(2)]), PLAIN)

    assert "Provisional" in found.warnings[0]


def test_no_time_at_all_is_undecided_and_never_impossible() -> None:
    found = propose(parse_pool(make_pool(60, 35, 1)), Request(seconds=0))

    assert found.status == "undecided"
    assert found.chosen == ()
    assert found.conflict is None


def test_no_time_still_tells_what_counting_proves() -> None:
    found = propose(pools.pool(pools.people(3), [pools.seats(4)]), Request(seconds=0))

    assert found.status == "impossible"
    assert found.conflict is not None
    assert found.conflict.rules == ("seats",)


def test_fewest_changes_keeps_the_earlier_list_where_rules_let_it() -> None:
    raw = make_pool(60, 35, 6)
    first = propose(parse_pool(raw), PLAIN)
    gone = first.chosen[0]
    rules = [*raw["rules"], pools.out(gone)]  # type: ignore[misc]
    pool = parse_pool({**raw, "rules": rules})

    same = propose(parse_pool(raw), replace(PLAIN, previous=first.chosen))
    again = propose(pool, replace(PLAIN, previous=first.chosen))

    assert same.chosen == first.chosen
    assert same.changes == 0
    assert check_selection(pool, again.chosen) == []
    assert again.changes is not None
    assert again.changes <= 6
    assert again.best_again is not None
    assert again.best_again.changes >= again.changes


def test_people_who_are_gone_are_no_change() -> None:
    pool = pools.pool(pools.people(5), [pools.seats(3)])

    found = propose(pool, replace(PLAIN, previous=("c01", "c02", "c03", "gone")))

    assert found.chosen == ("c01", "c02", "c03")
    assert found.changes == 0


def test_seats_are_shared_out_by_largest_remainder() -> None:
    assert share_out(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert share_out(0, {}) == {}


def test_a_lock_of_circles_says_nothing_about_the_selection() -> None:
    rules = [
        *(pools.seats(2), pools.lock("c00", circle="g001")),
        {"id": "hour", "kind": "lock_in", "circle": "g001", "slot": "mon-am"},
    ]

    found = propose(pools.pool(pools.people(4), rules), PLAIN)

    assert found.status == "proven"
