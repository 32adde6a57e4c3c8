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
    patience: float | None = None  # seconds after which the peer is stopped


def of(n: int, choose: int, goals: Goals, seeds: int, peer: Peer | None) -> None:
    """One size of pool, with the same pools for the peer, one after the other."""
    name, times = f"{n}_{choose}", _Times([], [], [], [], [])
    for seed in range(seeds):
        pool = with_quotas_only(n, choose, seed)
        if goals.maximin:
            times.maximin.append(seconds(lambda pool=pool: lottery(pool)))  # type: ignore[misc]
        _one(pool, times, peer, goals.patience)
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
    peer: list[tuple[float, float | None]]


def _one(pool: Pool, times: _Times, peer: Peer | None, patience: float | None) -> None:
    model = build(pool, levels=False)

    def bound() -> None:
        lists = Lists(model, ())
        leximin_bound(lists, exclusions(lists, Budget()))

    times.bound.append(seconds(bound))
    times.tickets.append(
        seconds(lambda: times.draws.append(draw_lists(Lists(model, ()), TICKETS, Budget())))
    )
    if peer is not None:
        times.peer.append(peer.maximin(pool, patience))


def lottery(pool: Pool) -> Lottery:
    """From the pool to the exact lottery."""
    lists = Lists(build(pool, levels=False), ())
    out = exclusions(lists, Budget())
    target = leximin_bound(lists, out)
    herd(lists, target, FIRST_LISTS, Budget())
    ceiling = min(each for index, each in enumerate(target) if index not in out)
    return maximin(lists, out, ceiling, Budget())


def of_many(n: int, choose: int, peer: Peer | None, patience: float) -> None:
    """The exact lottery over very many people, as a share of the bound, beside a peer."""
    pool, found = with_quotas_only(n, choose, 0), list[Lottery]()
    took = seconds(lambda: found.append(lottery(pool)))
    name, ours = f"maximin_{n}_{choose}", found[0]
    tell(name, took, "s", f"lowest-{ours.lowest:.5f}-bound-{ours.bound:.5f}")
    tell(f"{name}_reached", ours.lowest / ours.bound, "share", "goal-0.999-of-the-bound")
    if peer is None:
        return
    theirs, lowest = peer.maximin(pool, patience)
    told = "stopped" if lowest is None else f"lowest-{lowest:.5f}"
    tell(f"peer_{name}", theirs, "s", told)
    tell(f"peer_{name}_faster", theirs / took, "times", "at-least" if lowest is None else "-")


def _beside(name: str, times: _Times, goals: Goals) -> None:
    if not times.peer:
        tell(f"peer_{name}", 0, "runs", "sortition-algorithms-not-installed")
        return
    ended = [
        theirs - draw.lowest_possible
        for (_, theirs), draw in zip(times.peer, times.draws, strict=True)
        if theirs is not None
    ]
    stopped = len(times.peer) - len(ended)
    told = f"stopped-{stopped}-of-{len(times.peer)}"
    took = sorted(took for took, _ in times.peer)[len(times.peer) // 2]
    tell(f"peer_{name}_maximin", took, "s", told)
    if ended:
        tell(f"peer_{name}_lowest_better_by", max(ended), "chance", "goal-at-most-0.0005")
    for what, goal in goals.peer.items():
        own = times.maximin if what == "maximin" else times.tickets
        ratios = sorted(took / ours for ours, (took, _) in zip(own, times.peer, strict=True))
        ratio = ratios[len(ratios) // 2]
        least = "at-least-" if stopped else ""
        tell(f"peer_{name}_{what}_faster", ratio, "times", f"{least}goal-{goal:g}")
