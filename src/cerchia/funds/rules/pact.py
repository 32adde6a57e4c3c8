"""What a pact says, what it may not say, and when it is understood and complete."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from cerchia.kit.chain import canonical

ARTICLES = (
    "wish",
    "objectives",
    "amount",
    "person",
    "programme",
    "reviews",
    "evidence",
    "unspent",
    "leaving",
    "complaint",
)
OWN_WORDS = ("wish", "amount", "person", "programme")
TEXT_LANGUAGES = ("it", "en", "fr", "ar")
BASE = "it"


@dataclass(frozen=True, slots=True)
class Line:
    """Money planned for an objective."""

    objective: UUID
    cents: int


@dataclass(frozen=True, slots=True)
class Instalment:
    cents: int
    on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms as values. `words`: what the two sides wrote under an article, in Italian.
    `texts`: the whole articles by language; `translated`: where the own words were too."""

    amount_cents: int
    lines: tuple[Line, ...]
    review_days: tuple[int, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    translated: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "amount_cents": self.amount_cents,
            "lines": [{"objective": str(one.objective), "cents": one.cents} for one in self.lines],
            "review_days": list(self.review_days),
            "instalments": [
                {"cents": one.cents, "on": one.on.isoformat()} for one in self.instalments
            ],
            "words": dict(self.words),
            "texts": {language: dict(articles) for language, articles in self.texts.items()},
            "translated": list(self.translated),
        }

    @property
    def planned_cents(self) -> int:
        return sum(line.cents for line in self.lines)


def terms_from(content: Mapping[str, Any]) -> Terms:
    """The opposite of `Terms.as_json`."""
    return Terms(
        amount_cents=content["amount_cents"],
        lines=tuple(Line(UUID(one["objective"]), one["cents"]) for one in content["lines"]),
        review_days=tuple(content.get("review_days", ())),
        instalments=tuple(
            Instalment(one["cents"], date.fromisoformat(one["on"]))
            for one in content.get("instalments", ())
        ),
        words=content.get("words", {}),
        texts=content.get("texts", {}),
        translated=tuple(content.get("translated", ())),
    )


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: what a signature names."""
    return sha256(canonical(content)).hexdigest()


def core(content: Mapping[str, Any]) -> str:
    """The fingerprint without the translations: the same as long as what was agreed is the same.

    A translation added for one person leaves valid what was explained to another.
    """
    texts = content.get("texts", {})
    return fingerprint({**content, "texts": {BASE: texts.get(BASE, {})}, "translated": []})


def ceiling(*, per_person_cents: int, people: int) -> int:
    """The most that a fund of `people` may be agreed for (R16)."""
    return per_person_cents * people


def reward_cap(*, agreed_cents: int, percent: int, ceiling_cents: int) -> int:
    """The most that rewards may add: the edition's percentage, never above the ceiling (M8)."""
    return max(0, min(agreed_cents * percent // 100, ceiling_cents - agreed_cents))


def faults(terms: Terms, *, ceiling_cents: int, floor_cents: int = 0) -> list[str]:
    """Codes of what the terms may not say; empty when they stand.

    `floor_cents` is what an earlier version of the pact promised already: never taken back.
    """
    found = {
        "no_amount": terms.amount_cents <= 0,
        "above_ceiling": terms.amount_cents > ceiling_cents,
        "below_promised": terms.amount_cents < floor_cents,
        "no_objective": not terms.lines,
        "lines_above_amount": terms.planned_cents > terms.amount_cents,
        "objective_twice": len({line.objective for line in terms.lines}) < len(terms.lines),
        "line_without_money": any(line.cents < 0 for line in terms.lines),
        "instalments_do_not_add_up": not _adds_up(terms, terms.amount_cents - floor_cents),
        "no_reason": not terms.words.get("amount", "").strip(),
    }
    return [code for code, wrong in found.items() if wrong]


def _adds_up(terms: Terms, new_cents: int) -> bool:
    parts = [one.cents for one in terms.instalments]
    return not parts or (sum(parts) == new_cents and min(parts) > 0)


def ready_languages(terms: Terms) -> tuple[str, ...]:
    """Languages in which the whole pact stands, own words included."""
    candidates = [BASE, *terms.translated]
    return tuple(one for one in candidates if whole(terms.texts.get(one, {})))


def understood(*, reads: Collection[str], ready: Collection[str], explained: bool) -> bool:
    """Invariant 17: a whole text in a language that the person reads, or a dated explanation."""
    return explained or bool(set(reads) & set(ready))


def whole(articles: Mapping[str, str]) -> bool:
    """Whether every article has its text."""
    return all(articles.get(article, "").strip() for article in ARTICLES)


def complete(*, owners: Collection[UUID], signed: Collection[UUID], programme: bool) -> bool:
    """Every owner of the fund has signed, and someone for the programme."""
    return bool(owners) and set(owners) <= set(signed) and programme


def payments_of(terms: Terms, *, new_cents: int, due_on: date) -> Sequence[tuple[str, int, date]]:
    """Kind, cents and due date of each payment: one of the whole by default (R15)."""
    if new_cents <= 0:
        return []
    if not terms.instalments:
        return [("first", new_cents, due_on)]
    first, *rest = sorted(terms.instalments, key=lambda one: one.on)
    return [
        ("first", first.cents, due_on),
        *(("instalment", one.cents, max(one.on, due_on)) for one in rest),
    ]
