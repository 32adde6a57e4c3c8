"""Looking at pact, money and objectives together, and asking again about the wish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.errors import (
    AnswerUnknown,
    NotInProject,
    NoYesYet,
    OutcomeMissing,
    ResultUnknown,
    ReviewOver,
    WordsMissing,
)
from cerchia.projects.models import Project, ReviewMoment, StillMyWish
from cerchia.projects.usecases.plan import CLAIMS
from cerchia.projects.usecases.version import keep_version


def plan_reviews(*, actor: User, project: Project, signed_on: date) -> list[ReviewMoment]:
    """The calendar of the edition from the signature on (R10), and the juncture of the end.

    Called in the transaction of the signature; a project that has its calendar keeps it.
    """
    if project.reviews.exclude(after_days=None).exists():
        return []
    edition = project.edition
    rows = [
        ReviewMoment(
            project=project,
            kind=_kind(days in edition.juncture_days),
            due_on=signed_on + timedelta(days=days),
            after_days=days,
        )
        for days in edition.review_days
        if signed_on + timedelta(days=days) < edition.ends_on
    ]
    end = max(edition.ends_on, signed_on + timedelta(days=1))
    rows.append(
        ReviewMoment(
            project=project, kind=_kind(True), due_on=end, after_days=(end - signed_on).days
        )
    )
    created = ReviewMoment.objects.bulk_create(rows)
    record("projects.reviews.planned", actor=actor, about=project, facts={"n": len(created)})
    return created


def _kind(is_juncture: bool) -> str:
    return ReviewMoment.Kind.JUNCTURE if is_juncture else ReviewMoment.Kind.REVIEW


@transaction.atomic
def ask_review(*, actor: User, project: Project, on: date) -> ReviewMoment:
    """One more look, asked by the person or by the circle."""
    require(actor, "projects.ask_review", project)
    row = ReviewMoment.objects.create(
        project=project, kind=ReviewMoment.Kind.REVIEW, due_on=on, asked_by=actor
    )
    record("projects.review.asked", actor=actor, about=row)
    return row


@transaction.atomic
def reschedule_review(*, actor: User, review: ReviewMoment, on: date) -> ReviewMoment:
    """A review that was not held gets a new date; the old one is kept and points to it."""
    require(actor, "projects.hold_review", review)
    fresh = ReviewMoment.objects.create(
        project_id=review.project_id,
        kind=review.kind,
        due_on=on,
        after_days=review.after_days,
        asked_by=actor,
    )
    if not ReviewMoment.objects.waiting().filter(pk=review.pk).update(replaced_by=fresh):
        raise ReviewOver
    record("projects.review.rescheduled", actor=actor, about=fresh)
    return fresh


@transaction.atomic
def answer_still_my_wish(
    *, actor: User, review: ReviewMoment, person: Person, answer: str, words: str = ""
) -> StillMyWish:
    """The person's own answer, given by them or said aloud and written down in the review."""
    if person.user_id != actor.pk:
        require(actor, "projects.hold_review", review)
    if not review.project.members.filter(person=person, left_at=None).exists():
        raise NotInProject
    if answer not in StillMyWish.Answer.values:
        raise AnswerUnknown
    row, fresh = StillMyWish.objects.get_or_create(
        review=review, person=person, defaults={"answer": answer, "words": words.strip()}
    )
    if fresh:
        record("projects.wish.asked_again", actor=actor, about=review, facts={"answer": answer})
    return row


@dataclass(frozen=True, slots=True)
class Still:
    """What one person answered to "is this still your wish?"."""

    person: Person
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A review as it was written down. `results`: objective → result said aloud, confirmed here.

    `next_on` plans one more review; `outcome` is needed at a juncture only.
    """

    present: Sequence[Person]
    next_steps: str
    outcome: str = ""
    still: Sequence[Still] = ()
    results: Mapping[UUID, str] = field(default_factory=dict)
    next_on: date | None = None


@transaction.atomic
def hold_review(*, actor: User, review: ReviewMoment, sheet: ReviewSheet) -> ReviewMoment:
    """Write down a review that took place. A juncture needs an outcome. Saved once: a second
    save finds ReviewOver (409) and loses nothing of what was typed.
    """
    require(actor, "projects.hold_review", review)
    outcome = _outcome(review, sheet)
    held = ReviewMoment.objects.waiting().filter(pk=review.pk)
    if not held.update(held_at=clock.now(), held_by=actor, outcome=outcome):
        raise ReviewOver
    review.refresh_from_db()
    review.next_steps = sheet.next_steps.strip()
    review.save(update_fields=["next_steps"])
    review.present.set(sheet.present)
    for one in sheet.still:
        answer_still_my_wish(
            actor=actor, review=review, person=one.person, answer=one.answer, words=one.words
        )
    _confirm(actor, review, sheet.results)
    if sheet.next_on is not None:
        ask_review(actor=actor, project=review.project, on=sheet.next_on)
    record("projects.review.held", actor=actor, about=review, facts={"outcome": outcome})
    return review


def _outcome(review: ReviewMoment, sheet: ReviewSheet) -> str:
    """What a juncture ended in; an ordinary review always goes on."""
    if review.kind != ReviewMoment.Kind.JUNCTURE:
        return ReviewMoment.Outcome.GO_ON
    if sheet.outcome not in ReviewMoment.Outcome.values:
        raise OutcomeMissing
    return sheet.outcome


def _confirm(actor: User, review: ReviewMoment, results: Mapping[UUID, str]) -> None:
    """Confirm what the person claimed; or write down and confirm what they say here, aloud."""
    for objective in review.project.objectives.filter(pk__in=list(results)):
        said = results[objective.pk]
        if said not in CLAIMS:
            raise ResultUnknown
        if objective.accepted_at is None:
            raise NoYesYet
        now = clock.now()
        if objective.claimed_at is None or objective.result != said:
            objective.claimed_at = now
        objective.result, objective.confirmed_at = said, now
        objective.save(update_fields=["result", "claimed_at", "confirmed_at"])
        facts = {"result": said, "review": str(review.pk)}
        record("projects.objective.confirmed", actor=actor, about=objective, facts=facts)
    keep_version(review.project, actor)


@transaction.atomic
def add_to_review(*, actor: User, review: ReviewMoment, words: str) -> None:
    """Words of somebody who wrote at the same time, put below those that were saved first."""
    require(actor, "projects.hold_review", review)
    if not words.strip():
        raise WordsMissing
    row = ReviewMoment.objects.select_for_update().get(pk=review.pk)
    row.next_steps = "\n\n".join(filter(None, [row.next_steps, words.strip()]))
    row.save(update_fields=["next_steps"])
    record("projects.review.added_to", actor=actor, about=row)
