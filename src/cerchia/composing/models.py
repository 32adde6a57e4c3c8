"""Drafts of circles as dated facts. Ids only reach the solver; reasons are sealed."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.composing.rules import Shape
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Territory
from cerchia.programmes.standing import Role
from cerchia.vault.fields import SealedTextField


class CompositionQuerySet(models.QuerySet["Composition"]):
    def visible_to(self, user: User) -> Self:
        """Those of which `user` coordinates every territory."""
        reach = Q(pk__in=[])
        posts = standing.of(user).territories(Role.COORDINATOR)
        for edition in {edition for edition, _place in posts}:
            mine = {place for of, place in posts if of == edition}
            within = Q(edition=edition)
            if None not in mine:
                through = Composition.territories.through.objects.filter(composition=OuterRef("pk"))
                within &= ~Q(Exists(through.exclude(territory__in=mine)))
            reach |= within
        return self.filter(reach)

    def open(self) -> Self:
        """Neither confirmed nor set aside."""
        return self.filter(confirmed_at=None, set_aside_at=None)


class Composition(models.Model):
    """open → confirmed or set aside. `standing` is the draft as it is now; `version` grows with
    each act: who acts on an older one is told. `staff` holds, by id of a person, the hours that
    were told here and, of the team, how many circles at most; who told no hour comes at any.
    `joins` says that the people of a small territory walk in circles of another one; `included`
    are circles that are there already, to be filled: who walks in them stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="compositions")
    territories = models.ManyToManyField(Territory, related_name="+")
    size_min = models.PositiveSmallIntegerField(default=4)
    size_max = models.PositiveSmallIntegerField(default=7)
    operators_min = models.PositiveSmallIntegerField(default=2)
    operators_max = models.PositiveSmallIntegerField(default=2)
    mediators_min = models.PositiveSmallIntegerField(default=1)
    mediators_max = models.PositiveSmallIntegerField(default=2)
    staff = models.JSONField(default=dict)
    joins = models.JSONField(default=dict)
    included = models.ManyToManyField(Circle, related_name="+")
    standing = models.ForeignKey("Answer", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)

    objects = CompositionQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size_min__gte=2, size_max__gte=F("size_min"))
                & Q(operators_max__gte=F("operators_min"))
                & Q(mediators_max__gte=F("mediators_min")),
                name="composing_sizes_in_order",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(set_aside_at=None),
                name="composing_confirmed_or_set_aside",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(confirmed_by__isnull=False),
                name="composing_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"composition of {self.begun_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("composing:board", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.confirmed_at is None and self.set_aside_at is None

    @property
    def shape(self) -> Shape:
        return Shape(
            (self.size_min, self.size_max),
            (self.operators_min, self.operators_max),
            (self.mediators_min, self.mediators_max),
        )


class KeepRule(models.Model):
    """Two or more who walk in the same circle, or never do. Why two stay apart is written
    elsewhere (`KeepReason`) and never explained to anybody else.
    """

    class Kind(models.TextChoices):
        TOGETHER = "together", _("together")
        APART = "apart", _("apart")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    composition = models.ForeignKey(Composition, models.PROTECT, related_name="keeps")
    kind = models.CharField(max_length=8, choices=Kind)
    people = models.ManyToManyField(Person, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.written_at:%Y-%m-%d}"


class KeepReason(models.Model):
    """Why: sealed under a key of its own, opened one at a time, each time with a trace."""

    rule = models.OneToOneField(KeepRule, models.CASCADE, primary_key=True, related_name="why")
    text = SealedTextField(subject="rule_id")
    written_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"why of {self.rule_id}"


class CompositionLock(models.Model):
    """Somebody stays in a circle of the draft (`circle` is its id there) when it is solved anew;
    or, without a person, the circle stays at its hour.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    composition = models.ForeignKey(Composition, models.PROTECT, related_name="locks")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    circle = models.CharField(max_length=40)
    hour = models.CharField(max_length=40, blank=True, default="")
    reason = SealedTextField(subject="composition_id")
    locked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["locked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["composition", "person", "circle"],
                condition=Q(ended_at=None),
                name="composing_lock_once",
            ),
            models.UniqueConstraint(
                fields=["composition", "circle"],
                condition=Q(ended_at=None, person=None),
                name="composing_lock_one_hour",
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(hour=""),
                name="composing_lock_of_somebody_or_of_an_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"lock in {self.circle}"


class Answer(models.Model):
    """A draft of circles: what the solver proposed, or what a person made of it. `content` is the
    output of the exchange format, by codes and ids. It never changes.
    """

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("proposal")
        FEWEST_CHANGES = "fewest", _("fewest changes")
        BEST_AGAIN = "best", _("best again")
        ALTERNATIVE = "other", _("another one as good")
        BY_HAND = "by_hand", _("changed by hand")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    composition = models.ForeignKey(Composition, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=8, choices=Kind)
    on_version = models.PositiveIntegerField()
    content = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} on version {self.on_version}"


append_only(Answer)


class Decision(models.Model):
    """An act of a person on a composition, with why. Append-only; facts are codes and ids."""

    class Act(models.TextChoices):
        BEGUN = "begun", _("began")
        SETTLED = "settled", _("changed the settings")
        KEPT = "kept", _("wrote who stays together or apart")
        RELEASED = "released", _("took back who stays together or apart")
        PROPOSED = "proposed", _("asked for a proposal")
        MOVED = "moved", _("changed by hand")
        HOUR = "hour", _("chose an hour by hand")
        LOCKED = "locked", _("locked somebody")
        UNLOCKED = "unlocked", _("unlocked somebody")
        TAKEN = "taken", _("took an answer")
        CONFIRMED = "confirmed", _("confirmed")
        SET_ASIDE = "set_aside", _("set aside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    composition = models.ForeignKey(Composition, models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=9, choices=Act)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField(subject="composition_id", blank=True, default="")
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"


append_only(Decision)
