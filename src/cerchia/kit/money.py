"""Amounts as people type them, in whole cents. Never a float."""

import re
import unicodedata
from enum import Enum

MOST_CENTS = 1_000_000_000
CENT_DIGITS = 2

# What people put between digits, and what it is taken for. Arabic marks say which they are.
_MARKS = {
    **dict.fromkeys("\u0020\u00a0\u202f\u2009", " "),
    **dict.fromkeys("'’", "'"),
    "\u060c": ",",
    "\u066b": "D",
    "\u066c": "T",
    **dict.fromkeys("−–", "-"),
}
_HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CURRENCY = re.compile(r"^(?:€|euro|eur)?\s*(.*?)\s*(?:€|euro|eur|يورو|یورو)?$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?P<sep>[., 'T])\d{3}(?:(?P=sep)\d{3})*|\d*)"
    r"(?:(?P<point>[.,D])(?P<decimals>\d+))?",
    re.ASCII,
)


class Fault(Enum):
    """Why a text is not an amount; the rooms have the sentence for each."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_LARGE = "too_large"


class NotAnAmount(ValueError):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def parse_cents(typed: str, *, most: int = MOST_CENTS) -> int:
    """The cents in "12,50", "12.50", "1.234,5", "1 234,50", "€ 7" or "١٢٫٥٠".

    "1.234" is a thousand and more. "1,234" and "0.500" are refused: they mean one thing in Italian
    and another in English. Raises `NotAnAmount`, also for more than `most` cents.
    """
    text = _plain(typed)
    if not text:
        raise NotAnAmount(Fault.EMPTY)
    if text.startswith("-") and _AMOUNT.fullmatch(text[1:].strip()):
        raise NotAnAmount(Fault.NEGATIVE)
    whole, decimals = _parts(text)
    if len(decimals) > CENT_DIGITS:
        raise NotAnAmount(Fault.TOO_MANY_DECIMALS)
    if len(whole) > len(str(most)):
        raise NotAnAmount(Fault.TOO_LARGE)
    cents = int(whole or "0") * 100 + int(decimals.ljust(CENT_DIGITS, "0"))
    if cents > most:
        raise NotAnAmount(Fault.TOO_LARGE)
    return cents


def _plain(typed: str) -> str:
    """Digits of any script as ASCII, marks as one of each kind, no currency around them."""
    bare = _CURRENCY.sub(r"\1", _HIDDEN.sub("", typed).strip())
    return "".join(_character(one) for one in bare)


def _character(one: str) -> str:
    if one in "DT":
        return "?"
    digit = unicodedata.decimal(one, None)
    return _MARKS.get(one, one) if digit is None else str(digit)


def _parts(text: str) -> tuple[str, str]:
    """Digits of the euros without leading zeros, and digits after the decimal mark."""
    match = _AMOUNT.fullmatch(text)
    if not match or (match["sep"] and match["sep"] == match["point"]):
        raise NotAnAmount(Fault.NOT_A_NUMBER)
    whole, decimals = match["whole"], match["decimals"] or ""
    if not whole and not decimals:
        raise NotAnAmount(Fault.NOT_A_NUMBER)
    one_group = len(whole.split(match["sep"])) == 2 if match["sep"] else False  # noqa: PLR2004
    two_meanings = match["sep"] == "," or (match["sep"] == "." and whole.startswith("0"))
    if one_group and two_meanings and not decimals:
        raise NotAnAmount(Fault.TOO_MANY_DECIMALS)
    return re.sub(r"\D", "", whole).lstrip("0"), decimals


def format_cents(cents: int) -> str:
    """The cents as a plain number with a point, for machines: 1250 is "12.50"."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole}.{rest:02d}"
