"""Fills the demo edition where it is missing, and serves it on this machine alone."""

import argparse

from django.conf import settings
from django.core.management import call_command

from cerchia.config import env
from cerchia.config.commands.migrate import bring_up_to_date
from cerchia.config.commands.serve import MOST_PORTS, listen

MOST_PEOPLE = 10_000_000


def demo(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia demo",
        description="Fill the demo edition if it is empty, then serve it.",
    )
    parser.add_argument(
        "--people", type=_count, metavar="N", help="how many participants; default: as in 2013"
    )
    parser.add_argument("--seed", type=_seed, metavar="S", help="another seed, another demo")
    parser.add_argument("--no-serve", action="store_true", help="fill it only")
    options = parser.parse_args(arguments)
    port = env.integer("PORT", default=8000, least=1, most=MOST_PORTS)
    print(f"Demo in {settings.CERCHIA_DATA}", flush=True)  # noqa: T201 - a console command prints
    bring_up_to_date(verbosity=0)
    wanted = {"people": options.people, "seed": options.seed}
    call_command("fill_demo", **{name: n for name, n in wanted.items() if n is not None})
    if not options.no_serve:
        call_command("collectstatic", interactive=False, verbosity=0)
        address = f"http://127.0.0.1:{port}"
        listen("127.0.0.1", port, workers=2, threads=4, when_ready=lambda _: _announce(address))
    return 0


def _announce(address: str) -> None:
    print(f"\nCerchia is at {address}  (Ctrl+C stops it)", flush=True)  # noqa: T201


def _count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= MOST_PEOPLE):
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number of people')
    return int(word)


def _seed(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number')
    return int(word)
