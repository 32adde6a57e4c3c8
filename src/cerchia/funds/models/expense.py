"""The free use of the fund by its owners. Recorded, never approved, never edited."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.models import Meeting
from cerchia.funds.models.fund import Fund
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective
from cerchia.vault.fields import SealedTextField
from cerchia.vault.models import SealedFile


class ExpenseQuerySet(models.QuerySet["Expense"]):
    def standing(self) -> Self:
        """Expenses that count: not corrected by a later one."""
        return self.filter(corrected_by=None)

    def with_state(self) -> Self:
        """`has_paper`, `is_declared`, `is_asked` (a question is open), `is_old` (corrected)."""
        papers = Evidence.objects.filter(expense=OuterRef("pk"))
        asked = ExpenseQuestion.objects.filter(
            expense=OuterRef("pk"), answered_at=None, closed_at=None
        )
        return self.annotate(
            has_paper=Exists(papers.filter(file__isnull=False)),
            is_declared=Exists(papers.filter(kind=Evidence.Kind.SELF_DECLARATION)),
            is_asked=Exists(asked),
            is_old=Exists(Expense.objects.filter(corrects=OuterRef("pk"))),
        )

    def visible_to(self, user: User) -> Self:
        """Expenses of the funds that `user` may see, and those that `user` made."""
        return self.filter(Q(fund__in=Fund.objects.visible_to(user)) | Q(spender__user=user))


class Expense(models.Model):
    """One expense. Append-only: a correction is a reversal in the ledger and a new row.

    `amount_cents` = `from_fund_cents` + `own_money_cents`: what exceeds the balance is the
    person's own money, never a refusal (M6). `key` is made by the phone; with `spender` it is
    unique for ever (M7), and `content_hash` tells a repeat from another content.
    `left_after_cents` is what the fund held just after, so that a repeat has the same answer.
    """

    class Told(models.TextChoices):
        PHOTO = "photo", _("photo of the receipt")
        DECLARATION = "declaration", _("no receipt: I say so myself")
        LATER = "later", _("the receipt comes later")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="expenses")
    spender = models.ForeignKey(Person, models.PROTECT, related_name="expenses")
    key = models.UUIDField()
    content_hash = models.CharField(max_length=64)
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, related_name="expenses")
    no_objective_reason = SealedTextField(subject="spender_id", blank=True, default="")
    amount_cents = models.PositiveBigIntegerField()
    from_fund_cents = models.PositiveBigIntegerField()
    own_money_cents = models.PositiveBigIntegerField(default=0)
    left_after_cents = models.PositiveBigIntegerField(default=0)
    what = SealedTextField(subject="spender_id", blank=True, default="")
    payee = SealedTextField(subject="spender_id", blank=True, default="")
    voice = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    spent_on = models.DateField()
    told = models.CharField(max_length=12, choices=Told)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = SealedTextField(subject="spender_id", blank=True, default="")
    proposal = models.OneToOneField(
        "funds.Proposal", models.PROTECT, null=True, related_name="expense"
    )

    has_paper: bool  # only after with_state()
    is_declared: bool
    is_asked: bool
    is_old: bool

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["fund", "-recorded_at"], name="funds_expense_by_fund")]
        constraints = [
            models.UniqueConstraint(fields=["spender", "key"], name="funds_expense_key_once"),
            models.CheckConstraint(
                condition=Q(amount_cents=F("from_fund_cents") + F("own_money_cents")),
                name="funds_expense_parts_make_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0), name="funds_expense_some_money"
            ),
        ]

    def __str__(self) -> str:
        return f"expense {str(self.pk)[:8]}"


append_only(Expense)


class Evidence(models.Model):
    """A paper or a signed word behind an expense. Append-only; never required beforehand.

    A correction carries the papers over: the new expense has rows of its own for the same files.
    """

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("till receipt")
        INVOICE = "invoice", _("invoice")
        FISCAL_RECEIPT = "fiscal_receipt", _("fiscal receipt")
        PAYMENT_PROOF = "payment_proof", _("proof of payment")
        SELF_DECLARATION = "self_declaration", _("self-declaration")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    expense = models.ForeignKey(Expense, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RECEIPT)
    file = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="evidence")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(kind="self_declaration"),
                name="funds_evidence_paper_or_word",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


append_only(Evidence)


class ExpenseSeen(models.Model):
    """The circle has seen the expense. Seeing is not approving."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    expense = models.ForeignKey(Expense, models.PROTECT, related_name="seen")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["expense", "by"], name="funds_expenseseen_once"),
        ]

    def __str__(self) -> str:
        return f"seen at {self.at:%Y-%m-%d}"


class ExpenseQuestion(models.Model):
    """A question, not a no (R20). The expense stands whatever the answer.

    `asked_by` empty: the house itself asks, because the same paper was sent twice (T8).
    """

    class Outcome(models.TextChoices):
        FINE = "fine", _("all is clear")
        OTHER_OBJECTIVE = "other_objective", _("linked to another objective")
        NOT_REPORTABLE = "not_reportable", _("not charged to the funder")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    expense = models.ForeignKey(Expense, models.PROTECT, related_name="questions")
    person_id = models.UUIDField()
    text = SealedTextField(subject="person_id")
    language = models.CharField(max_length=10)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = SealedTextField(subject="person_id", blank=True, default="")
    answer_voice = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    talk_in_circle = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)

    def __str__(self) -> str:
        return f"question of {self.asked_at:%Y-%m-%d}"


class KeptVersion(models.Model):
    """The other content that came under a key already used (M7): the person chooses, nothing
    is lost and money is never merged.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="kept_versions")
    expense = models.ForeignKey(Expense, models.PROTECT, related_name="kept_versions")
    content = SealedTextField(subject="person_id")
    content_hash = models.CharField(max_length=64)
    came_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expense", "content_hash"], name="funds_keptversion_once"
            ),
        ]

    def __str__(self) -> str:
        return f"kept at {self.came_at:%Y-%m-%d}"
