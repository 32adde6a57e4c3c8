"""Fills the demo edition where it is missing and says who can sign in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from cerchia.demo.filling import STORY_PEOPLE, fill
from cerchia.demo.play.stage import PASSWORD
from cerchia.demo.story.doors import DOORS


class Command(BaseCommand):
    help = "Fill the demo edition if it is empty."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=STORY_PEOPLE, metavar="N")
        parser.add_argument("--seed", type=int, default=2013, metavar="S")

    def handle(self, *args: object, **options: Any) -> None:
        if not settings.CERCHIA_TODAY:
            raise CommandError("Only a demo is filled: `cerchia demo`.", returncode=2)
        if options["people"] < STORY_PEOPLE:
            raise CommandError(f"The story needs at least {STORY_PEOPLE} people.", returncode=2)
        fill(
            people=options["people"],
            seed=options["seed"],
            today=settings.CERCHIA_TODAY,
            say=self._say,
        )
        self._say(f'\nEverybody signs in on /entra/ with the password "{PASSWORD}":\n')
        width = max(len(name) for name, _ in DOORS)
        for name, who in DOORS:
            self._say(f"  {name:<{width}}  {who}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
