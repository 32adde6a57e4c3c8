"""The picture of the network: circles, organisations and what ties them, from several rooms."""

from cerchia.desk.queries.network.detail import Detail, detail_of
from cerchia.desk.queries.network.graph import Woven, family_of, woven
from cerchia.desk.queries.network.places import Around, Mapped, mapped
from cerchia.desk.queries.network.reading import LIVE, Reading, last_reading, read

__all__ = [
    "LIVE",
    "Around",
    "Detail",
    "Mapped",
    "Reading",
    "Woven",
    "detail_of",
    "family_of",
    "last_reading",
    "mapped",
    "read",
    "woven",
]
