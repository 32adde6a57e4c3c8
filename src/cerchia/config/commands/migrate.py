"""Makes the data folder and brings the database to what the code expects."""

import argparse

from django.conf import settings
from django.core.management import call_command


def migrate(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia migrate",
        description="Make or update the database; nothing happens where nothing is missing.",
    )
    parser.parse_args(arguments)
    bring_up_to_date(verbosity=1)
    return 0


def bring_up_to_date(*, verbosity: int) -> None:
    """Tables, the guards that every migration lays again, and the table of the cache."""
    settings.CERCHIA_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)
