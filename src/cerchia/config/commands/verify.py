"""Walks every invariant of money, audit and scope over the whole database."""

import argparse
import time
from collections.abc import Callable, Iterator

from cerchia.audit import queries as audit
from cerchia.circles import invariants as circles
from cerchia.composing import invariants as composing
from cerchia.config.commands.saying import progress, say
from cerchia.funds import invariants as funds
from cerchia.guards import triggers
from cerchia.ledger import verification as ledger
from cerchia.ledger.models import Posting
from cerchia.network import invariants as network
from cerchia.selection import invariants as selection
from cerchia.support import invariants as support
from cerchia.vault import verification as vault

Walk = Callable[[], Iterator[object]]
SHOWN_AFTER_SECONDS = 2

WALKS: dict[str, Walk] = {
    "guards of the tables": lambda: iter(triggers.missing(using="default")),
    "laws of money": ledger.verify,
    "funds, pacts and payments": funds.broken,
    "circles and scope": circles.broken,
    "circles put together": composing.broken,
    "who was chosen, and how": selection.broken,
    "organisations and who asked them": network.broken,
    "promises and names": support.broken,
    "log of acts and looks": audit.broken,
    "sealed files": vault.broken,
}


def verify(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia verify",
        description="Walk every invariant over the whole database. Names each broken one and "
        "exits with 1; exits with 0 and prints counts when all hold.",
    )
    parser.parse_args(arguments)
    wrong = sum(_walk(name, walk) for name, walk in WALKS.items())
    if wrong:
        return _refuse(wrong)
    counts = {**circles.counted(), **composing.counted(), **funds.counted(), **audit.counted()}
    counts |= network.counted() | support.counted() | selection.counted()
    counts["postings"] = Posting.objects.count()
    say("Everything holds: " + ", ".join(f"{n} {name}" for name, n in counts.items()) + ".")
    return 0


def _walk(name: str, walk: Walk) -> int:
    began, found = time.monotonic(), 0
    for sentence in walk():
        found += 1
        say(f"broken: {sentence}")
    if time.monotonic() - began > SHOWN_AFTER_SECONDS:
        progress(f"{name}: {time.monotonic() - began:.0f} s")
    return found


def _refuse(wrong: int) -> int:
    say(f"{wrong} broken. Nothing was changed.")
    return 1
