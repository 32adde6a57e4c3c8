"""When there is no solution: minimal sets of rules, verified, with ways out."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.balance.composition.impossible import CompositionCase
from cerchia.balance.composition.propose import propose as compose
from cerchia.balance.conflict.investigate import find_conflicts
from cerchia.balance.conflict.quickxplain import is_minimal_conflict, minimal_conflict
from cerchia.balance.engine import Budget
from cerchia.balance.errors import UndecidedError
from cerchia.balance.generator import make_pool
from cerchia.balance.plants import CIRCLE_PLANTS, SELECTION_PLANTS
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.impossible import SelectionCase
from cerchia.balance.selection.propose import propose as select
from tests.balance import pools
from tests.balance.pools import Json


def planted(raw: Json) -> tuple[list[list[str]], list[str]]:
    told = raw["planted"]
    assert isinstance(told, dict)
    return told["conflicts"], told["persons"]


@pytest.mark.parametrize("kind", SELECTION_PLANTS)
@pytest.mark.parametrize("seed", range(3))
def test_a_planted_contradiction_of_the_selection_is_named(kind: str, seed: int) -> None:
    raw = make_pool(60, 35, seed, plant=kind)
    conflicts, persons = planted(raw)

    found = select(parse_pool(raw))

    assert found.status == "impossible"
    assert found.conflict is not None
    assert list(found.conflict.rules) in conflicts
    assert list(found.conflict.persons) == persons
    assert found.conflict.ways_out


@pytest.mark.parametrize("kind", CIRCLE_PLANTS)
def test_a_planted_contradiction_of_the_circles_is_named(kind: str) -> None:
    raw = make_pool(40, 24, 1, plant=kind)
    conflicts, persons = planted(raw)

    found = compose(parse_pool(raw))

    assert found.status == "impossible"
    assert found.conflict is not None
    assert list(found.conflict.rules) in conflicts
    assert list(found.conflict.persons) == persons


IMPOSSIBLE: list[tuple[str, list[Json], tuple[str, ...]]] = [
    ("more seats than people", [pools.seats(9)], ("seats",)),
    ("in and out", [pools.seats(3), pools.lock("c01"), pools.out("c01")], ("lock:c01", "out:c01")),
    (
        "both of a household",
        [pools.seats(3), pools.house("h", "c01", "c02"), pools.lock("c01"), pools.lock("c02")],
        ("house:h", "lock:c01", "lock:c02"),
    ),
    (
        "a chain in and out",
        [
            *(pools.seats(3), pools.together("c00", "c01"), pools.together("c01", "c02")),
            *(pools.lock("c00"), pools.out("c02")),
        ],
        ("lock:c00", "out:c02", "together:c00+c01", "together:c01+c02"),
    ),
    (
        "all locked and too many",
        [pools.seats(2), pools.lock("c00"), pools.lock("c01"), pools.lock("c02")],
        ("lock:c00", "lock:c01", "lock:c02", "seats"),
    ),
]


@pytest.mark.parametrize(
    ("rules", "expected"), [row[1:] for row in IMPOSSIBLE], ids=[r[0] for r in IMPOSSIBLE]
)
def test_the_smallest_set_is_named(rules: list[Json], expected: tuple[str, ...]) -> None:
    pool = pools.pool(pools.people(6), rules)

    found = select(pool)

    assert found.conflict is not None
    assert found.conflict.rules == expected
    assert is_minimal_conflict(SelectionCase(pool, Budget()).is_feasible, expected)


def test_a_floor_above_the_people_says_the_count_in_two_languages() -> None:
    found = select(pools.pool(pools.people(6), [pools.seats(3), pools.floor("gender", "m", 2)]))

    assert found.conflict is not None
    assert found.conflict.rules == ("floor:gender=m",)
    assert "the pool holds 0 such people" in found.conflict.sentence
    assert "nel gruppo ci sono 0 persone" in found.conflict.sentence_it
    assert [way.who_can_approve for way in found.conflict.ways_out] == ["committee"]


CIRCLES: list[tuple[str, int, list[Json], list[Json], tuple[str, ...]]] = [
    ("too few people", 4, [], pools.team(), ("circle.size",)),
    ("no operators", 6, [], pools.team()[3:], ("circle.operators",)),
    (
        "a chain longer than a circle",
        11,
        [pools.together(*(f"c{n:02d}" for n in range(10)))],
        pools.team(),
        ("circle.size", "together:" + "+".join(f"c{n:02d}" for n in range(10))),
    ),
    (
        "together and apart",
        12,
        [pools.together("c00", "c01"), pools.apart("c00", "c01")],
        pools.team(),
        ("apart:c00+c01", "together:c00+c01"),
    ),
    (
        "together by chain and apart",
        12,
        [pools.together("c00", "c01"), pools.together("c01", "c02"), pools.apart("c00", "c02")],
        pools.team(),
        ("apart:c00+c02", "together:c00+c01", "together:c01+c02"),
    ),
    (
        "a language nobody speaks",
        6,
        [],
        [{**each, "languages": {"it": "A2"}} for each in pools.team()],
        ("circle.language_cover",),
    ),
    (
        "all operators at an hour of their own",
        6,
        [],
        [{**each, "slots": ["mon-am"]} for each in pools.team()[:3]]
        + [{**each, "slots": ["tue-am"]} for each in pools.team()[3:]],
        ("circle.mediators", "circle.operators", "staff.slots"),
    ),
]


@pytest.mark.parametrize(
    ("count", "rules", "staff", "expected"),
    [row[1:] for row in CIRCLES],
    ids=[row[0] for row in CIRCLES],
)
def test_the_smallest_set_of_the_circles_is_named(
    count: int, rules: list[Json], staff: list[Json], expected: tuple[str, ...]
) -> None:
    pool = pools.pool(pools.people(count), [pools.shape(), *rules], staff)

    found = compose(pool)

    assert found.status == "impossible"
    assert found.conflict is not None
    assert found.conflict.rules == expected
    assert is_minimal_conflict(CompositionCase(pool, Budget()).is_feasible, expected)


def test_together_across_territories_cannot_be() -> None:
    people = [*pools.people(6), *(pools.person(f"b{n}", territory="biella") for n in range(6))]
    staff = [{**each, "territories": ["torino", "biella"]} for each in pools.team()]

    found = compose(pools.pool(people, [pools.shape(), pools.together("c00", "b0")], staff))

    assert found.conflict is not None
    assert found.conflict.rules == ("together:c00+b0",)


def test_a_person_without_any_hour_is_named() -> None:
    people = [*pools.people(6), pools.person("busy", slots=[])]

    found = compose(pools.pool(people, [pools.shape()]))

    assert found.conflict is not None
    assert found.conflict.rules == ("slots:busy",)
    assert found.conflict.persons == ("busy",)


RULES = tuple("abcdefgh")


@given(st.lists(st.frozensets(st.sampled_from(RULES), min_size=1, max_size=4), max_size=4))
def test_quickxplain_finds_a_minimal_conflict_whatever_the_conflicts(
    conflicts: list[frozenset[str]],
) -> None:
    def is_feasible(rules: frozenset[str]) -> bool:
        return not any(conflict <= rules for conflict in conflicts)

    found = minimal_conflict(is_feasible, RULES)

    if not conflicts:
        assert found is None
    else:
        assert found is not None
        assert frozenset(found) in conflicts
        assert is_minimal_conflict(is_feasible, found)


def test_quickxplain_prefers_the_rules_that_must_be_kept_first() -> None:
    def is_feasible(rules: frozenset[str]) -> bool:
        return not ({"a", "b"} <= rules or {"g", "h"} <= rules)

    assert minimal_conflict(is_feasible, RULES) == ("a", "b")


def test_a_budget_that_ends_first_never_says_impossible() -> None:
    raw = make_pool(60, 35, 0, plant="together_out")

    with pytest.raises(UndecidedError):
        find_conflicts(SelectionCase(parse_pool(raw), Budget(0)))


def test_two_troubles_need_two_repairs_together() -> None:
    rules: Sequence[Json] = [
        pools.seats(3),
        *(pools.lock("c01"), pools.out("c01"), pools.lock("c02"), pools.out("c02")),
    ]

    found = select(pools.pool(pools.people(6), list(rules)), Request())

    assert found.conflict is not None
    assert len(found.more_conflicts) == 1
    assert len(found.conflict.ways_out) == 2
    assert " and " in found.conflict.sentence.split("It is enough to")[1]
