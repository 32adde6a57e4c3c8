"""Writing a pact together: terms, translations, explanations, new versions, the end."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.articles import Aim, Facts, in_language
from cerchia.funds.errors import (
    AlreadyDrafted,
    FundClosed,
    NoSuchLanguage,
    NotAJuncture,
    NotInForce,
    NotInTheCircle,
    NotTheirProject,
    NoYesYet,
    Signed,
    TermsDoNotStand,
)
from cerchia.funds.models import Disbursement, Fund, Pact, PactExplanation, PactRevision
from cerchia.funds.models.pact import PactQuerySet
from cerchia.funds.queries.pact import current_revision, owners_of, terms_of
from cerchia.funds.rules.pact import (
    ARTICLES,
    BASE,
    OWN_WORDS,
    TEXT_LANGUAGES,
    Instalment,
    Line,
    Terms,
    ceiling,
    faults,
    fingerprint,
)
from cerchia.funds.usecases.fund import shut_fund
from cerchia.funds.usecases.payment import withdraw_payment
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.programmes.models import Edition
from cerchia.projects.models import Objective, Project, ProjectMember, ReviewMoment


@dataclass(frozen=True, slots=True)
class Draft:
    """What the two sides agree on. `words`: their own words under an article of `OWN_WORDS`, in
    Italian; those under "amount" say why this amount. `instalments` only if the person asked."""

    amount_cents: int
    lines: Sequence[Line]
    words: Mapping[str, str] = field(default_factory=dict)
    instalments: Sequence[Instalment] = ()


@transaction.atomic
def draft_pact(*, actor: User, fund: Fund, projects: Sequence[Project], draft: Draft) -> Pact:
    """The first version of a pact for a fund and the projects that it carries."""
    require(actor, "funds.draft_pact", fund)
    _check_open(fund)
    _check_projects(fund, projects)
    if fund.pacts.filter(ended_at=None).exists():
        raise AlreadyDrafted
    pact = Pact.objects.create(
        edition_id=fund.edition_id,
        circle_id=projects[0].circle_id,
        fund=fund,
        code=_next_code(fund.edition_id),
        version=1,
        drafted_by=actor,
    )
    pact.projects.set(projects)
    _write_revision(actor, pact, draft)
    record("funds.pact.drafted", actor=actor, about=pact, edition_id=pact.edition_id)
    return pact


@transaction.atomic
def renew_pact(*, actor: User, pact: Pact, review: ReviewMoment, draft: Draft) -> Pact:
    """A new version after a juncture that decided to renew or to adapt.

    The amount is the whole of the fund: what the versions before promised stays promised.
    """
    require(actor, "funds.draft_pact", pact.fund)
    outcomes = (ReviewMoment.Outcome.RENEW, ReviewMoment.Outcome.ADAPT)
    check_juncture(pact, review, outcomes)
    held = Pact.objects.select_for_update().get(pk=pact.pk)
    if not Pact.objects.in_force().filter(pk=pact.pk).exists():
        raise NotInForce
    if fund_drafts(held.fund).exists():
        raise AlreadyDrafted
    last = Pact.objects.filter(edition=held.edition_id, code=held.code).order_by("-version")[0]
    fresh = Pact.objects.create(
        edition_id=held.edition_id,
        circle_id=held.circle_id,
        fund_id=held.fund_id,
        code=held.code,
        version=last.version + 1,
        previous=held,
        after_review=review,
        drafted_by=actor,
    )
    fresh.projects.set(held.projects.all())
    _write_revision(actor, fresh, draft)
    record("funds.pact.drafted", actor=actor, about=fresh, edition_id=fresh.edition_id)
    return fresh


@transaction.atomic
def revise_pact(*, actor: User, pact: Pact, draft: Draft) -> PactRevision:
    """Write the terms anew. Translations are made again: what they said may have changed."""
    require(actor, "funds.draft_pact", pact.fund)
    hold_unsigned(pact)
    revision = _write_revision(actor, pact, draft)
    record("funds.pact.revised", actor=actor, about=pact, edition_id=pact.edition_id)
    return revision


@transaction.atomic
def translate_pact(
    *, actor: User, pact: Pact, language: str, articles: Mapping[str, str]
) -> PactRevision:
    """The whole text in a language, own words included, as a mediator writes it."""
    require(actor, "funds.explain_pact", pact)
    if language == BASE or language not in LANGUAGES:
        raise NoSuchLanguage
    hold_unsigned(pact)
    terms = terms_of(current_revision(pact))
    written = {name: articles.get(name, "").strip() for name in ARTICLES}
    translated = tuple(dict.fromkeys([*terms.translated, language]))
    texts = {**terms.texts, language: written}
    revision = _save(actor, pact, replace(terms, texts=texts, translated=translated))
    record("funds.pact.translated", actor=actor, about=pact, facts={"language": language})
    return revision


@transaction.atomic
def explain_pact(*, actor: User, pact: Pact, person: Person, language: str) -> PactExplanation:
    """A mediator explained what is agreed now to this person, aloud, today (invariant 17)."""
    require(actor, "funds.explain_pact", pact)
    if language not in LANGUAGES:
        raise NoSuchLanguage
    if person not in owners_of(pact.fund):
        raise NotInTheCircle
    mediator = Person.objects.get(user=actor)
    row, fresh = PactExplanation.objects.get_or_create(
        revision=current_revision(pact),
        person=person,
        defaults={"explained_by": mediator, "language": language, "at": clock.now()},
    )
    if fresh:
        record("funds.pact.explained", actor=actor, about=pact, facts={"language": language})
    return row


@transaction.atomic
def set_draft_aside(*, actor: User, pact: Pact) -> None:
    """Stop writing this version, signed by some or by none; nothing was promised by it."""
    require(actor, "funds.draft_pact", pact.fund)
    drafts = Pact.objects.drafts().filter(pk=pact.pk)
    if not drafts.update(ended_at=clock.now(), previous=None):
        raise Signed
    record("funds.pact.set_aside", actor=actor, about=pact, edition_id=pact.edition_id)


@transaction.atomic
def end_pact(
    *, actor: User, pact: Pact, review: ReviewMoment, decision: str = "", returned_cents: int = 0
) -> None:
    """End at a juncture, reached or leaving; payments not sent are cancelled, the rest is decided
    and the fund closed (M19)."""
    require(actor, "funds.end_pact", pact)
    ends = {
        ReviewMoment.Outcome.END_REACHED.value: Pact.End.REACHED,
        ReviewMoment.Outcome.END_EXIT.value: Pact.End.EXIT,
    }
    check_juncture(pact, review, tuple(ends))
    held = Pact.objects.in_force().filter(pk=pact.pk)
    if not held.update(ended_at=clock.now(), end=ends[review.outcome]):
        raise NotInForce
    fund_drafts(pact.fund).update(ended_at=clock.now(), previous=None)
    for payment in Disbursement.objects.waiting().filter(fund=pact.fund_id, sent_at=None):
        withdraw_payment(actor=actor, payment=payment)
    shut_fund(actor=actor, fund=pact.fund, decision=decision, returned_cents=returned_cents)
    pact.refresh_from_db()
    record("funds.pact.ended", actor=actor, about=pact, facts={"end": pact.end})


def check_juncture(pact: Pact, review: ReviewMoment, outcomes: Sequence[str] = ()) -> None:
    """A juncture of one of the pact's projects, held, with one of `outcomes` if any is named."""
    held = review.kind == ReviewMoment.Kind.JUNCTURE and review.held_at is not None
    of_pact = pact.projects.filter(pk=review.project_id).exists()
    if not (held and of_pact and (not outcomes or review.outcome in outcomes)):
        raise NotAJuncture


def check_terms(pact: Pact, terms: Terms) -> None:
    """What the edition allows, and the person's yes to every objective."""
    edition = pact.edition
    found = faults(
        terms,
        ceiling_cents=ceiling(
            per_person_cents=edition.max_per_person_cents, people=len(owners_of(pact.fund))
        ),
        floor_cents=pact.previous.agreed_cents if pact.previous else 0,
    )
    if found:
        raise TermsDoNotStand(found)
    wanted = {line.objective for line in terms.lines}
    accepted = Objective.objects.filter(
        pk__in=wanted, project__in=pact.projects.all(), accepted_at__isnull=False
    ).exclude(result=Objective.Result.DROPPED)
    if accepted.count() != len(wanted):
        raise NoYesYet


def hold_unsigned(pact: Pact) -> Pact:
    """Lock a draft that nobody has signed."""
    held = Pact.objects.select_for_update().get(pk=pact.pk)
    if not held.is_draft or held.signatures.exists():
        raise Signed
    return held


def fund_drafts(fund: Fund) -> PactQuerySet:
    return Pact.objects.drafts().filter(fund=fund)


def _check_open(fund: Fund) -> None:
    if Fund.objects.select_for_update().get(pk=fund.pk).closed_at is not None:
        raise FundClosed


def _check_projects(fund: Fund, projects: Sequence[Project]) -> None:
    """Each project is of an owner; each owner has one of the projects."""
    owners = {person.pk for person in owners_of(fund)}
    members = ProjectMember.objects.filter(
        project__in=projects, project__edition=fund.edition_id, left_at=None, person__in=owners
    )
    pairs = set(members.values_list("project", "person"))
    wanted = {project.pk for project in projects}
    if not wanted or {one for one, _ in pairs} != wanted or {one for _, one in pairs} != owners:
        raise NotTheirProject


def _next_code(edition_id: UUID) -> str:
    """The next of P001, P002 and so on in the edition, whose row is held meanwhile."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition_id)
    taken = Pact.objects.filter(edition=edition_id, version=1).count()
    return f"P{taken + 1:03d}"


def _write_revision(actor: User, pact: Pact, draft: Draft) -> PactRevision:
    words = {
        name: draft.words[name].strip() for name in OWN_WORDS if draft.words.get(name, "").strip()
    }
    terms = Terms(
        amount_cents=draft.amount_cents,
        lines=tuple(draft.lines),
        review_days=tuple(pact.edition.review_days),
        instalments=tuple(draft.instalments),
        words=words,
    )
    check_terms(pact, terms)
    facts = facts_of(pact, terms)
    texts = {language: in_language(language, facts, words) for language in TEXT_LANGUAGES}
    return _save(actor, pact, replace(terms, texts=texts))


def facts_of(pact: Pact, terms: Terms) -> Facts:
    """What the standard articles speak about."""
    edition = pact.edition
    objectives = Objective.objects.in_bulk([line.objective for line in terms.lines])
    return Facts(
        names=[person.full_name for person in owners_of(pact.fund)],
        programme=edition.programme.name,
        aims=[_aim(objectives[line.objective], line.cents) for line in terms.lines],
        amount_cents=terms.amount_cents,
        shared=pact.fund.form == Fund.Form.ASSOCIATED,
        review_days=terms.review_days,
        evidence_policy=edition.evidence_policy,
        paper_above_cents=edition.paper_above_cents,
        payment_days=edition.payment_working_days,
        instalments=[(one.cents, one.on) for one in terms.instalments],
    )


def _aim(objective: Objective, cents: int) -> Aim:
    return Aim(
        objective.title,
        cents,
        objective.target_on,
        objective.how_we_know,
        own_title=objective.own_title,
        own_language=objective.own_language,
    )


def _save(actor: User, pact: Pact, terms: Terms) -> PactRevision:
    content = terms.as_json()
    return PactRevision.objects.create(
        pact=pact,
        number=pact.revisions.count() + 1,
        amount_cents=terms.amount_cents,
        terms=json.dumps(content, ensure_ascii=False),
        sha256=fingerprint(content),
        made_by=actor,
    )
