"""From the rows of a pact to the plain values of the printed page."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext, gettext_noop, override

from cerchia.documents.pact import (
    Article,
    Explained,
    Goal,
    PactDocument,
    Quote,
    Review,
    Signature,
    Twice,
    pact_pdf,
)
from cerchia.funds.models import Pact, PactExplanation, PactSignature
from cerchia.funds.queries.pact import (
    ArticleText,
    Side,
    articles_in,
    current_revision,
    languages_of_text,
    programme_signature,
    sides_of,
    terms_of,
)
from cerchia.funds.rules.pact import BASE, Terms
from cerchia.kit import clock
from cerchia.people.rules import LANGUAGES
from cerchia.projects.models import Objective, ReviewMoment, Wish, WishNote

TITLE = gettext_noop("Pact of mutual responsibility")


def pdf_answer(pact: Pact, language: str) -> HttpResponse:
    """The pact as a file to keep. Its name tells nothing about the person."""
    answer = HttpResponse(pact_pdf(document_of(pact, language)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{pact.code}-v{pact.version}.pdf"'
    return answer


def document_of(pact: Pact, language: str) -> PactDocument:
    revision = current_revision(pact)
    terms = terms_of(revision)
    spoken = language if language in languages_of_text(terms) else BASE
    sides = sides_of(pact, revision)
    return PactDocument(
        code=pact.code,
        version=pact.version,
        edition=pact.edition.name,
        content_hash=revision.sha256,
        language=spoken,
        title=_both(TITLE, spoken),
        parties=Twice(" · ".join(side.person.full_name for side in sides)),
        amount_cents=terms.amount_cents,
        articles=tuple(_article(one) for one in articles_in(terms, spoken)),
        goals=_goals(terms, spoken),
        reviews=_reviews(pact, spoken),
        signatures=_signatures(pact, sides, spoken),
        wish=_wish(pact, sides),
        explained=tuple(_explained(one.explanation) for one in sides if one.explanation),
    )


def _both(message: str, language: str) -> Twice:
    with override(BASE):
        italian = gettext(message)
    with override(language):
        own = gettext(message)
    return Twice(italian, "" if language == BASE else own)


def _article(one: ArticleText) -> Article:
    if not one.italian:
        return Article(Twice(one.italian_title), tuple(Twice(line) for line in one.lines))
    longest = max(len(one.italian), len(one.lines))
    pad = [""] * longest
    pairs = zip((one.italian + pad)[:longest], (one.lines + pad)[:longest], strict=True)
    heading = Twice(one.italian_title, one.title)
    return Article(heading, tuple(Twice(it, own) for it, own in pairs))


def _wish(pact: Pact, sides: list[Side]) -> Quote | None:
    """The wish as it was said, on the paper of one person; in a shared pact each keeps theirs."""
    if len(sides) != 1:
        return None
    wishes = Wish.objects.filter(projects__in=pact.projects.all(), person=sides[0].person)
    wish = wishes.order_by("-expressed_at").first()
    if wish is None or not wish.text:
        return None
    notes = wish.notes.filter(kind=WishNote.Kind.TRANSLATION, language=BASE)
    note = notes.order_by("-written_at").first()
    return Quote(wish.text, wish.language, note.text if note else "")


def _goals(terms: Terms, language: str) -> tuple[Goal, ...]:
    rows = Objective.objects.in_bulk([line.objective for line in terms.lines])
    return tuple(
        Goal(_named(rows[one.objective], language), one.cents, rows[one.objective].target_on)
        for one in terms.lines
    )


def _named(objective: Objective, language: str) -> Twice:
    own = objective.title_for(language)
    return Twice(objective.title, own if own != objective.title else "")


def _reviews(pact: Pact, language: str) -> tuple[Review, ...]:
    moments = ReviewMoment.objects.filter(project__in=pact.projects.all(), replaced_by=None)
    what = {
        ReviewMoment.Kind.REVIEW: _both("review", language),
        ReviewMoment.Kind.JUNCTURE: _both("juncture: renew, adapt or leave", language),
    }
    return tuple(Review(one.due_on, what[ReviewMoment.Kind(one.kind)]) for one in moments)


def _signatures(pact: Pact, sides: list[Side], language: str) -> tuple[Signature, ...]:
    own, programme = _both("for themselves", language), _both("for the programme", language)
    rows = [Signature(side.person.full_name, own, _day(side.signature)) for side in sides]
    signed = programme_signature(pact)
    name = signed.person.full_name if signed else ""
    return (*rows, Signature(name, programme, _day(signed)))


def _day(signature: PactSignature | None) -> date | None:
    return clock.day_of(signature.at) if signature else None


def _explained(row: PactExplanation) -> Explained:
    name = LANGUAGES.get(row.language, row.language)
    return Explained(row.explained_by.full_name, Twice(name), clock.day_of(row.at))
