"""The room `balance` against its goals, one line each: name, value, unit, and beside what.

Seconds are the median and the 95th percentile over seeds, as a share of the goal; values stand
beside the bound that nothing can beat. Without options it takes about a quarter of an hour;
`--deep` runs every row as often as the goals ask (hours). `--only WORD` runs the rows of that name.
"""

import argparse
import sys
import time
from collections.abc import Callable

from benchmarks.balance import chances, circles, selection, whole
from benchmarks.balance.peers import Peer, prepare
from benchmarks.balance.telling import CLOCK, tell
from cerchia.balance.generator import make_pool
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.balance.selection.propose import propose

SHORT_SECONDS = 10.5 * 60.0
Rows = dict[str, Callable[[], None]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.balance", description=__doc__)
    parser.add_argument("--deep", action="store_true", help="as often as the goals ask")
    parser.add_argument("--only", default="", metavar="WORD", help="the rows of this name")
    parser.add_argument("--cpu", action="store_true", help="seconds of work, on a busy machine")
    options = parser.parse_args()
    CLOCK.read = time.process_time if options.cpu else time.perf_counter
    began = time.monotonic()
    propose(parse_pool(make_pool(20, 10, 0)), Request(lists=2))  # the solver is loaded once
    peer = prepare()
    for name, row in rows(peer, deep=options.deep).items():
        if options.only not in name:
            continue
        if not options.deep and time.monotonic() - began > SHORT_SECONDS:
            tell(f"left_out_{name}", 0, "runs", "the-time-was-over-see---deep")
            continue
        row()
    tell("all", time.monotonic() - began, "s", "deep" if options.deep else "goal-900")
    return 0


def rows(peer: Peer | None, *, deep: bool) -> Rows:
    """The table of goals, row by row, the quick ones first."""

    def seeds(short: int, goal: int = 20) -> int:
        return goal if deep else short

    found: Rows = {
        "select_60": lambda: selection.four_levels(60, 35, 0.3, seeds(20)),
        "select_200": lambda: selection.four_levels(200, 100, 1.0, seeds(20)),
        "why_not_200": lambda: selection.why_nots(200, 100, 0.2, seeds(10)),
        "conflict_select_60": lambda: selection.conflicts(60, 35, 0.3, seeds(10)),
        "conflict_select_200": lambda: selection.conflicts(200, 100, 1.0, seeds(4)),
        "conflict_counting": lambda: selection.beside_assumptions(30.0 if deep else 12.0),
        "select_few_changes": lambda: selection.few_changes(200, 100, 0.3, seeds(20)),
        "compose_35": lambda: circles.six_levels(35, 2.0, 1.5, seeds(10)),
        "conflict_compose_35": lambda: circles.conflicts(70, 35, 2.0, seeds(3)),
        "whole_path": lambda: whole.path(6.0, seeds(5)),
        "reproducible": lambda: whole.reproducible(seeds(2)),
        "valid": lambda: whole.valid(1000 if deep else 60),
        "chances_60": lambda: chances.of(60, 35, SMALL, seeds(5), peer),
        "chances_200": lambda: chances.of(200, 100, MIDDLE, seeds(2), peer),
        "chances_500_35": lambda: chances.of_many(500, 35, peer, 200.0),
        "chances_2000_35": lambda: chances.of_many(2000, 35, peer if deep else None, 900.0),
        "select_1000": lambda: selection.four_levels(1000, 500, 4.0, seeds(3)),
        "compose_500": lambda: circles.five_hundred(20.0, seeds(1, 3)),
        "compose_100": lambda: circles.six_levels(100, 60.0, 6.0, seeds(1, 5)),
        "select_5000": lambda: selection.four_levels(5000, 500, 20.0, seeds(1, 5)),
        "conflict_select_1000": lambda: selection.conflicts(1000, 100, 5.0, seeds(1, 3)),
        "conflict_compose_100": lambda: circles.conflicts(200, 100, 15.0, seeds(1, 3)),
        "chances_10000_35": lambda: chances.of_many(10_000, 35, peer if deep else None, 900.0),
        "chances_1000": lambda: chances.of(1000, 100, LARGE, seeds(1, 3), peer),
    }
    return found


SMALL = chances.Goals(0.5, 0.6, 2.0, {"maximin": 1.7})
MIDDLE = chances.Goals(2.0, 3.0, 6.0, {"maximin": 1.7})
LARGE = chances.Goals(40.0, None, 25.0, {"tickets": 10.0}, patience=400.0)


if __name__ == "__main__":
    sys.exit(main())
