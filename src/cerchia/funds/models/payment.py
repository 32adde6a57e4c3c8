"""From the signature to money in hand. Two different people, and the days are counted."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.funds.models.fund import Fund, PayoutAccount
from cerchia.funds.models.pact import Pact
from cerchia.funds.models.scope import payment_scope
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import ReviewMoment
from cerchia.vault.fields import SealedTextField
from cerchia.vault.models import SealedFile


class DisbursementQuerySet(models.QuerySet["Disbursement"]):
    def visible_to(self, user: User) -> Self:
        """Own; of the people an operator walks with; territories coordinated or accounted."""
        return self.filter(payment_scope(user))

    def in_state(self, state: str) -> Self:
        """Rows in one state of `Disbursement.state`."""
        ends = Q(cancelled_at=None, rejected_at=None)
        return self.filter(
            {
                "to_prepare": ends & Q(prepared_at=None),
                "prepared": ends & Q(prepared_at__isnull=False, approved_at=None),
                "approved": ends & Q(approved_at__isnull=False, sent_at=None),
                "sent": ends & Q(sent_at__isnull=False, executed_at=None),
                "executed": Q(executed_at__isnull=False),
                "rejected": Q(rejected_at__isnull=False),
                "cancelled": Q(cancelled_at__isnull=False),
            }[state]
        )

    def waiting(self) -> Self:
        """Money that is promised and not there yet; a rejected one waits in its successor."""
        return self.filter(executed_at=None, rejected_at=None, cancelled_at=None)

    def late(self) -> Self:
        return self.waiting().filter(due_on__lt=clock.today())


class Disbursement(models.Model):
    """to_prepare → prepared → approved → sent → executed | rejected; cancelled before sent.

    Cash in hand has a signed slip and two of the staff: who handed it and who saw it.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("money of the pact")
        INSTALMENT = "instalment", _("instalment")
        REWARD = "reward", _("reward")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pact = models.ForeignKey(Pact, models.PROTECT, related_name="disbursements")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="disbursements")
    payee = models.ForeignKey(Person, models.PROTECT, related_name="disbursements")
    account = models.ForeignKey(PayoutAccount, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=35, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FIRST)
    amount_cents = models.PositiveBigIntegerField()
    signed_on = models.DateField()
    due_on = models.DateField()
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    executed_at = models.DateTimeField(null=True)
    executed_on = models.DateField(null=True)
    bank_reference = models.CharField(max_length=35, null=True, unique=True)  # noqa: DJ001 - null is "no bank line yet"
    rejected_at = models.DateTimeField(null=True)
    rejected_reason = SealedTextField(subject="payee_id", blank=True, default="")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    slip = models.OneToOneField(SealedFile, models.PROTECT, null=True, related_name="+")
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="funds_disbursement_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0), name="funds_disbursement_some_money"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="funds_disbursement_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(executed_at=None) | Q(bank_reference__isnull=False),
                name="funds_disbursement_executed_by_a_bank_line",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(prepared_at__isnull=False),
                name="funds_disbursement_prepared_first",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(approved_at__isnull=False),
                name="funds_disbursement_approved_first",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(sent_at=None),
                name="funds_disbursement_cancelled_before_sent",
            ),
            models.CheckConstraint(
                condition=Q(handed_by=None) | ~Q(handed_by=F("seen_by")),
                name="funds_disbursement_cash_before_two",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state(self) -> str:
        """cancelled, rejected, executed, sent, approved, prepared or to_prepare."""
        for name in ("cancelled", "rejected", "executed", "sent", "approved", "prepared"):
            if getattr(self, f"{name}_at"):
                return name
        return "to_prepare"

    @property
    def is_late(self) -> bool:
        waiting = not (self.executed_at or self.rejected_at or self.cancelled_at)
        return waiting and self.due_on < clock.today()


class Reward(models.Model):
    """An addition decided at a juncture, within the edition's cap, never taken back (R11)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pact = models.ForeignKey(Pact, models.PROTECT, related_name="rewards")
    review = models.ForeignKey(ReviewMoment, models.PROTECT, related_name="rewards")
    disbursement = models.OneToOneField(Disbursement, models.PROTECT, related_name="reward")
    amount_cents = models.PositiveBigIntegerField()
    why = SealedTextField(subject="pact_id")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "review"], name="funds_reward_once_a_review"),
        ]

    def __str__(self) -> str:
        return f"reward of {self.decided_at:%Y-%m-%d}"
