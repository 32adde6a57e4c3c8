"""Commands of the house itself. Those of a room are management commands of that room."""

from collections.abc import Callable

from cerchia.config.commands.backup import backup
from cerchia.config.commands.demo import demo
from cerchia.config.commands.migrate import migrate
from cerchia.config.commands.restore import restore
from cerchia.config.commands.serve import serve
from cerchia.config.commands.tidy import tidy
from cerchia.config.commands.verify import verify

_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "backup": backup,
    "demo": demo,
    "migrate": migrate,
    "restore": restore,
    "serve": serve,
    "tidy": tidy,
    "verify": verify,
}


def run(name: str, arguments: list[str]) -> int:
    """The exit code of the command `name`."""
    return _COMMANDS[name](arguments)
