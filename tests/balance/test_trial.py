"""Before and after a swap, counted without a solver."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cerchia.balance.checker import check_circles, check_selection
from cerchia.balance.composition import trial as circles_trial
from cerchia.balance.composition.propose import propose as compose
from cerchia.balance.generator import make_pool
from cerchia.balance.records import Tolerances
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection import trial
from cerchia.balance.selection.propose import propose as select
from tests.balance import pools

SOURCE = Path(__file__).parents[2] / "src"
PLAIN = Request(alternatives=0, explain=False)


def test_every_rule_is_read_with_its_count() -> None:
    rules = [
        pools.seats(3),
        pools.territory("torino", 1, 2),
        pools.floor("gender", "f", 2),
        pools.lock("c00"),
        pools.out("c01"),
        pools.together("c02", "c03"),
        pools.house("h1", "c04", "c05"),
    ]
    pool = pools.pool(pools.people(6), rules)

    found = trial.measure(pool, ["c01", "c02", "c04", "c05", "nobody"])
    read = {each.rule: each for each in found.rules}

    assert (read["seats"].count, read["seats"].over, read["seats"].holds) == (4, 1, False)
    assert (read["terr:torino"].over, read["terr:torino"].maximum) == (2, 2)
    assert read["floor:gender=f"].holds
    assert read["floor:gender=f"].protected
    assert (read["lock:c00"].short, read["lock:c00"].persons) == (1, ("c00",))
    assert read["out:c01"].over == 1
    assert not read["together:c02+c03"].holds
    assert read["house:h1"].over == 1
    assert found.unknown == ("nobody",)
    assert set(found.broken) == {each.rule for each in found.rules} - {"floor:gender=f"}


@pytest.mark.parametrize("seed", range(4))
def test_a_trial_agrees_with_the_checker_and_with_the_proposal(seed: int) -> None:
    pool = parse_pool(make_pool(40, 20, seed))
    best = select(pool, PLAIN)
    levels = {each.name: each.value for each in best.levels}
    outside = next(p.id for p in pool.candidates if p.id not in best.chosen)
    swapped = [*best.chosen[1:], outside]

    as_it_is, other = trial.measure(pool, best.chosen), trial.measure(pool, swapped)

    assert as_it_is.holds
    assert dict(as_it_is.levels) == levels
    assert trial.is_as_good(levels, as_it_is.levels)
    assert set(other.broken) == set(check_selection(pool, swapped))
    assert other.people == 20


def test_targets_are_read_with_their_gap() -> None:
    raw = pools.file(pools.people(4), [pools.seats(2)], targets={"territory": {"torino": 3}})

    found = trial.measure(parse_pool(raw), ["c00", "c01"])

    assert [(t.feature, t.value, t.count, t.wanted, t.gap) for t in found.targets] == [
        ("territory", "torino", 2, 3, -1)
    ]


def test_the_band_of_equals_is_the_sheet_s() -> None:
    best = {"S1": 20, "S2": 1, "S3": 4, "S4": 200}

    assert trial.is_as_good(best, {"S1": 19, "S2": 2, "S3": 6, "S4": 190})
    assert not trial.is_as_good(best, {"S1": 18, "S2": 1, "S3": 4, "S4": 200})
    assert not trial.is_as_good(best, {**best, "S4": 199}, Tolerances(urgency_percent=100))


def test_circles_moved_by_hand_say_what_is_broken_and_where() -> None:
    pool = parse_pool(make_pool(40, 24, 1))
    first = compose(pool, PLAIN).circles
    mover = first[0].beneficiaries[0]
    moved = (
        replace(first[0], beneficiaries=first[0].beneficiaries[1:], operators=()),
        replace(first[1], beneficiaries=(*first[1].beneficiaries, mover)),
        *first[2:],
    )

    before, after = circles_trial.measure(pool, first), circles_trial.measure(pool, moved)

    assert before.holds
    assert all(load.holds for load in before.loads.values())
    assert set(after.broken) == set(check_circles(pool, moved))
    assert "circle.operators" in after.circles[0].broken
    assert after.circles[1].people == before.circles[1].people + 1
    assert circles_trial.measure(pool, first[1:]).without_circle == first[0].beneficiaries


def test_a_trial_loads_no_solver() -> None:
    code = (
        "import sys\n"
        "import cerchia.balance.selection.trial, cerchia.balance.composition.trial\n"
        "import cerchia.balance.selection.lot\n"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'django', 'numpy', 'ortools'}))"
    )
    told = subprocess.run(  # noqa: S603 - our own interpreter on our own code
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE)},
    )

    assert told.stdout.strip() == "[]"
