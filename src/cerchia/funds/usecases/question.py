"""Seeing and asking. A question is a question, not a no: the expense stands whatever the answer."""

from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.models import Meeting
from cerchia.funds.models import Expense, ExpenseQuestion, ExpenseSeen, KeptVersion
from cerchia.funds.refusals import AnswerMissing, QuestionClosed, QuestionMissing, VersionSettled
from cerchia.funds.rules.expense import Draft
from cerchia.funds.usecases.correction import correct_expense, link_objective
from cerchia.funds.usecases.expense import record_expense
from cerchia.funds.usecases.papers import take_voice
from cerchia.funds.usecases.spending import Recorded, draft_of
from cerchia.kit import clock
from cerchia.projects.models import Objective

Outcome = ExpenseQuestion.Outcome


@transaction.atomic
def mark_seen(*, actor: User, expense: Expense, meeting: Meeting | None = None) -> ExpenseSeen:
    """The circle has seen the expense. It is no approval and changes nothing."""
    require(actor, "funds.mark_seen", expense)
    seen, new = ExpenseSeen.objects.get_or_create(
        expense=expense, by=actor, defaults={"meeting": meeting}
    )
    if new:
        _log("funds.expense.seen", actor, expense)
    return seen


@transaction.atomic
def ask_question(*, actor: User, expense: Expense, text: str, language: str) -> ExpenseQuestion:
    """Ask the person about an expense, in words that they will read."""
    require(actor, "funds.ask_question", expense)
    if not text.strip():
        raise QuestionMissing
    question = ExpenseQuestion.objects.create(
        expense=expense,
        person_id=expense.spender_id,
        text=text.strip(),
        language=language,
        asked_by=actor,
    )
    _log("funds.question.asked", actor, expense, question=str(question.pk))
    return question


def answer_question(
    *,
    actor: User,
    question: ExpenseQuestion,
    text: str = "",
    voice: File | None = None,  # type: ignore[type-arg]
    objective: Objective | UUID | None = None,
    talk_in_circle: bool = False,
) -> ExpenseQuestion:
    """Answer in words, by voice, by an objective, or: I talk about it in the circle.

    Choosing an objective corrects the expense and closes the question.
    """
    require(actor, "funds.answer_question", question)
    if not (text.strip() or voice or objective or talk_in_circle):
        raise AnswerMissing
    said = take_voice(question.person_id, voice, actor) if voice else None
    with transaction.atomic():
        _answer(question, text=text.strip(), talk=talk_in_circle)
        if said:
            question.answer_voice = said
            question.save(update_fields=["answer_voice"])
        if objective:
            _link(actor, question, objective)
        _log("funds.question.answered", actor, question.expense, question=str(question.pk))
    return question


@transaction.atomic
def close_question(*, actor: User, question: ExpenseQuestion, outcome: str) -> ExpenseQuestion:
    """Say how it ended: fine, linked to another objective, or not charged to the funder."""
    require(actor, "funds.close_question", question)
    _close(question, actor, Outcome(outcome))
    _log(
        "funds.question.closed",
        actor,
        question.expense,
        question=str(question.pk),
        outcome=str(outcome),
    )
    return question


@transaction.atomic
def choose_version(*, actor: User, kept: KeptVersion, choice: str) -> Recorded:
    """Two contents came under one key. "saved" keeps the first, "other" corrects it to the second,
    "both" records the second as another expense. Money is never merged."""
    require(actor, "funds.choose_version", kept)
    free = KeptVersion.objects.filter(pk=kept.pk, settled_at=None)
    if not free.update(settled_at=clock.now()):
        raise VersionSettled
    record("funds.expense.chosen", actor=actor, about=kept, facts={"choice": choice})
    other = Draft.read(str(kept.content))
    if choice == "both":
        return _another(actor, kept, other)
    if choice == "other":
        return _replaced(actor, kept, other)
    return Recorded(kept.expense, fresh=False)


def _another(actor: User, kept: KeptVersion, other: Draft) -> Recorded:
    return record_expense(
        actor=actor,
        fund=kept.expense.fund,
        key=kept.pk,
        amount_cents=other.amount_cents,
        spent_on=other.spent_on,
        what=other.what,
        objective=other.objective,
        no_objective_reason=other.no_objective_reason,
        payee=other.payee,
        told=other.told,
    )


def _replaced(actor: User, kept: KeptVersion, other: Draft) -> Recorded:
    """The words of the second, as a correction. A payee alone changes nothing that is corrected."""
    old = draft_of(kept.expense)
    same = (old.amount_cents, old.spent_on, old.what, old.objective) == (
        other.amount_cents,
        other.spent_on,
        other.what,
        other.objective,
    )
    if same:
        return Recorded(kept.expense, fresh=False)
    return correct_expense(
        actor=actor,
        expense=kept.expense,
        reason=gettext("I chose the other version."),
        amount_cents=other.amount_cents,
        spent_on=other.spent_on,
        what=other.what,
        objective=other.objective,
        no_objective_reason=other.no_objective_reason,
    )


def _answer(question: ExpenseQuestion, *, text: str, talk: bool) -> None:
    unanswered = ExpenseQuestion.objects.filter(pk=question.pk, closed_at=None)
    if not unanswered.update(answered_at=clock.now(), talk_in_circle=talk):
        raise QuestionClosed
    question.answered_at, question.talk_in_circle = clock.now(), talk
    if text:
        question.answer = text
        question.save(update_fields=["answer"])


def _link(actor: User, question: ExpenseQuestion, objective: Objective | UUID) -> None:
    link_objective(
        actor=actor, expense=question.expense, objective=objective, reason=str(question.text)
    )
    _close(question, actor, Outcome.OTHER_OBJECTIVE)


def _close(question: ExpenseQuestion, actor: User, outcome: Outcome) -> None:
    still_open = ExpenseQuestion.objects.filter(pk=question.pk, closed_at=None)
    if not still_open.update(closed_at=clock.now(), closed_by=actor, outcome=outcome):
        raise QuestionClosed
    question.refresh_from_db(fields=["closed_at", "closed_by", "outcome"])


def _log(action: str, actor: User, expense: Expense, **facts: object) -> None:
    record(action, actor=actor, about=expense, edition_id=expense.fund.edition_id, facts=facts)
