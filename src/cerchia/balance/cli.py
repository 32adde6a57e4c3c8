"""`cerchia balance select POOL.json`, `compose POOL.json` and `draw POOL.json`."""

import argparse
import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FrameType

from cerchia.balance.composition.propose import propose as compose
from cerchia.balance.engine import Brake, Progress
from cerchia.balance.errors import BalanceError
from cerchia.balance.output import (
    Json,
    as_json,
    drawn_json,
    read_chosen,
    read_circles,
    read_lists,
)
from cerchia.balance.records import Pool, Proposal
from cerchia.balance.requests import USUAL_SECONDS, Request
from cerchia.balance.schema import read_pool
from cerchia.balance.selection.propose import propose as select
from cerchia.kit import clock

ANSWERED, WRONG_INPUT = 0, 2
QUIET_SECONDS = 2.0
LOT = "seal numbered lists that all obey the rules, and let a public seed pick one"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 for any answer, 2 for input that cannot be used."""
    options = _parser().parse_args(argv)
    handler = signal.getsignal(signal.SIGINT)
    try:
        if options.command == "draw":
            return _draw(options)
        proposal = _answer(options)
    except BalanceError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_INPUT
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, handler)
    _print(as_json(proposal, circles=options.command == "compose"))
    if not proposal.run.reproducible:
        sys.stderr.write(_cut_short(proposal))
    return ANSWERED


def _print(found: Json) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _draw(options: argparse.Namespace) -> int:
    """Seal numbered lists, and pick one once there is a seed; from a pool, or an earlier answer."""
    lists = read_lists(options.pool)
    if lists is None:
        proposal = _select(read_pool(options.pool), options)
        if not proposal.tickets:
            _print(as_json(proposal, circles=False))
            return ANSWERED
        lists = proposal.tickets
    _print(drawn_json(lists, options.seed))
    return ANSWERED


def _select(pool: Pool, options: argparse.Namespace) -> Proposal:
    """The lists of a draw: always the same for the same file."""
    return select(pool, replace(_request(options, seed=1), lists=options.lists, explain=False))


def _answer(options: argparse.Namespace) -> Proposal:
    pool = read_pool(options.pool)
    request = _request(options, seed=options.seed)
    if options.command == "select":
        previous = None if options.previous is None else read_chosen(options.previous)
        return select(pool, replace(request, previous=previous, lists=options.lists))
    circles = None if options.previous is None else read_circles(options.previous)
    return compose(pool, replace(request, previous_circles=circles))


def _request(options: argparse.Namespace, *, seed: int) -> Request:
    brake = Brake()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _once(brake))
    return Request(
        seed=seed,
        seconds=options.time_limit,
        interruptible=True,
        progress=_progress(),
        brake=brake,
        started=clock.now().isoformat(timespec="seconds"),
    )


def _once(brake: Brake) -> Callable[[int, FrameType | None], None]:
    """The first Ctrl-C asks for the best so far, the next one ends the program."""

    def handle(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        brake.pull()

    return handle


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cerchia balance",
        description="Propose a balanced selection or balanced circles. People decide.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (
        ("select", "propose who is selected"),
        ("compose", "propose circles for the people selected"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.add_argument("pool", metavar="POOL.json", help="an exchange file of schema 1")
        command.add_argument("--seed", type=_seed, default=1, help="seed of the solver")
        command.add_argument(
            "--time-limit",
            type=_seconds,
            default=USUAL_SECONDS,
            metavar="SECONDS",
            help="work at most about so long; the same on every machine",
        )
        command.add_argument(
            "--previous", metavar="FILE", help="an earlier answer to change as little as can be"
        )
        command.add_argument(
            "--lists",
            type=_lists,
            default=0,
            metavar="M",
            help="draw M numbered lists and tell everybody's chance (select only)",
        )
    _draw_options(commands.add_parser("draw", help=LOT, description=LOT))
    return parser


def _draw_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "pool",
        metavar="POOL.json",
        help="an exchange file of schema 1, or the answer of select with --lists",
    )
    command.add_argument(
        "--lists", type=_lists, default=100, metavar="M", help="how many lists (%(default)s)"
    )
    command.add_argument(
        "--seed",
        default="",
        metavar="TEXT",
        help="what was drawn in public, e.g. the numbers of a lottery; without it only the seals",
    )
    command.add_argument(
        "--time-limit", type=_seconds, default=USUAL_SECONDS, metavar="SECONDS", help="as select"
    )


def _seed(text: str) -> int:
    return _whole(text, 0, 2**31 - 1)


def _lists(text: str) -> int:
    return _whole(text, 1, 100_000)


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"a whole number from {low} to {high} is wanted")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError("a number of seconds, zero or more, is wanted")
    return seconds


def _progress() -> Progress:
    """Tell on standard error what goes on, once it takes longer than two seconds."""
    started = time.perf_counter()

    def tell(message: str) -> None:
        passed = time.perf_counter() - started
        if passed > QUIET_SECONDS:
            sys.stderr.write(f"{passed:5.0f} s  {message}\n")
            sys.stderr.flush()

    return tell


def _cut_short(proposal: Proposal) -> str:
    """After Ctrl-C or the wall clock: the best so far, and how far from the bound."""
    if not proposal.levels:
        return "Stopped early: nothing was found yet, and nothing is proven.\n"
    open_levels = [
        f"{level.name} {level.value}, nothing can beat {level.bound}"
        for level in proposal.levels
        if level.status != "proven"
    ]
    far = "; ".join(open_levels) or "every level told is proven"
    return f"Stopped early: best found so far ({far}).\n"
