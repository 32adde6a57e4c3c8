"""Who can take part in an edition: a rule set as data, read line by line (R1 to R5, R7).

A permit that is past its date or being renewed is a line to read and never a reason to exclude.
What is not known excludes nobody either: it is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

YES, NO, UNKNOWN, NOTE = "yes", "no", "unknown", "note"
ADULT = 18

PRESETS: dict[str, dict[str, Any]] = {
    "2013": {
        "protection": ["refugee", "subsidiary", "humanitarian_old"],
        "adult": ADULT,
        "territory": True,
    },
    "edition_3": {
        "protection": [
            "refugee", "subsidiary", "humanitarian_old", "special", "special_cases", "temporary",
        ],
        "adult": ADULT,
        "territory": True,
        "reception_done": True,
    },
    "fami": {
        "protection": ["refugee", "subsidiary"],
        "adult": ADULT,
        "territory": True,
        "reception_done": True,
        "out_at_most_months": 18,
    },
}  # fmt: skip
"""Rule sets to begin with: the 2013 edition, its third one, and a FAMI call for autonomy."""

KEYS = {"protection", "students_too", "adult", "territory", "reception_done", "out_at_most_months"}
STAGES = ("inside", "left", "never")
"""Where somebody stands towards reception: still in it, out of it, never was."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on the day of the look. None: not known."""

    birth_year: int | None = None
    status: str = ""
    is_student: bool = False
    in_territory: bool = True
    reception: str = ""
    left_on: date | None = None
    permit_expires_on: date | None = None
    renewal_asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One rule and what came of it. `code` names a sentence, `facts` fill it in."""

    rule: str
    answer: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`answer` is yes, no or unknown; unknown only while no rule says no."""

    answer: str
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.answer == UNKNOWN)


def is_rule_set(rules: object) -> bool:
    """Whether this is a rule set that can be read: only known rules, each of the right shape."""
    if not isinstance(rules, dict) or not set(rules) <= KEYS:
        return False
    numbers = (rules.get("adult", ADULT), rules.get("out_at_most_months", 1))
    listed = rules.get("protection", [])
    words = isinstance(listed, list) and all(isinstance(one, str) for one in listed)
    return words and all(type(number) is int and number > 0 for number in numbers)


def look(rules: Mapping[str, Any], facts: Facts, *, on: date) -> Outcome:
    """Each rule of the set against the facts, in one order, and what follows from all."""
    lines = tuple(_lines(rules, facts, on))
    answers = {line.answer for line in lines}
    answer = NO if NO in answers else UNKNOWN if UNKNOWN in answers else YES
    return Outcome(answer, lines)


def _lines(rules: Mapping[str, Any], facts: Facts, on: date) -> Iterable[Line]:
    if "adult" in rules:
        yield _adult(int(rules["adult"]), facts.birth_year, on)
    if "protection" in rules:
        yield _protection(rules, facts)
    if rules.get("territory"):
        there = facts.in_territory
        yield Line("territory", YES if there else NO, "here" if there else "elsewhere")
    if rules.get("reception_done"):
        yield _reception(facts.reception)
    if "out_at_most_months" in rules:
        yield _since(int(rules["out_at_most_months"]), facts, on)
    yield _permit(facts, on)


def _adult(age: int, birth_year: int | None, on: date) -> Line:
    """Only the year is kept: in the year of the birthday somebody has to ask."""
    if birth_year is None:
        return Line("adult", UNKNOWN, "age_unknown", {"age": age})
    reached = on.year - birth_year
    if reached > age:
        return Line("adult", YES, "of_age", {"age": age})
    if reached == age:
        return Line("adult", NOTE, "birthday_this_year", {"age": age})
    return Line("adult", NO, "too_young", {"age": age})


def _protection(rules: Mapping[str, Any], facts: Facts) -> Line:
    if facts.is_student and rules.get("students_too"):
        return Line("protection", YES, "student")
    if not facts.status:
        return Line("protection", UNKNOWN, "status_unknown")
    fits = facts.status in rules["protection"]
    code = "status_fits" if fits else "status_outside"
    return Line("protection", YES if fits else NO, code, {"status": facts.status})


def _reception(stage: str) -> Line:
    if stage not in STAGES:
        return Line("reception_done", UNKNOWN, "reception_unknown")
    if stage == "left":
        return Line("reception_done", YES, "reception_done")
    return Line("reception_done", NO, f"reception_{stage}")


def _since(months: int, facts: Facts, on: date) -> Line:
    if facts.reception in {"inside", "never"}:
        return Line("out_at_most_months", NOTE, "not_left", {"months": months})
    if facts.left_on is None:
        return Line("out_at_most_months", UNKNOWN, "left_unknown", {"months": months})
    gone = months_between(facts.left_on, on)
    fits = gone <= months
    said = {"gone": gone, "months": months}
    answer, code = (YES, "left_lately") if fits else (NO, "left_long_ago")
    return Line("out_at_most_months", answer, code, said)


def _permit(facts: Facts, on: date) -> Line:
    """Read, never weighed (R4)."""
    ends = facts.permit_expires_on
    if ends is None:
        return Line("permit", NOTE, "permit_unknown")
    if facts.renewal_asked_on is not None:
        return Line("permit", NOTE, "permit_renewing")
    if ends < on:
        return Line("permit", NOTE, "permit_past")
    return Line("permit", NOTE, "permit_valid")


def months_between(first: date, last: date) -> int:
    """Whole months begun between two days: the day of leaving counts from its own day on."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(months + (last.day > first.day), 0) if last >= first else 0
