"""Who is chosen together or not at all, and who never walks in the same circle."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.selection.models.candidacies import Candidacy
from cerchia.selection.models.rounds import SelectionRound
from cerchia.vault.fields import SealedTextField


class BondQuerySet(models.QuerySet["Bond"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(ended_at=None)


class Bond(models.Model):
    """Two or more candidates of a round, written once names are known: the criteria are frozen
    before. Why is written apart (`BondReason`) and stands on no other page.
    """

    class Kind(models.TextChoices):
        TOGETHER = "together", _("chosen together, or not at all")
        APART = "apart", _("never in the same circle")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="bonds")
    kind = models.CharField(max_length=8, choices=Kind)
    people = models.ManyToManyField(Candidacy, related_name="bonds")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = BondQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_by__isnull=False),
                name="selection_bond_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.written_at:%Y-%m-%d}"


append_only(Bond, set_once=("ended_at", "ended_by"))


class BondReason(models.Model):
    """Why: sealed under a key of its own, opened one at a time, each time with a trace."""

    bond = models.OneToOneField(Bond, models.PROTECT, primary_key=True, related_name="why")
    text = SealedTextField(subject="bond_id")
    written_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"why of {self.bond_id}"
