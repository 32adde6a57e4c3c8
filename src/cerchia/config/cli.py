"""The console command `cerchia`: says what there is, and hands over to whoever does it.

A command of the house is a function here or in `commands`; a command of a room is the management
command of the same name. Wrong input ends with one sentence and exit code 2, never a traceback.
"""

import os
import sys
from collections.abc import Callable, Sequence

from cerchia.config import env, keys
from cerchia.kit.errors import DomainError

WRONG_INPUT = 2
INTERRUPTED = 130

COMMANDS = {
    "serve": "serve the product to its users",
    "migrate": "make or update the database",
    "demo": "fill the demo edition if it is empty, and serve it",
    "found": "found a programme with its first edition",
    "user": "add a user, give or revoke a token",
    "work": "do the long work that pages ask for (serve starts it by itself)",
    "tidy": "do the daily housekeeping, or list what is due",
    "verify": "walk every invariant of money, audit and scope",
    "backup": "write a copy of everything into one file",
    "restore": "make everything again from such a file",
    "balance": "propose a selection or circles from a file",
}
OF_THE_HOUSE = {"serve", "migrate", "demo", "tidy", "verify", "backup", "restore"}


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_usage())  # noqa: T201 - a console command prints
        return 0 if words else WRONG_INPUT
    name, *rest = words
    if name not in COMMANDS:
        return _say(f'There is no command "{name}". See: cerchia --help', WRONG_INPUT)
    try:
        return _plainly(lambda: _run(name, rest))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _usage() -> str:
    lines = [f"  cerchia {name:<9} {job}" for name, job in COMMANDS.items()]
    return "\n".join(["usage: cerchia COMMAND [options]", "", *lines, "", "Each has --help."])


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - a console command prints
    return code


def _run(name: str, rest: list[str]) -> int:
    if name == "balance":
        from cerchia.balance.cli import main as balance  # noqa: PLC0415 - needs no settings

        return balance(rest)
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cerchia.config.settings")
    asks_only = bool({"-h", "--help"} & set(rest))
    if name == "demo" and not asks_only:
        keys.make_for_demo(env.folder("CERCHIA_DATA", default="data"))

    import django  # noqa: PLC0415 - the keys of a demo must be there before its settings

    django.setup()
    if name in OF_THE_HOUSE:
        from cerchia.config import commands  # noqa: PLC0415 - needs settings

        return commands.run(name, rest)
    return _of_a_room(name, rest)


def _of_a_room(name: str, rest: list[str]) -> int:
    from django.core.management import (  # noqa: PLC0415 - needs settings
        BaseCommand,
        CommandError,
        get_commands,
        load_command_class,
    )
    from django.utils import translation  # noqa: PLC0415 - needs settings

    where = get_commands().get(name)
    if where is None:
        return _say(f'"{name}" is not part of this installation.', WRONG_INPUT)
    command = where if isinstance(where, BaseCommand) else load_command_class(where, name)
    command.suppressed_base_arguments = {
        "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color",
        "--force-color", "--skip-checks",
    }  # fmt: skip
    try:
        options = vars(command.create_parser("cerchia", name).parse_args(rest))
    except CommandError as wrong:
        sentence = str(wrong).removeprefix("Error: ")
        return _say(f"{sentence}. See: cerchia {name} --help", WRONG_INPUT)
    with translation.override("en"):
        command.execute(*options.pop("args", ()), **options)
    return 0


def _plainly(run: Callable[[], int]) -> int:
    """What went wrong, in one sentence and an exit code."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - slow to import
    from django.core.management.base import CommandError, SystemCheckError  # noqa: PLC0415
    from django.db.utils import OperationalError, ProgrammingError  # noqa: PLC0415

    try:
        return run()
    except SystemCheckError as refused:
        return _say(str(refused), 1)
    except CommandError as refused:
        return _say(str(refused), refused.returncode)
    except (env.WrongValue, DomainError, ImproperlyConfigured) as refused:
        return _say(str(refused), WRONG_INPUT)
    except (OperationalError, ProgrammingError) as refused:
        reason = str(refused).strip().splitlines()[0]
        return _say(f"The database refuses: {reason}. Has `cerchia migrate` run?", 1)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
