"""Makes everything again from the file of a backup, into an empty place."""

import argparse
from pathlib import Path

from django.core.management import CommandError

from cerchia.config import backups
from cerchia.config.commands.migrate import bring_up_to_date
from cerchia.config.commands.saying import say
from cerchia.config.commands.verify import verify


def restore(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia restore",
        description="Make the database and all files again from FILE, then verify them. Refuses "
        "to overwrite anything.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="written by cerchia backup")
    parser.add_argument(
        "--identity", metavar="KEYFILE", type=Path, help="the private key of a backup --to"
    )
    options = parser.parse_args(arguments)
    try:
        manifest = backups.read(options.file, identity=_key(options.identity))
    except backups.BackupRefused as refused:
        raise CommandError(str(refused), returncode=2) from refused
    bring_up_to_date(verbosity=0)
    say(f"Restored as it stood on {manifest.made_at}.")
    return verify([])


def _key(file: Path | None) -> str:
    """The line of an age key file that holds the private key."""
    if file is None:
        return ""
    if not file.is_file():
        raise backups.BackupRefused(f'"{file}" is not there.')
    lines = file.read_text(encoding="ascii", errors="replace").splitlines()
    return next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "none")
