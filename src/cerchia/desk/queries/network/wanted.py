"""What the page of the network is asked to show: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from cerchia.network.models.organisations import Kind, State
from cerchia.network.queries.lists import INTERESTS, Filters

LONGEST = 80
NAMES = (
    "cerca",
    "territorio",
    "imprese",
    "offerte",
    "stato",
    "interesse",
    "tipo",
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
            "vista": ["tabella"],
        }
        for name, known in choices.items():
            if kept.get(name) not in known:  # type: ignore[operator] # lists of words
                kept.pop(name, None)
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

    def filters(self) -> Filters:
        return Filters(
            territory=self.territory,
            state=self.kept.get("stato", ""),
            business=True if self.businesses else None,
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


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
