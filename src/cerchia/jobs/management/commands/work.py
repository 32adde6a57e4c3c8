"""Does the long work that pages ask for."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from cerchia.jobs.worker import Worker


class Command(BaseCommand):
    help = "Do the long work that pages ask for. `cerchia serve` starts this by itself."
    requires_system_checks = ()  # the server has made them; the pages need not be loaded here

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def handle(self, *args: object, **options: Any) -> None:
        worker = Worker()
        worker.listen_to_signals()
        if options["once"]:
            worker.finish_all()
        else:
            worker.serve()
