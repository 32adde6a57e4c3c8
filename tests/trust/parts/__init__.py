"""What each younger room adds to the world and to the matrix: one module a room.

A module of this package may offer:

    TABLE                 lines of the matrix, in the columns that `matrix.py` explains
    build(world)          makes the room's rows, in `world.things` by name
    things(world)         thing → arguments of the address
    queries(world)        thing → query of the address
    bodies(world)         name of the address → what a form sends
    json_bodies(world)    name of the operation → what the interface is sent
    STARTS                addresses where the crawl begins besides those that everybody knows
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


@cache
def parts() -> tuple[ModuleType, ...]:
    """The modules of this package, by name. Asked for each of thousands of requests."""
    names = sorted(found.name for found in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def joined(what: str, *given: Any) -> dict[str, Any]:
    """What all parts answer to the same question, in one mapping."""
    answers: dict[str, Any] = {}
    for part in parts():
        tell = getattr(part, what, None)
        answers |= tell(*given) if tell else {}
    return answers


def tables() -> str:
    return "\n".join(getattr(part, "TABLE", "") for part in parts())


def starts() -> tuple[str, ...]:
    return tuple(path for part in parts() for path in getattr(part, "STARTS", ()))


def build_all(world: Any) -> None:
    for part in parts():
        if hasattr(part, "build"):
            part.build(world)
