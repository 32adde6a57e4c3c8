"""How urgent a place is for somebody, as two people of the team wrote it apart from each other."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.selection.models.candidacies import Candidacy
from cerchia.vault.fields import SealedTextField


class UrgencyQuerySet(models.QuerySet["Urgency"]):
    def standing(self) -> Self:
        """The last word of each who wrote."""
        return self.filter(replaced_at=None)


class Urgency(models.Model):
    """What one person of the team wrote, in one of five sentences, and why. Never a rank, never
    shown as a number; read by the other only when both have written. Append-only: who writes anew
    replaces the own row, and both stay.
    """

    class Level(models.TextChoices):
        CAN_WAIT = "can_wait", _("Nothing gets worse while the person waits")
        EASES = "eases", _("A place now would make life easier")
        HARDER = "harder", _("In some months much would be harder to put right")
        PRESSING = "pressing", _("In some weeks something is lost: a roof, work, study")
        NOW = "now", _("Cannot wait: the person is alone with it today")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="urgencies")
    person_id = models.UUIDField()
    level = SealedTextField(subject="person_id")
    why = SealedTextField(subject="person_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True)

    objects = UrgencyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "by"],
                condition=Q(replaced_at=None),
                name="selection_urgency_once_each",
            ),
        ]

    def __str__(self) -> str:
        return f"urgency of {self.candidacy_id}"

    @property
    def words(self) -> str:
        """The sentence that was chosen; nothing once it was erased."""
        return str(dict(self.Level.choices).get(str(self.level), ""))


append_only(Urgency, allow_update=("level", "why"), set_once=("replaced_at",))
