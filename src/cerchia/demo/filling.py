"""Fills an empty database with the demo, once; what was interrupted is begun again."""

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from cerchia.access.models import User
from cerchia.demo.models import Filling
from cerchia.demo.play.director import play
from cerchia.guards import triggers
from cerchia.kit import clock

STORY_PEOPLE = 35
Say = Callable[[str], None]


class Progress:
    """A line now and then about how far it is, once it has taken two seconds."""

    FIRST, EVERY = 2.0, 3.0

    def __init__(self, say: Say) -> None:
        self._say, self._next = say, time.monotonic() + self.FIRST

    def __call__(self, done: int, of: int, what: str) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self.EVERY
            self._say(f"  {done:,} of {of:,} {what}")


def fill(*, people: int, seed: int, today: date, say: Say) -> bool:
    """Fill if nothing is there; returns whether anything was written.

    Refuses a database with accounts that no demo made, and another demo than the one asked for.
    """
    known = Filling.objects.first()
    if known is not None and known.finished_at is not None:
        _same_demo(known, people=people, seed=seed, today=today, say=say)
        return False
    if known is not None:
        say("The last filling was interrupted: it begins again from an empty database.")
        _empty()
    elif User.objects.exists():
        raise CommandError("This database is not a demo: nothing is filled in.", returncode=2)
    _write(people=people, seed=seed, today=today, say=say)
    return True


def _same_demo(known: Filling, *, people: int, seed: int, today: date, say: Say) -> None:
    if (known.people, known.seed) != (people, seed):
        raise CommandError(
            f"CERCHIA_DATA holds the demo of {known.people} people with seed {known.seed}. "
            "For another one choose an empty folder.",
            returncode=2,
        )
    if known.played_to != today:
        say(
            f"The story was played up to {known.played_to} and stays there; today is {today}. "
            "For the story up to today choose an empty folder as CERCHIA_DATA."
        )


def _write(*, people: int, seed: int, today: date, say: Say) -> None:
    began = time.monotonic()
    mark = Filling.objects.create(people=people, seed=seed, played_to=today, started_at=clock.now())
    say(f"Filling the demo edition up to {today}.")
    progress = Progress(say)
    play(today=today, seed=seed, tell=lambda done, of: progress(done, of, "acts of the story"))
    if people > STORY_PEOPLE:
        from cerchia.demo.bulk.edition import write_more  # noqa: PLC0415 - only large demos need it

        write_more(people=people - STORY_PEOPLE, seed=seed, today=today, say=say)
    mark.finished_at = clock.now()
    mark.save(update_fields=["finished_at"])
    say(f"Filled in {time.monotonic() - began:.0f} seconds.")


def _empty() -> None:
    """Everything out, sealed files too: only ever a demo that was not finished."""
    triggers.remove()
    connection.check_constraints()
    call_command("flush", interactive=False, verbosity=0)
    triggers.install()
    shutil.rmtree(Path(settings.CERCHIA_DATA) / "files", ignore_errors=True)
