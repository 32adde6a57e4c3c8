"""The pact on paper: Italian beside the language of the person, or Italian alone.

Every text comes in as a `Twice`; where the person reads Italian, its `own` is left empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from cerchia.documents.printing import pdf_of
from cerchia.documents.words import ITALIAN, day, direction, euros, primary, word


@dataclass(frozen=True, slots=True)
class Twice:
    """A text in Italian and in the person's own language."""

    it: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What the person said, never corrected. `translation` only if it was not said in Italian."""

    words: str
    language: str
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    heading: Twice
    paragraphs: tuple[Twice, ...]
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    title: Twice
    planned_cents: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    on: date
    what: Twice


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    role: Twice
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Who explained the pact aloud, in which language (its name), and when."""

    by: str
    in_language: Twice
    on: date


@dataclass(frozen=True, slots=True)
class PactDocument:
    """`labels` gives the fixed words (`LABELS`) in a language that has no catalogue here."""

    code: str
    version: int
    edition: str
    content_hash: str
    language: str
    title: Twice
    parties: Twice
    amount_cents: int
    articles: tuple[Article, ...]
    goals: tuple[Goal, ...]
    reviews: tuple[Review, ...]
    signatures: tuple[Signature, ...]
    wish: Quote | None = None
    explained: tuple[Explained, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


LABELS = {
    "amount": gettext_noop("Money agreed"),
    "wish": gettext_noop("The wish"),
    "translated": gettext_noop("translated"),
    "goals": gettext_noop("Objectives and planned money"),
    "goal": gettext_noop("Objective"),
    "planned": gettext_noop("Planned money"),
    "due": gettext_noop("By"),
    "total": gettext_noop("Together"),
    "reviews": gettext_noop("When we look at it together"),
    "signatures": gettext_noop("Signatures"),
    "signed": gettext_noop("Signed on"),
    "to_sign": gettext_noop("Date and signature"),
    "explained": gettext_noop("Explained by %(name)s in %(language)s on %(day)s."),
    "pact": gettext_noop("Pact"),
    "version": gettext_noop("version"),
    "print": gettext_noop("fingerprint"),
    "page": gettext_noop("page"),
    "of": gettext_noop("of"),
}


def pact_pdf(document: PactDocument) -> bytes:
    """The pact as a tagged PDF (PDF/UA-1), ready to print, sign and keep."""
    return pdf_of("pact.typ", _Values(document).all())


class _Values:
    """The plain values of the template, every text as {"it": …, "own": …}."""

    def __init__(self, document: PactDocument) -> None:
        self.document = document
        self.language = document.language
        self.is_twofold = primary(document.language) != ITALIAN

    def all(self) -> dict[str, Any]:
        document = self.document
        return {
            "language": primary(document.language),
            "direction": direction(document.language),
            "twofold": self.is_twofold,
            "code": document.code,
            "version": str(document.version),
            "edition": document.edition,
            "hash": document.content_hash[:16],
            "title": self._twice(document.title),
            "parties": self._twice(document.parties),
            "amount": euros(document.amount_cents),
            "wish": self._quote(document.wish),
            "articles": [self._article(article) for article in document.articles],
            "goals": [self._goal(goal) for goal in document.goals],
            "total": euros(sum(goal.planned_cents for goal in document.goals)),
            "reviews": [self._review(review) for review in document.reviews],
            "signatures": [self._signature(one) for one in document.signatures],
            "explained": [self._explained(one) for one in document.explained],
            "labels": {name: self._label(name) for name in LABELS},
        }

    def _twice(self, text: Twice) -> dict[str, str]:
        return {"it": text.it, "own": text.own if self.is_twofold else ""}

    def _label(self, name: str) -> dict[str, str]:
        italian = word(LABELS[name], ITALIAN)
        own = self.document.labels.get(name) or word(LABELS[name], self.language)
        return self._twice(Twice(italian, "" if own == italian else own))

    def _day(self, on: date | None) -> dict[str, str]:
        if on is None:
            return {"it": "", "own": ""}
        italian, own = day(on, ITALIAN), day(on, self.language)
        return self._twice(Twice(italian, "" if own == italian else own))

    def _quote(self, quote: Quote | None) -> dict[str, str] | None:
        if quote is None:
            return None
        spoken = quote.language
        return {
            "words": quote.words,
            "language": primary(spoken),
            "direction": direction(spoken),
            "translation": quote.translation if primary(spoken) != ITALIAN else "",
        }

    def _article(self, article: Article) -> dict[str, Any]:
        return {
            "heading": self._twice(article.heading),
            "paragraphs": [self._twice(one) for one in article.paragraphs],
            "quote": self._quote(article.quote),
        }

    def _goal(self, goal: Goal) -> dict[str, Any]:
        money, due = euros(goal.planned_cents), self._day(goal.due_on)
        return {"title": self._twice(goal.title), "planned": money, "due": due}

    def _review(self, review: Review) -> dict[str, Any]:
        return {"on": self._day(review.on), "what": self._twice(review.what)}

    def _signature(self, one: Signature) -> dict[str, Any]:
        return {"name": one.name, "role": self._twice(one.role), "on": self._day(one.signed_on)}

    def _explained(self, one: Explained) -> dict[str, str]:
        label, on = self._label("explained"), self._day(one.on)
        return {
            side: label[side]
            % {
                "name": one.by,
                "language": getattr(one.in_language, side) or one.in_language.it,
                "day": on[side] or on["it"],
            }
            for side in ("it", "own")
        }
