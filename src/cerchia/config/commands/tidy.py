"""The daily housekeeping: what is over is erased, what is old is sealed anew."""

import argparse
from collections.abc import Iterator

from cerchia.access.usecases.phones import forget_old, old_rows
from cerchia.config.commands.saying import say
from cerchia.kit.chores import chore, chores
from cerchia.vault import files, keys


@chore("keys sealed under an older master key")
def rewrap(*, dry: bool) -> Iterator[str]:
    if count := keys.count_old() if dry else keys.rewrap():
        yield f"{count} keys"


@chore("files that no row knows")
def sweep(*, dry: bool) -> Iterator[str]:
    if count := sum(1 for _path in files.orphans()) if dry else files.sweep():
        yield f"{count} files"


@chore("sign-ins, codes and counts that are over")
def forget(*, dry: bool) -> Iterator[str]:
    if count := old_rows() if dry else forget_old():
        yield f"{count} rows"


def tidy(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia tidy",
        description="Do the daily housekeeping: erase what its time is over for, wrap keys anew, "
        "remove what nothing refers to. Run it once a day; running it again changes nothing.",
    )
    parser.add_argument("--dry-run", action="store_true", help="only list what would be done")
    dry = parser.parse_args(arguments).dry_run
    done = 0
    for one in chores():
        for sentence in one.work(dry=dry):
            done += 1
            say(f"{one.name}: {sentence}")
    if not done:
        say("Nothing is due.")
    return 0
