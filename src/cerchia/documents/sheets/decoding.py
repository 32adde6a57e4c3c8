"""From bytes to text by rule: a mark at the start, the pattern of zeros, else what fits."""

import codecs

from cerchia.documents.sheets.errors import NotASheet

LOOK = 8192
MOSTLY = 0.3
"""Share of zeros at even or odd places that speaks for two bytes a letter."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_UNSEEN = 0.01
"""Share of control characters above which it is no text."""


def text_of(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises `NotASheet` for what is no text."""
    encoding = _by_mark(content) or _by_zeros(content)
    if encoding:
        text = content.decode(encoding, errors="replace")
    else:
        text, encoding = _by_trying(content)
    _must_be_text(text)
    return text.removeprefix("\ufeff"), encoding.removesuffix("-sig")


def _by_mark(content: bytes) -> str:
    return next((name for mark, name in MARKS if content.startswith(mark)), "")


def _by_zeros(content: bytes) -> str:
    """Two bytes a letter without a mark: in Latin letters every second byte is zero."""
    start = content[:LOOK]
    pairs = len(start) // 2
    if not pairs:
        return ""
    if start[1::2].count(0) > MOSTLY * pairs and start[::2].count(0) < MOSTLY * pairs:
        return "utf-16-le"
    if start[::2].count(0) > MOSTLY * pairs and start[1::2].count(0) < MOSTLY * pairs:
        return "utf-16-be"
    return ""


def _by_trying(content: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def _must_be_text(text: str) -> None:
    start = text[:LOOK]
    unseen = sum(1 for letter in start if letter < " " and letter not in "\t\r\n")
    unknown = start.count("\ufffd")
    if unseen + unknown > MOST_UNSEEN * len(start):
        raise NotASheet
