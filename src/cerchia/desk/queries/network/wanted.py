"""What the page of the network is asked to show: all of it stands in the address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from cerchia.desk.queries.network.graph import PUBLIC
from cerchia.network.models.organisations import Kind, State
from cerchia.network.queries.lists import INTERESTS, Filters

LONGEST = 80
FAMILIES = ("business", "association", "public")
AROUND = "~"
PLACE = re.compile(r"[0-9]{3}|[0-9]{6}~?")
"""A province, a municipality, or a municipality and what lies around it, by ISTAT code."""
NAMES = (
    "cerca",
    "territorio",
    "imprese",
    "offerte",
    "stato",
    "interesse",
    "tipo",
    "famiglia",
    "luogo",
    "vista",
    "ordina",
    "scelta",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`kept` are the words of the address that this page knows, each as it was given."""

    kept: Mapping[str, str]
    territory: UUID | None = None
    chosen: UUID | None = None
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        """What is no choice is left out; an id that is none as well."""
        kept = {
            name: asked[name].strip()[:LONGEST] for name in NAMES if asked.get(name, "").strip()
        }
        choices: dict[str, object] = {
            "stato": State.values,
            "tipo": Kind.values,
            "interesse": list(INTERESTS),
            "famiglia": FAMILIES,
            "vista": ["tabella"],
        }
        for name, known in choices.items():
            if kept.get(name) not in known:  # type: ignore[operator] # lists of words
                kept.pop(name, None)
        if not PLACE.fullmatch(kept.get("luogo", "")):
            kept.pop("luogo", None)
        ids = {name: _uuid(kept.get(name, "")) for name in ("territorio", "scelta")}
        for name, found in ids.items():
            if found is None:
                kept.pop(name, None)
        return cls(kept, ids["territorio"], ids["scelta"], asked.get("dopo", "")[:300])

    @property
    def businesses(self) -> bool:
        return "imprese" in self.kept

    @property
    def is_table(self) -> bool:
        return "vista" in self.kept

    @property
    def is_narrowed(self) -> bool:
        """Whether something of the list is left out."""
        return bool(self.kept.keys() - {"vista", "ordina", "scelta"})

    @property
    def has_more_filters(self) -> bool:
        return bool(self.kept.keys() & {"stato", "interesse", "tipo"})

    @property
    def place(self) -> str:
        return self.kept.get("luogo", "")

    @property
    def family(self) -> str:
        return self.kept.get("famiglia", "")

    def filters(self, places: Sequence[str] = ()) -> Filters:
        """`places`: the codes that the place of the address stands for."""
        business, kinds = _of_family(self.family)
        return Filters(
            territory=self.territory,
            state=self.kept.get("stato", ""),
            business=True if self.businesses and business is None else business,
            kinds=kinds,
            places=places,
            interest=self.kept.get("interesse", ""),
            kind=self.kept.get("tipo", ""),
            with_offers="offerte" in self.kept,
            search=self.kept.get("cerca", ""),
        )

    def address(self, **changes: object) -> str:
        """The address of this page with some words changed; an empty one goes away."""
        words = {**self.kept, **{name: str(value or "") for name, value in changes.items()}}
        found = {name: value for name, value in words.items() if value}
        return f"?{urlencode(found)}" if found else "?"


def _of_family(family: str) -> tuple[bool | None, Sequence[str]]:
    """Whether it is a business, and of which kinds: the other way round of `graph.family_of`."""
    if family == "public":
        return False, sorted(PUBLIC)
    if family == "association":
        return False, sorted(set(Kind.values) - PUBLIC)
    return (True if family else None), ()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
