"""Whether two candidacies may be of one person: names in any script, year of birth, phone.

A hint for people, never a conclusion: nothing is joined by itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from uuid import UUID

LIKE = 0.82
LAST_DIGITS = 8
FEWEST_DIGITS = 6
FEWEST_LETTERS = 3
_ARABIC = {
    "ALEF": "", "BEH": "b", "TEH": "t", "THEH": "t", "JEEM": "j", "HAH": "h", "KHAH": "k",
    "DAL": "d", "THAL": "d", "REH": "r", "ZAIN": "s", "SEEN": "s", "SHEEN": "s", "SAD": "s",
    "DAD": "d", "TAH": "t", "ZAH": "s", "AIN": "", "GHAIN": "g", "FEH": "f", "QAF": "k",
    "KAF": "k", "KEHEH": "k", "LAM": "l", "MEEM": "m", "NOON": "n", "HEH": "h", "WAW": "w",
    "YEH": "y", "FARSI": "y", "PEH": "b", "TCHEH": "j", "GAF": "g", "JEH": "j", "HAMZA": "",
}  # fmt: skip
_SAME = str.maketrans("cqvpzx", "kkfbsk")
_SOUNDS = (
    ("ch", "j"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("dj", "j"), ("dia", "ja"), ("gi", "ji"), ("ge", "je"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouwyh]")
_NO_LETTERS = re.compile("[^a-z ]")


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of somebody, opened for a moment only."""

    key: UUID
    names: tuple[str, ...]
    birth_year: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one. `reasons`: phone, name, year."""

    first: UUID
    second: UUID
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """A card made ready to be compared."""

    card: Card
    bones: frozenset[str]
    digits: frozenset[str]


def print_of(card: Card) -> Print:
    return Print(card, _bones(card.names), _digits(card.phones))


def likeness(cards: Sequence[Card]) -> list[Pair]:
    """The pairs worth a look by a person, the same whatever the order of `cards`."""
    known = sorted(map(print_of, cards), key=lambda one: str(one.card.key))
    return [pair for one, other in combinations(known, 2) if (pair := compared(one, other))]


def compared(one: Print, other: Print) -> Pair | None:
    """Why the two may be one, or nothing. Two different years of birth are two people, unless
    they share a telephone.
    """
    reasons = ["phone"] if one.digits & other.digits else []
    reasons += ["name"] if _alike(one.bones, other.bones) else []
    years = {one.card.birth_year, other.card.birth_year} - {""}
    same_year = len(years) == 1 and one.card.birth_year == other.card.birth_year
    apart = len(years) > 1
    reasons += ["year"] if same_year else []
    if "phone" in reasons or ("name" in reasons and not apart):
        return Pair(one.card.key, other.card.key, tuple(reasons))
    return None


def latin(name: str) -> str:
    """The name in small Latin letters, without marks: what other scripts sound like, roughly."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(_letter(one) for one in plain if not unicodedata.combining(one))


def _letter(one: str) -> str:
    if one.isascii():
        return one if one.isalpha() else " "
    words = unicodedata.name(one, "SPACE").split()
    if words[0] == "ARABIC" and len(words) > 2:  # noqa: PLR2004 - script, kind, name
        return _ARABIC.get(words[2], "")
    if words[0] in {"ETHIOPIC", "CYRILLIC", "BENGALI"}:
        return words[-1].lower() if len(words[-1]) <= 4 else ""  # noqa: PLR2004 - a syllable
    return " " if one.isspace() else ""


def bones(name: str) -> str:
    """What stays of a name however it is spelt: the consonants of each word, in one order."""
    return " ".join(sorted(filter(None, map(_word, _NO_LETTERS.sub("", latin(name)).split()))))


def _word(text: str) -> str:
    for spelt, heard in _SOUNDS:
        text = text.replace(spelt, heard)
    if text.startswith("y"):
        text = f"j{text[1:]}"
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", text.translate(_SAME)))


def _bones(names: Iterable[str]) -> frozenset[str]:
    """Of each spelling; three consonants at least, since fewer say nothing."""
    return frozenset(found for name in names if len(found := bones(name)) >= FEWEST_LETTERS)


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(
        one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE
        for one in some
        for other in others
    )


def _digits(phones: Iterable[str]) -> frozenset[str]:
    """The last digits, in Western figures: prefixes of countries differ, these do not."""
    bare = ("".join(str(int(c)) for c in phone if c.isdecimal()) for phone in phones)
    return frozenset(digits[-LAST_DIGITS:] for digits in bare if len(digits) >= FEWEST_DIGITS)
