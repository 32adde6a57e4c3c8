"""What holds in every answer, whatever the pool: rules and locks, order, names, one more person."""

import random

import pytest

from cerchia.balance.checker import check_circles, check_selection
from cerchia.balance.composition.levels import measure
from cerchia.balance.composition.propose import propose as compose
from cerchia.balance.generator import make_pool
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.propose import propose as select
from tests.balance.pools import Json

QUICK = Request(alternatives=0, explain=False)


@pytest.mark.parametrize("seed", range(40))
def test_the_independent_checker_passes_every_proposal(seed: int) -> None:
    """A thousand pools go through it in `python -m benchmarks.balance --deep --only valid`."""
    pool = parse_pool(make_pool(16 + seed % 25, 8 + seed % 9, seed))

    chosen, circles = select(pool, QUICK), compose(pool, QUICK)

    assert chosen.status == "proven"
    assert check_selection(pool, chosen.chosen) == []
    assert circles.status == "proven"
    assert check_circles(pool, circles.circles) == []


@pytest.mark.parametrize("seed", range(6))
def test_locks_hold_in_the_list_its_alternatives_and_its_tickets(seed: int) -> None:
    raw = make_pool(30, 15, seed)
    chance = random.Random(seed)
    witness = raw["witness"]["panel"]  # type: ignore[index]
    others = [p["id"] for p in raw["candidates"] if p["id"] not in witness]  # type: ignore[attr-defined]
    inside, outside = chance.sample(witness, 2), chance.sample(others, 2)
    locks = [{"id": f"lock:{one}", "kind": "lock_in", "member": one} for one in inside]
    locks += [{"id": f"out:{one}", "kind": "lock_out", "member": one} for one in outside]
    pool = parse_pool({**raw, "rules": [*raw["rules"], *locks]})  # type: ignore[misc]

    found = select(pool, Request(lists=10, explain=False))

    assert found.status == "proven"
    lists = [found.chosen, *(each.chosen for each in found.alternatives), *found.tickets]
    assert len(lists) > 10
    for chosen in lists:
        assert set(inside) <= set(chosen)
        assert not set(outside) & set(chosen)


def renamed(raw: Json, chance: random.Random) -> Json:
    """Other ids for everybody, in another order."""
    ids = [str(p["id"]) for key in ("candidates", "staff") for p in raw[key]]  # type: ignore[attr-defined]
    names = dict(zip(ids, (f"p{n:03d}" for n in chance.sample(range(999), len(ids))), strict=True))

    def other(value: object) -> object:
        if isinstance(value, dict):
            return {key: other(each) for key, each in value.items()}
        if isinstance(value, list):
            return [other(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    found = {key: other(value) for key, value in raw.items()}
    for key in ("candidates", "staff", "rules"):
        chance.shuffle(found[key])  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_other_names_and_another_order_give_circles_that_are_as_good(seed: int) -> None:
    raw = make_pool(30, 14, seed)
    pools = [parse_pool(raw), parse_pool(renamed(raw, random.Random(seed)))]

    first, second = (compose(pool, QUICK) for pool in pools)

    assert first.status == second.status == "proven"
    assert measure(pools[0], first.circles) == measure(pools[1], second.circles)
