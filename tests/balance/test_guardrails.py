"""What a sheet of criteria may never ask."""

import pytest

from cerchia.balance import guardrails
from cerchia.balance.errors import GuardrailError
from cerchia.balance.records import Decision
from cerchia.balance.selection.propose import propose
from cerchia.kit import clock
from tests.balance import pools


def mixed(women: int, men: int, silent: int) -> list[pools.Json]:
    genders = ["f"] * women + ["m"] * men + ["undisclosed"] * silent
    return [pools.person(f"c{n:02d}", gender=gender) for n, gender in enumerate(genders)]


def test_floors_that_leave_no_room_for_who_does_not_disclose_are_refused() -> None:
    rules = [pools.seats(10), pools.floor("gender", "f", 5), pools.floor("gender", "m", 5)]
    pool = pools.pool(mixed(8, 8, 4), rules)

    with pytest.raises(GuardrailError, match="floors on gender add up to 10 of 10 seats"):
        propose(pool)


def test_the_reserve_is_the_share_of_people_outside_the_named_values() -> None:
    rules = [pools.seats(10), pools.floor("gender", "f", 4), pools.floor("gender", "m", 4)]
    pool = pools.pool(mixed(8, 8, 4), rules)

    assert guardrails.reserve(pool, list(pool.of_kind("floor"))) == 2
    assert guardrails.refusals(pool) == []
    assert guardrails.implied_ceilings(pool)["gender=*"] == 2


def test_floors_on_every_value_that_anybody_has_need_no_reserve() -> None:
    rules = [pools.seats(10), pools.floor("gender", "f", 5), pools.floor("gender", "m", 5)]

    assert guardrails.refusals(pools.pool(mixed(8, 8, 0), rules)) == []


def test_a_protected_trait_has_no_ceiling() -> None:
    ceiling = {"id": "x", "kind": "range", "feature": "gender", "value": "m", "max": 5}
    pool = pools.pool(mixed(8, 8, 0), [pools.seats(10), ceiling])

    assert [each.code for each in guardrails.refusals(pool)] == ["protected_ceiling"]


def test_a_protected_floor_needs_a_reason() -> None:
    rules = [pools.seats(10), pools.floor("gender", "f", 3, reason=None)]

    assert [e.code for e in guardrails.refusals(pools.pool(mixed(8, 8, 0), rules))] == ["no_reason"]


def test_no_floor_is_about_one_person() -> None:
    rules = [pools.seats(10), pools.floor("gender", "f", 1)]
    pool = pools.pool(mixed(1, 15, 0), rules)

    assert guardrails.refusals(pool)[0].code == "single_person"


def test_a_decision_needs_two_people_and_a_reason() -> None:
    with pytest.raises(ValueError, match="two different people"):
        Decision("p", "accepted", ("a", "a"), "because", clock.now())
    with pytest.raises(ValueError, match="written reason"):
        Decision("p", "accepted", ("a", "b"), " ", clock.now())
