"""What may stand in a cell: nothing that a spreadsheet computes, nothing that no eye sees."""

import re
import unicodedata

FORMULA = re.compile(
    "^[\\s\\x00-\\x1f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]*"
    "[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]"
)
"""What starts a formula, after blanks that a spreadsheet may throw away; full-width forms too."""
UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")
MARK = "'"


def could_compute(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula."""
    return bool(FORMULA.match(text))


def harmless(text: str) -> str:
    """The text as it may stand in a cell: a formula gets a mark in front and stays text."""
    seen = UNSEEN.sub("", text)
    return MARK + seen if could_compute(text) or could_compute(seen) else seen


def as_written(text: str) -> str:
    """The text of a cell as somebody wrote it: without the mark of `harmless`, and tidy."""
    if text.startswith(MARK) and could_compute(text[1:]):
        text = text[1:]
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).strip()
