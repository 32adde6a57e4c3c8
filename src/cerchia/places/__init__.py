"""Places: municipalities and provinces of Italy with ISTAT codes, centres and outlines.

Plain values from a file of this repository, no tables; nothing is asked of another site.
A place in another country has no municipality here: keep its name as it was told.
"""

from cerchia.places.gazetteer import (
    CREDIT,
    Municipality,
    Point,
    Province,
    exact,
    folded,
    kilometres,
    municipalities,
    municipality,
    outline,
    province,
    province_of,
    provinces,
    search,
)

__all__ = [
    "CREDIT",
    "Municipality",
    "Point",
    "Province",
    "exact",
    "folded",
    "kilometres",
    "municipalities",
    "municipality",
    "outline",
    "province",
    "province_of",
    "provinces",
    "search",
]
