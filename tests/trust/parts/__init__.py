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

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def parts() -> Iterator[ModuleType]:
    """The modules of this package, by name."""
    for found in sorted(iter_modules(__path__), key=lambda one: one.name):
        yield import_module(f"{__name__}.{found.name}")


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
