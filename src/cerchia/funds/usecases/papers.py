"""Papers and voices on their way in. The same paper on two expenses opens one question (T8)."""

from uuid import UUID

from django.core.files import File
from django.utils import translation
from django.utils.translation import gettext

from cerchia.access.models import User
from cerchia.funds.models import Evidence, Expense, ExpenseQuestion
from cerchia.vault import files
from cerchia.vault.models import SealedFile


def take_paper(subject: UUID, upload: File, actor: User) -> SealedFile:  # type: ignore[type-arg]
    """A photo or a PDF. Slow (it is drawn anew): call it outside the transaction that pays."""
    return files.take_in(subject=subject, upload=upload, created_by=actor.pk)


def take_voice(subject: UUID, upload: File, actor: User) -> SealedFile:  # type: ignore[type-arg]
    return files.take_in(
        subject=subject, upload=upload, allowed=files.RECORDINGS, created_by=actor.pk
    )


def attach(
    expense: Expense, paper: SealedFile, *, actor: User, kind: str = Evidence.Kind.RECEIPT
) -> Evidence:
    """Put the paper behind the expense. Runs inside a transaction."""
    evidence = Evidence.objects.create(expense=expense, kind=kind, file=paper, added_by=actor)
    if _stands_behind_another(expense, paper):
        _ask(expense)
    return evidence


def _stands_behind_another(expense: Expense, paper: SealedFile) -> bool:
    """Whether the same bytes prove another expense that is not an earlier version of this one."""
    alike = Evidence.objects.filter(file__content_hmac=paper.content_hmac)
    others = set(alike.values_list("expense", flat=True)) - {expense.pk}
    before = expense.corrects_id
    while before and others:
        others.discard(before)
        before = Expense.objects.values_list("corrects", flat=True).get(pk=before)
    return bool(others)


def _ask(expense: Expense) -> None:
    """The house itself asks, in the person's language. Once an expense."""
    asked = ExpenseQuestion.objects.filter(expense=expense, asked_by=None)
    if asked.exists():
        return
    user = expense.spender.user
    language = (user.language if user else "") or "it"
    with translation.override(language):
        text = gettext(
            "We have this receipt twice. Is it the same shopping, or two? "
            "Both expenses stay as they are."
        )
    ExpenseQuestion.objects.create(
        expense=expense, person_id=expense.spender_id, text=text, language=language
    )
