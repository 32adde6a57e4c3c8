"""A review looks at pact, money and objectives together; some reviews are junctures (R10)."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models.project import Project
from cerchia.vault.fields import SealedTextField


class ReviewMomentQuerySet(models.QuerySet["ReviewMoment"]):
    def waiting(self) -> Self:
        """Not held and not given another date."""
        return self.filter(held_at=None, replaced_by=None)

    def visible_to(self, user: User) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))


class ReviewMoment(models.Model):
    class Kind(models.TextChoices):
        REVIEW = "review", _("review")
        JUNCTURE = "juncture", _("juncture: renew, adapt or leave")

    class Outcome(models.TextChoices):
        GO_ON = "go_on", _("go on")
        RENEW = "renew", _("renew")
        ADAPT = "adapt", _("adapt")
        END_REACHED = "end_reached", _("end: reached")
        END_EXIT = "end_exit", _("end: leaving")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=Kind)
    due_on = models.DateField()
    after_days = models.PositiveSmallIntegerField(null=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    present = models.ManyToManyField(Person, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    next_steps = SealedTextField(subject="project_id", blank=True, default="")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    created_at = models.DateTimeField(default=clock.now)

    objects = ReviewMomentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("projects:review_hold", args=[self.pk])


class StillMyWish(models.Model):
    """The person's answer in a review to "is this still what you want?". Append-only."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        CHANGED = "changed", _("it changed")
        NO = "no", _("no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(ReviewMoment, models.PROTECT, related_name="wish_answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer)
    words = SealedTextField(subject="person_id", blank=True, default="")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="projects_stillmywish_once"),
        ]

    def __str__(self) -> str:
        return self.answer


append_only(StillMyWish)
