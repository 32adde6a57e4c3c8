"""Writes a copy of everything into one encrypted file, while people work."""

import argparse
from pathlib import Path

from django.core.management import CommandError

from cerchia.config import backups
from cerchia.config.commands.saying import say


def backup(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia backup",
        description="Write an encrypted copy of the database and of all files into FILE.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet")
    parser.add_argument(
        "--to", metavar="age1…", default="", help="a public key; default: the data key opens it"
    )
    options = parser.parse_args(arguments)
    try:
        size = backups.write(options.file, recipient=options.to)
    except backups.BackupRefused as refused:
        raise CommandError(str(refused), returncode=2) from refused
    say(f"{options.file}: {size} bytes, complete.")
    return 0
