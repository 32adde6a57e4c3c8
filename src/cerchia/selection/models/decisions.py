"""What people decided about a round, what a solver proposed to them, what they fixed and drew."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.selection.models.candidacies import Candidacy
from cerchia.selection.models.rounds import CriteriaSheet, SelectionRound
from cerchia.vault.fields import SealedTextField


class Decision(models.Model):
    """An act of a person on a round: who, when, why, and which codes moved. Append-only.

    `version` is that of the round after the act. `entered` and `left` are codes that came into
    the proposal or went out of it; `facts` holds ids, codes and numbers, never words or names.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("the round opened")
        CRITERIA = "criteria", _("the criteria were frozen")
        SWAPPED = "swapped", _("a swap")
        PUT_IN = "put_in", _("a person was proposed")
        TAKEN_OUT = "taken_out", _("a person left the proposal")
        WAITING = "waiting", _("the waiting list changed")
        LOCKED = "locked", _("a place was locked")
        UNLOCKED = "unlocked", _("a lock was lifted")
        TIED = "tied", _("who stays together or apart was written")
        UNTIED = "untied", _("who stays together or apart was taken back")
        ACCEPTED = "accepted", _("a proposal of the calculation was accepted")
        CLOSED = "closed", _("the round closed")
        SIGNED = "signed", _("the first signature")
        DECIDED = "decided", _("the decision")
        FILLED = "filled", _("a free place was given")
        LOT_CALLED = "lot_called", _("a lot was called")
        LOT_DRAWN = "lot_drawn", _("the lot was drawn")
        PUBLISHED = "published", _("the numbers were published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="decisions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = SealedTextField(subject="round_id", blank=True, default="")
    entered = models.JSONField(default=list)
    left = models.JSONField(default=list)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["round", "version"]
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="selection_decision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


append_only(Decision)


class LockQuerySet(models.QuerySet["Lock"]):
    def standing(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at=None)


class Lock(models.Model):
    """A person's own choice that somebody stays in, or stays out, whatever is calculated."""

    class Place(models.TextChoices):
        IN = "in", _("stays in")
        OUT = "out", _("stays out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="locks")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="locks")
    place = models.CharField(max_length=3, choices=Place)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = SealedTextField(subject="round_id")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = LockQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(lifted_at=None),
                name="selection_lock_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.candidacy_id}"


append_only(Lock, set_once=("lifted_at", "lifted_by"))


class Answer(models.Model):
    """What the calculation answered once: the exchange file it was given and its output, in codes
    only, sealed; with the version of the round that it looked at. Never a decision. Append-only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="answers")
    sheet = models.ForeignKey(CriteriaSheet, models.PROTECT, related_name="answers")
    version = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    seed = models.PositiveIntegerField(default=1)
    lists = models.PositiveIntegerField(default=0)
    again = models.BooleanField(default=False)
    status = models.CharField(max_length=12)
    input_sha256 = models.CharField(max_length=64)
    given = SealedTextField(subject="round_id")
    said = SealedTextField(subject="round_id")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.status} for version {self.version}"


append_only(Answer)


class Lot(models.Model):
    """A lot among equals, called for by the team. The lists are numbered and hashed before the
    draw; `seed_from` says beforehand where the seed will come from. Drawn once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="lots")
    places = models.PositiveSmallIntegerField()
    among = models.JSONField(default=list)
    lists = models.JSONField(default=list)
    lists_sha256 = models.CharField(max_length=64)
    reason = SealedTextField(subject="round_id")
    seed_from = models.CharField(max_length=200)
    witnesses = SealedTextField(subject="round_id", blank=True, default="")
    called_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(default=clock.now)
    seed = models.CharField(max_length=80, null=True)  # noqa: DJ001 - set once, from nothing
    number = models.PositiveIntegerField(null=True)
    drawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-called_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn_at=None) | (Q(number__isnull=False) & Q(seed__isnull=False)),
                name="selection_lot_drawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"lot of {len(self.among)} for {self.places}"

    @property
    def winners(self) -> list[str]:
        """The codes of the list drawn."""
        return list(self.lists[self.number - 1]) if self.number else []


append_only(Lot, set_once=("seed", "number", "drawn_by", "drawn_at"))
