"""What the tests of the house read: its files, and the layers as `pyproject.toml` orders them."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "cerchia"


@cache
def rank_of_rooms() -> dict[str, int]:
    """The floor of each room, the lowest being 0; rooms on one floor are siblings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["id"]: one for one in project["tool"]["importlinter"]["contracts"]}
    floors = [
        [room.strip(" ()") for room in floor.split("|")]
        for floor in reversed(contracts["rooms"]["layers"])
    ]
    return {room: number for number, floor in enumerate(floors) for room in floor}


def code(*folders: Path) -> list[Path]:
    """Our Python files, without what Django writes."""
    return sorted(
        file
        for folder in folders or (SOURCE,)
        for file in folder.rglob("*.py")
        if "migrations" not in file.parts
    )


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))
