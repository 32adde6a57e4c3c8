"""Chances with quotas only: the bound, the exact maximin, the tickets, beside a peer."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.balance.peers import Peer
from benchmarks.balance.telling import against, seconds, tell, with_quotas_only
from cerchia.balance.engine import Budget
from cerchia.balance.records import Pool
from cerchia.balance.selection.chances import (
    Lists,
    Lottery,
    exclusions,
    herd,
    leximin_bound,
    maximin,
)
from cerchia.balance.selection.model import build
from cerchia.balance.selection.tickets import FIRST_LISTS, Draw, draw_lists

TICKETS = 100


@dataclass(frozen=True)
class Goals:
    """Seconds; nothing where the goals set none."""

    bound: float
    maximin: float | None
    tickets: float
    peer: Mapping[str, float]


def of(n: int, choose: int, goals: Goals, seeds: int, peer: Peer | None) -> None:
    """One size of pool, with the same pools for the peer, one after the other."""
    name, times = f"{n}_{choose}", _Times([], [], [], [], [])
    for seed in range(seeds):
        pool = with_quotas_only(n, choose, seed)
        if goals.maximin:
            times.maximin.append(seconds(lambda pool=pool: lottery(pool)))  # type: ignore[misc]
        _one(pool, times, peer)
    against(f"exclusions_and_bound_{name}", times.bound, goals.bound)
    if goals.maximin:
        against(f"maximin_{name}", times.maximin, goals.maximin)
    against(f"tickets_{TICKETS}_{name}", times.tickets, goals.tickets)
    worst = max(each.lowest_possible - each.lowest for each in times.draws)
    tell(f"tickets_{TICKETS}_{name}_error", worst, "chance", f"{worst / 0.02:.2f}x-goal-0.02")
    draw = times.draws[0]
    told = "proven" if draw.proven else "not-proven"
    tell(
        f"maximin_{name}_seed0_lowest",
        draw.lowest_possible,
        "chance",
        f"bound-{draw.bound:.4f}-{told}",
    )
    _beside(name, times, goals)


@dataclass
class _Times:
    bound: list[float]
    maximin: list[float]
    tickets: list[float]
    draws: list[Draw]
    peer: list[tuple[float, float]]


def _one(pool: Pool, times: _Times, peer: Peer | None) -> None:
    model = build(pool, levels=False)

    def bound() -> None:
        lists = Lists(model, ())
        leximin_bound(lists, exclusions(lists, Budget()))

    times.bound.append(seconds(bound))
    times.tickets.append(
        seconds(lambda: times.draws.append(draw_lists(Lists(model, ()), TICKETS, Budget())))
    )
    if peer is not None:
        times.peer.append(peer.maximin(pool))


def lottery(pool: Pool) -> Lottery:
    """From the pool to the exact lottery."""
    lists = Lists(build(pool, levels=False), ())
    out = exclusions(lists, Budget())
    target = leximin_bound(lists, out)
    herd(lists, target, FIRST_LISTS, Budget())
    ceiling = min(each for index, each in enumerate(target) if index not in out)
    return maximin(lists, out, ceiling, Budget())


def _beside(name: str, times: _Times, goals: Goals) -> None:
    if not times.peer:
        tell(f"peer_{name}", 0, "runs", "sortition-algorithms-not-installed")
        return
    worse = max(
        theirs - draw.lowest_possible
        for (_, theirs), draw in zip(times.peer, times.draws, strict=True)
    )
    tell(f"peer_{name}_maximin", sorted(took for took, _ in times.peer)[len(times.peer) // 2], "s")
    tell(f"peer_{name}_lowest_better_by", worse, "chance", "goal-at-most-0.0005")
    for what, goal in goals.peer.items():
        own = times.maximin if what == "maximin" else times.tickets
        ratios = sorted(took / ours for ours, (took, _) in zip(own, times.peer, strict=True))
        ratio = ratios[len(ratios) // 2]
        tell(f"peer_{name}_{what}_faster", ratio, "times", f"goal-{goal:g}")
