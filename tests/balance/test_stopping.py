"""Long runs tell how far they are, and give the best so far when somebody stops them."""

import itertools
from collections.abc import Callable

from cerchia.balance.checker import check_circles, check_selection
from cerchia.balance.composition.propose import propose as compose
from cerchia.balance.engine import Brake
from cerchia.balance.generator import make_pool
from cerchia.balance.requests import Request, Stage
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.propose import propose as select


def stopping_at(key: str, seen: list[Stage]) -> tuple[Callable[[Stage], None], Brake]:
    asked: list[bool] = []

    def hear(stage: Stage) -> None:
        seen.append(stage)
        if stage.key == key:
            asked.append(True)

    return hear, Brake(lambda: bool(asked))


def test_stages_come_in_order_and_end_before_the_whole() -> None:
    pool = parse_pool(make_pool(40, 20, 1))
    seen: list[Stage] = []

    select(pool, Request(lists=5, stage=seen.append))

    assert [stage.key for stage in seen] == [
        *("S1", "S2", "S3", "S4", "alternatives", "chances", "statement", "reasons"),
    ]
    assert all(one.done < other.done < other.of for one, other in itertools.pairwise(seen))


def test_a_selection_that_is_stopped_gives_its_best_so_far() -> None:
    pool = parse_pool(make_pool(60, 35, 1))
    stage, brake = stopping_at("S3", [])

    found = select(pool, Request(stage=stage, brake=brake, interruptible=True))

    assert found.status == "best_so_far"
    assert check_selection(pool, found.chosen) == []
    assert not found.run.reproducible
    assert [level.status for level in found.levels][:2] == ["proven", "proven"]
    assert all(
        level.bound >= level.value if level.name in {"S1", "S4"} else level.bound <= level.value
        for level in found.levels
    )


def test_circles_that_are_stopped_are_whole_circles() -> None:
    pool = parse_pool(make_pool(60, 35, 1))
    stage, brake = stopping_at("C3", [])

    found = compose(pool, Request(stage=stage, brake=brake, interruptible=True))

    assert found.status == "best_so_far"
    assert check_circles(pool, found.circles) == []
    assert all(level.bound <= level.value for level in found.levels)


def test_stopped_before_anything_was_found_is_undecided_and_never_impossible() -> None:
    pool = parse_pool(make_pool(60, 35, 1, plant="language_gap"))

    found = compose(pool, Request(brake=Brake(lambda: True), interruptible=True))

    assert found.status in {"undecided", "impossible"}
    assert found.chosen == ()
