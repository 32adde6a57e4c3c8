"""Papers behind an expense: now, later, or a signed word. Never required."""

from django.core.files import File
from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.models import Evidence, Expense
from cerchia.funds.usecases.papers import attach, take_paper
from cerchia.vault import keys
from cerchia.vault.errors import FileEmpty


def add_evidence(
    *,
    actor: User,
    expense: Expense,
    upload: File,  # type: ignore[type-arg]
    kind: str = Evidence.Kind.RECEIPT,
) -> Evidence:
    """Add a photo or a PDF to the expense, or to what became of it if it was corrected.

    The same file sent again to the same expense adds nothing. Raises a `FileRefused` in words.
    """
    require(actor, "funds.add_evidence", expense)
    standing = latest(expense)
    if known := _there_already(standing, upload):
        return known
    paper = take_paper(standing.spender_id, upload, actor)
    with transaction.atomic():
        evidence = attach(standing, paper, actor=actor, kind=kind)
        _log(actor, standing, evidence)
    return evidence


@transaction.atomic
def declare(*, actor: User, expense: Expense) -> Evidence:
    """There is no paper: the person says so. Said once an expense."""
    require(actor, "funds.add_evidence", expense)
    standing = latest(expense)
    said = Evidence.Kind.SELF_DECLARATION
    known = Evidence.objects.filter(expense=standing, kind=said, file=None).first()
    if known is not None:
        return known
    evidence = Evidence.objects.create(expense=standing, kind=said, added_by=actor)
    _log(actor, standing, evidence)
    return evidence


def latest(expense: Expense) -> Expense:
    """The expense that stands today: itself, or the last of its corrections."""
    while later := Expense.objects.filter(corrects=expense).select_related("fund").first():
        expense = later
    return expense


def _there_already(expense: Expense, upload: File) -> Evidence | None:  # type: ignore[type-arg]
    if not upload.size:
        raise FileEmpty
    known = set(expense.evidence.exclude(file=None).values_list("file__content_hmac", flat=True))
    if not known:
        return None
    upload.seek(0)
    seal = keys.content_hash(bytes(upload.read()), "file")
    return expense.evidence.filter(file__content_hmac=seal).first() if seal in known else None


def _log(actor: User, expense: Expense, evidence: Evidence) -> None:
    record(
        "funds.evidence.added",
        actor=actor,
        about=evidence,
        edition_id=expense.fund.edition_id,
        facts={"expense": str(expense.pk), "kind": str(evidence.kind)},
    )
