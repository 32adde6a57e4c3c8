"""Reading pacts: the terms, who read them in which language, what is still missing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from cerchia.funds.articles import title_in
from cerchia.funds.models import Fund, Pact, PactExplanation, PactRevision, PactSignature
from cerchia.funds.rules.pact import (
    ARTICLES,
    BASE,
    TEXT_LANGUAGES,
    Terms,
    core,
    ready_languages,
    terms_from,
    understood,
    whole,
)
from cerchia.people.models import Person, PersonLanguage

BEGINNER = (PersonLanguage.Level.A1, PersonLanguage.Level.A2)


@dataclass(frozen=True, slots=True)
class Side:
    """Where one owner of the fund stands before the signature."""

    person: Person
    reads: tuple[str, ...]
    explanation: PactExplanation | None
    signature: PactSignature | None
    understood: bool


def content_of(revision: PactRevision) -> dict[str, Any]:
    """The terms as they were written."""
    content: dict[str, Any] = json.loads(revision.terms)
    return content


def terms_of(revision: PactRevision) -> Terms:
    return terms_from(content_of(revision))


def current_revision(pact: Pact) -> PactRevision:
    """The terms as they stand now; every pact has at least one revision."""
    return pact.revisions.order_by("-number")[:1].get()


def languages_read(person: Person) -> tuple[str, ...]:
    """Languages in which the person reads a page, the best known first."""
    rows = person.languages.filter(reads=True).exclude(level__in=BEGINNER)
    chosen = [person.user.language] if person.user and person.user.language else []
    return tuple(dict.fromkeys([*rows.values_list("language", flat=True), *chosen]))


def owners_of(fund: Fund) -> list[Person]:
    rows = fund.members.current().select_related("person__user").order_by("joined_at", "pk")
    return [row.person for row in rows]


def sides_of(pact: Pact, revision: PactRevision) -> list[Side]:
    """Every owner: what they read, whether a mediator explained it, whether they signed."""
    content = content_of(revision)
    ready = ready_languages(terms_from(content))
    explained = explanations_that_hold(pact, content)
    signed = {row.person_id: row for row in pact.signatures.filter(side=PactSignature.Side.PERSON)}
    return [
        Side(
            person=person,
            reads=(reads := languages_read(person)),
            explanation=explained.get(person.pk),
            signature=signed.get(person.pk),
            understood=understood(reads=reads, ready=ready, explained=person.pk in explained),
        )
        for person in owners_of(pact.fund)
    ]


def explanations_that_hold(pact: Pact, content: Mapping[str, Any]) -> dict[object, PactExplanation]:
    """Explanations of what is agreed now, by person: a later translation leaves them valid."""
    agreed = core(content)
    rows = PactExplanation.objects.filter(revision__pact=pact).select_related(
        "revision", "explained_by"
    )
    return {
        row.person_id: row
        for row in rows.order_by("at")
        if core(content_of(row.revision)) == agreed
    }


def programme_signature(pact: Pact) -> PactSignature | None:
    rows = pact.signatures.filter(side=PactSignature.Side.PROGRAMME)
    return rows.select_related("person").first()


def pact_of(person: Person) -> Pact | None:
    """The pact that the person looks for: one to sign, else the one in force, else the last."""
    mine = Pact.objects.filter(fund__members__person=person, fund__members__left_at=None)
    mine = mine.select_related("fund__edition__programme", "circle", "edition")
    return (
        mine.drafts().order_by("-drafted_at").first()
        or mine.in_force().order_by("-activated_at").first()
        or mine.filter(activated_at__isnull=False).order_by("-activated_at").first()
    )


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as a page shows it: the language of the reader, and Italian beside it."""

    name: str
    title: str
    lines: list[str]
    italian_title: str
    italian: list[str]


def articles_in(terms: Terms, language: str) -> list[ArticleText]:
    """Every article in `language`; in Italian where there is no text of it. Italian beside it
    is empty if the language is Italian itself."""
    own, base = terms.texts.get(language, {}), terms.texts.get(BASE, {})
    known = language if language in TEXT_LANGUAGES else get_language() or BASE
    return [
        ArticleText(
            name=name,
            title=title_in(known, name),
            lines=(own.get(name) or base.get(name, "")).splitlines(),
            italian_title=title_in(BASE, name),
            italian=[] if language == BASE else base.get(name, "").splitlines(),
        )
        for name in ARTICLES
    ]


def languages_of_text(terms: Terms) -> list[str]:
    """Languages in which the whole text stands, those of the house and of the mediators."""
    return [language for language in terms.texts if whole(terms.texts[language])]


def language_for(person: Person, terms: Terms, wanted: str = "") -> str:
    """The language in which to show the text: the wanted one, that of the page, one they read."""
    written = languages_of_text(terms)
    for language in (wanted, get_language() or "", *languages_read(person)):
        if language in written:
            return language
    return BASE
