"""The wish: kept for ever in the person's own words, language and voice (Q19)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.scope import participants_visible_to
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition
from cerchia.vault.fields import SealedTextField
from cerchia.vault.models import SealedFile


class Voice(models.TextChoices):
    """Who first named an idea, or who voiced an objective."""

    SELF = "self", _("the person")
    CIRCLE = "circle", _("the circle")
    OPERATOR = "operator", _("an operator")
    CALL = "call", _("a call for bids")
    FAMILY = "family", _("the family")
    OTHER = "other", _("someone else")


class WishQuerySet(models.QuerySet["Wish"]):
    def of_person(self, person_id: uuid.UUID | None) -> Self:
        return self.filter(person=person_id).order_by("-expressed_at")

    def visible_to(self, user: User) -> Self:
        """One's own, and those of the people whose file `user` may open."""
        return self.filter(Q(person__user=user) | Q(person__in=participants_visible_to(user)))


class Wish(models.Model):
    """Immutable (append-only guard): text, voice or both. Notes and translations stand beside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="wishes")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="wishes")
    text = SealedTextField(subject="person_id", blank=True, default="")
    voice = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10)
    first_named_by = models.CharField(max_length=10, choices=Voice)
    expressed_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wishes"
        indexes = [models.Index(fields=["person", "-expressed_at"], name="projects_wish_latest")]

    def __str__(self) -> str:
        return f"wish of {self.expressed_at:%Y-%m-%d}"


append_only(Wish)


class WishNote(models.Model):
    """A translation or a note beside a wish, never over it. Append-only."""

    class Kind(models.TextChoices):
        TRANSLATION = "translation", _("translation")
        NOTE = "note", _("note")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wish = models.ForeignKey(Wish, models.PROTECT, related_name="notes")
    person_id = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind)
    language = models.CharField(max_length=10)
    text = SealedTextField(subject="person_id")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"


append_only(WishNote)


class WishMoment(models.Model):
    """What became of a wish: discussed, carried, set aside (by the person only), kept for later,
    and each answer to "is this still what you want?". Append-only.
    """

    class Kind(models.TextChoices):
        DISCUSSED = "discussed", _("talked about in the circle")
        CARRIED = "carried", _("carried into a project")
        SET_ASIDE = "set_aside", _("set aside")
        KEPT_FOR_LATER = "kept_for_later", _("kept for later")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wish = models.ForeignKey(Wish, models.PROTECT, related_name="moments")
    kind = models.CharField(max_length=15, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "kind"],
                condition=Q(kind="set_aside"),
                name="projects_wishmoment_set_aside_once",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


append_only(WishMoment)
