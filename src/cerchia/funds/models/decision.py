"""Decisions of an associated fund. Only members vote; staff never do (invariant 9)."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.models import Meeting
from cerchia.funds.models.fund import Fund, FundRule
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective
from cerchia.vault.fields import SealedTextField


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(fund__in=Fund.objects.visible_to(user))

    def undecided(self) -> Self:
        return self.filter(agreed_at=None, refused_at=None, withdrawn_at=None)

    def open(self) -> Self:
        return self.undecided().filter(open_until__gte=clock.today())


class Proposal(models.Model):
    """An expense above the solo limit, or the part of one who leaves: open until decided."""

    class Kind(models.TextChoices):
        EXPENSE = "expense", _("an expense")
        LEAVING = "leaving", _("the part of a member who leaves")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="proposals")
    rule = models.ForeignKey(FundRule, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="proposals")
    key = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.EXPENSE)
    leaver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    what = SealedTextField(subject="fund_id")
    why = SealedTextField(subject="fund_id", blank=True, default="")
    language = models.CharField(max_length=10)
    amount_cents = models.PositiveBigIntegerField()
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    open_until = models.DateField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["fund", "-proposed_at"], name="funds_proposal_by_fund")]
        constraints = [
            models.UniqueConstraint(fields=["proposed_by", "key"], name="funds_proposal_key_once"),
            models.CheckConstraint(
                condition=models.Q(kind="leaving", leaver__isnull=False)
                | models.Q(kind="expense", leaver=None),
                name="funds_proposal_leaving_has_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at=None) | models.Q(refused_at=None),
                name="funds_proposal_decided_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal of {self.proposed_at:%Y-%m-%d}"

    @property
    def state(self) -> str:
        """made, agreed, refused, withdrawn, expired or open."""
        for name in ("agreed", "refused", "withdrawn"):
            if getattr(self, f"{name}_at"):
                return "made" if name == "agreed" and hasattr(self, "expense") else name
        return "open" if self.open_until >= clock.today() else "expired"


class Vote(models.Model):
    """One member's answer, once. "Let us talk" is an answer too; it may be followed by yes or no,
    so the latest row of a member counts. Append-only.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        TALK = "talk", _("let us talk about it")
        NO = "no", _("no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="votes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="votes")
    answer = models.CharField(max_length=4, choices=Answer)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=models.Q(answer__in=["yes", "no"]),
                name="funds_vote_once",
            ),
        ]

    def __str__(self) -> str:
        return self.answer


append_only(Vote)
