"""What an expense says, what is worth telling the person about it, and what counts as a paper."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Draft:
    """What the person typed. Two drafts under one key are the same if their contents are equal."""

    fund: UUID
    amount_cents: int
    spent_on: date
    what: str
    objective: UUID | None
    no_objective_reason: str
    payee: str
    told: str
    proposal: UUID | None = None

    def canonical(self) -> bytes:
        """One value, one spelling: for the seal that tells a repeat from another content."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(
            said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
        ).encode()

    @classmethod
    def read(cls, text: str) -> "Draft":
        """A draft from its canonical text."""
        said = json.loads(text)
        ids = {name: UUID(said[name]) if said[name] else None for name in ("objective", "proposal")}
        plain = {"fund": UUID(said["fund"]), "spent_on": date.fromisoformat(said["spent_on"])}
        return cls(**{**said, **ids, **plain})


class DayWords(StrEnum):
    """A day that is told in words, never refused (M16)."""

    FINE = ""
    FUTURE = "future"
    BEFORE_PACT = "before_pact"


def day_words(spent_on: date, *, today: date, pact_on: date | None) -> DayWords:
    if spent_on > today + timedelta(days=1):
        return DayWords.FUTURE
    if pact_on is not None and spent_on < pact_on:
        return DayWords.BEFORE_PACT
    return DayWords.FINE


class PaperWords(StrEnum):
    """What is kindly said about papers. It never stops an expense (R19)."""

    FINE = ""
    PAPER_HELPS = "paper_helps"
    MANY_DECLARED = "many_declared"
    TWO_PAPERS = "two_papers"


@dataclass(frozen=True, slots=True)
class PaperRule:
    """The evidence policy of an edition. Sums are cents; `percent` is of the money received."""

    policy: str
    paper_above_cents: int
    percent: int


def paper_words(
    rule: PaperRule, *, amount_cents: int, declared: bool, declared_cents: int, received_cents: int
) -> PaperWords:
    """`declared_cents`: all self-declared sums of the fund, this one included."""
    if rule.policy == "strict":
        return PaperWords.TWO_PAPERS
    if not declared:
        return PaperWords.FINE
    if amount_cents > rule.paper_above_cents:
        return PaperWords.PAPER_HELPS
    if declared_cents * 100 > received_cents * rule.percent:
        return PaperWords.MANY_DECLARED
    return PaperWords.FINE
