"""Which letters our fonts can draw, so that a strange one becomes a mark and never an error."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

SANS, SERIF, ETHIOPIC = "fontpkg_noto_sans", "fontpkg_noto_serif", "justmytype_intl_africa"
SANS_ARABIC, NASKH = "fontpkg_noto_sans_arabic", "pylopdf_fonts_ar"
FILES = {
    SANS: "files/NotoSans[wdth,wght].ttf",
    SERIF: "files/NotoSerif[wdth,wght].ttf",
    SANS_ARABIC: "files/NotoSansArabic[wdth,wght].ttf",
    NASKH: "NotoNaskhArabic-Variable.ttf",
    ETHIOPIC: "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf",
}
STACKS = ((SANS, SANS_ARABIC, ETHIOPIC), (SERIF, NASKH, ETHIOPIC))
"""The fonts that the templates try in turn, for the text and for what people said."""

UNKNOWN = "�"
LONGEST_WORD = 24
BREAK = "\u200b"
JOINERS = "\u200c\u200d"
KEPT_CONTROLS = "\n"
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
LONG_WORD = re.compile(rf"[^\s{BREAK}]{{{LONGEST_WORD + 1},}}")
FORMAT_4, FORMAT_12 = 4, 12


def font_folders() -> list[Path]:
    return [_font(package).parent for package in FILES]


def drawable(text: str) -> str:
    """The text with a mark for every letter that no font has, and places to break long words.

    Marks that steer direction or hide are dropped: they could make a page read other than it says.
    """
    known = _known_letters()
    shown = "".join(_drawn(letter, known) for letter in unicodedata.normalize("NFC", text))
    return LONG_WORD.sub(lambda word: BREAK.join(_pieces(word[0])), shown)


def _drawn(letter: str, known: frozenset[int]) -> str:
    if letter in KEPT_CONTROLS or letter in JOINERS:
        return letter
    category = unicodedata.category(letter)
    if category == "Zs":
        return "\u00a0" if letter in "\u00a0\u202f" else " "
    if letter == "\t":
        return " "
    if category in {"Cc", "Cf", "Zl", "Zp"} or letter in VARIANTS:
        return ""
    return letter if ord(letter) in known else UNKNOWN


def _pieces(word: str) -> Iterator[str]:
    """Parts of a very long word, never cut before a mark that belongs to the letter in front."""
    start = 0
    for place in range(1, len(word)):
        if place - start >= LONGEST_WORD and not unicodedata.combining(word[place]):
            yield word[start:place]
            start = place
    yield word[start:]


@lru_cache(maxsize=1)
def _known_letters() -> frozenset[int]:
    """Letters that every stack of fonts can draw."""
    letters = {package: set(_letters_of(_font(package).read_bytes())) for package in FILES}
    stacks = [set().union(*(letters[package] for package in stack)) for stack in STACKS]
    return frozenset(set.intersection(*stacks))


def _font(package: str) -> Path:
    return Path(str(files(package) / FILES[package]))


def _letters_of(font: bytes) -> Iterator[int]:
    """The character map of a TrueType font (its tables of format 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * tables, 16):
        tag, _sum, start, _length = struct.unpack_from(">4sIII", font, place)
        if tag == b"cmap":
            yield from _letters_of_map(font, start)


def _letters_of_map(font: bytes, start: int) -> Iterator[int]:
    (parts,) = struct.unpack_from(">H", font, start + 2)
    for place in range(parts):
        _platform, _encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * place)
        (shape,) = struct.unpack_from(">H", font, start + offset)
        if shape == FORMAT_12:
            yield from _format_12(font, start + offset)
        elif shape == FORMAT_4:
            yield from _format_4(font, start + offset)


def _format_12(font: bytes, start: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, start + 12)
    for place in range(groups):
        first, last, _glyph = struct.unpack_from(">III", font, start + 16 + 12 * place)
        yield from range(first, last + 1)


def _format_4(font: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    lasts = struct.unpack_from(f">{doubled // 2}H", font, start + 14)
    firsts = struct.unpack_from(f">{doubled // 2}H", font, start + 16 + doubled)
    for first, last in zip(firsts, lasts, strict=True):
        if first != 0xFFFF:  # noqa: PLR2004 - the end mark of the format
            yield from range(first, last + 1)
