"""Founds a programme with its first edition: the first act in a new installation."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cerchia.kit.errors import DomainError
from cerchia.programmes.models import Edition, Phase, Programme
from cerchia.programmes.usecases import EditionPlan, Period, found_programme, open_edition


def day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ArgumentTypeError(f'"{word}" is not a day such as 2013-01-31') from None


class Command(BaseCommand):
    help = "Found a programme with its first edition. Later editions are copied in the settings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help="name of the programme")
        parser.add_argument("--edition", required=True, help="name of its first edition")
        parser.add_argument(
            "--territory", action="append", required=True, help="one for each territory"
        )
        parser.add_argument("--from", dest="first", type=day, required=True, help="first day")
        parser.add_argument("--to", dest="last", type=day, required=True, help="last day")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Programme.objects.filter(name=options["programme"]).exists():
            raise CommandError("There is a programme of this name already.", returncode=2)
        days = Period(options["first"], options["last"])
        try:
            edition = self._open(options, days)
        except DomainError as refused:
            raise CommandError(str(refused), returncode=2) from refused
        self.stdout.write(f"{edition.name} is there. Now: cerchia user add NAME --role coordinator")

    def _open(self, options: dict[str, Any], days: Period) -> Edition:
        names = list(dict.fromkeys(name.strip() for name in options["territory"]))
        programme = found_programme(actor=None, name=options["programme"], territories=names)
        plan = EditionPlan(
            name=options["edition"],
            period=days,
            phases={Phase.Kind.DEVELOPMENT: days},
            targets=dict.fromkeys(programme.territories.all(), 0),
        )
        return open_edition(actor=None, programme=programme, plan=plan)
