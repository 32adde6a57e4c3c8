"""Small readers of JSON values that name the place in the file when something is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cerchia.balance.errors import SchemaError
from cerchia.balance.records import CEFR

LARGEST = 1_000_000
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A JSON value and where it stands, as in `candidates[3].urgency`."""

    where: str
    value: object

    def wrong(self, expected: str) -> SchemaError:
        """The one sentence for a value that cannot be used."""
        return SchemaError(f"{self.where}: expected {expected}, found {_shown(self.value)}.")

    def item(self, key: str) -> "Place":
        """The value under a key; nothing (None) where the key is missing."""
        return Place(f"{self.where}.{key}" if self.where else key, self.object().get(key))

    def has(self, key: str) -> bool:
        return key in self.object()

    def object(self) -> Mapping[str, object]:
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        return self.value

    def items(self) -> Iterator["Place"]:
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return (Place(f"{self.where}[{n}]", item) for n, item in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("a text that is not empty")
        return self.value

    def optional_text(self) -> str | None:
        return None if self.value is None else self.text()

    def number(self, low: int = 0, high: int = LARGEST) -> int:
        """A whole number in the range; true and false are no numbers."""
        wanted = f"a whole number from {low} to {high}"
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong(wanted)
        if not low <= self.value <= high:
            raise self.wrong(wanted)
        return self.value

    def optional_number(self) -> int | None:
        return None if self.value is None else self.number()

    def flag(self) -> bool:
        if self.value is None:
            return False
        if not isinstance(self.value, bool):
            raise self.wrong("true or false")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of different texts, sorted."""
        found = [place.text() for place in self.items()]
        if len(set(found)) != len(found):
            raise self.wrong("different values")
        return tuple(sorted(found))

    def pair(self, low: int = 0, high: int = LARGEST) -> tuple[int, int]:
        """Two whole numbers."""
        match self.value:
            case [_, _]:
                first, second = (place.number(low, high) for place in self.items())
                return first, second
        raise self.wrong(f"two whole numbers from {low} to {high}")

    def span(self) -> tuple[int, int]:
        """Two whole numbers, the lower one first."""
        low, high = self.pair()
        if low > high:
            raise self.wrong("the lower number first")
        return low, high

    def cefr(self) -> str:
        if self.value not in CEFR:
            raise self.wrong("a level from A1 to C2")
        return str(self.value)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:57]}..."
