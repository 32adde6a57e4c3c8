"""Codes that stand for people, and dates of an edition that fit together."""

import unicodedata
from collections.abc import Mapping
from datetime import date

Days = tuple[date, date]
ORDER = ("selection", "development", "follow_up")


def code_letters(territory: str) -> str:
    """The two letters before the number of a code: "TO" for Torino, "XX" where none can be had."""
    plain = unicodedata.normalize("NFKD", territory).encode("ascii", "ignore").decode()
    return "".join(ch for ch in plain.upper() if ch.isalpha())[:2] or "XX"


def next_code(letters: str, taken: int) -> str:
    """A code such as "TO-07": numbers start from 1."""
    return f"{letters}-{taken + 1:02d}"


def phases_fit(edition: Days, phases: Mapping[str, Days]) -> bool:
    """Whether each phase starts inside the edition and after the last day of the one before.

    The follow-up may start and last after the edition: the last measure comes six months later.
    """
    before: date | None = None
    for kind in ORDER:
        if kind not in phases:
            continue
        first, last = phases[kind]
        outside = first < edition[0] or (first > edition[1] and kind != "follow_up")
        if outside or last < first or (before is not None and first <= before):
            return False
        before = last
    return True
