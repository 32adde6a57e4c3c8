"""Editions and their rules as data; participations and assignments as dated facts."""

import uuid
from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cerchia.kit import clock
from cerchia.people.models import Person


def default_unit_words() -> dict[str, str]:
    """What the programme calls its group, by language."""
    return {"it": "cerchia", "en": "circle", "fr": "cercle", "ar": "الحلقة"}


def default_review_days() -> list[int]:
    """Days after the signature of a pact on which a review is planned (R10)."""
    return [30, 90, 180]


def default_juncture_days() -> list[int]:
    """Those of the review days on which renewing, adapting or leaving is decided (R10)."""
    return [180]


class Programme(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Territory(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="territories")
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "territories"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="programmes_territory_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EditionQuerySet(models.QuerySet["Edition"]):
    def running(self, *, on: date) -> Self:
        return self.filter(starts_on__lte=on, closed_on=None)


class Edition(models.Model):
    """One funded run of the programme. Money limits are cents, limits in days are calendar days
    unless the name says working days.
    """

    class EvidencePolicy(models.TextChoices):
        TRUST = "trust", _("trust")
        STANDARD = "standard", _("standard")
        STRICT = "strict", _("strict")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="editions")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_reason = models.CharField(max_length=1000, blank=True)
    target_people = models.PositiveIntegerField(default=35)
    unit_words = models.JSONField(default=default_unit_words)
    currency = models.CharField(max_length=3, default="EUR")
    max_per_person_cents = models.PositiveBigIntegerField(default=800_000)
    reward_cap_percent = models.PositiveSmallIntegerField(
        default=15, validators=[MaxValueValidator(100)]
    )
    evidence_policy = models.CharField(
        max_length=10, choices=EvidencePolicy, default=EvidencePolicy.STANDARD
    )
    paper_above_cents = models.PositiveBigIntegerField(default=5_000)
    self_declared_percent = models.PositiveSmallIntegerField(
        default=10, validators=[MaxValueValidator(100)]
    )
    payment_working_days = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    review_days = models.JSONField(default=default_review_days)
    juncture_days = models.JSONField(default=default_juncture_days)
    money_check_days = models.PositiveSmallIntegerField(default=30)
    question_days = models.PositiveSmallIntegerField(default=14)
    one_to_one_percent = models.PositiveSmallIntegerField(
        default=70, validators=[MaxValueValidator(100)]
    )
    relation_days = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(1)])
    quiet_days = models.PositiveSmallIntegerField(default=14, validators=[MinValueValidator(1)])
    permit_warning_days = models.PositiveSmallIntegerField(default=90)
    accounts_kept_years = models.PositiveSmallIntegerField(default=10)
    settings_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="programmes_edition_name_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="programmes_edition_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unit_word(self) -> str:
        """The programme's word for a circle in the language in use."""
        words: dict[str, str] = self.unit_words
        return words.get((get_language() or "it")[:2]) or words.get("it", "")


class EditionTerritory(models.Model):
    """A territory takes part in an edition, with its own approximate target (Q11)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="places")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="places")
    target_people = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["territory__position", "territory__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "territory"], name="programmes_editionterritory_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} in {self.edition_id}"


class Phase(models.Model):
    class Kind(models.TextChoices):
        SELECTION = "selection", _("selection")
        DEVELOPMENT = "development", _("development of the projects")
        FOLLOW_UP = "follow_up", _("follow-up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=12, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="programmes_phase_kind_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="programmes_phase_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def current(self) -> Self:
        return self.filter(ended_on=None)


class Participation(models.Model):
    """A person takes part in an edition. `code` stands for the person outside the circle."""

    class EndReason(models.TextChoices):
        REACHED = "reached", _("goes on without the programme")
        MOVED_AWAY = "moved_away", _("lives somewhere else now")
        OTHER_PROGRAMME = "other_programme", _("is in another programme")
        OWN_WISH = "own_wish", _("wished to stop")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="participations")
    code = models.CharField(max_length=20)
    is_student = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"], name="programmes_participation_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "code"], name="programmes_participation_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class StaffAssignmentQuerySet(models.QuerySet["StaffAssignment"]):
    def current(self, *, on: date | None = None) -> Self:
        """Assignments in force on `on` (today if not given)."""
        day = on or clock.today()
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class StaffAssignment(models.Model):
    """A person does a job in an edition, in one territory or (`territory` empty) in all."""

    class Role(models.TextChoices):
        OPERATOR = "operator", _("operator")
        MEDIATOR = "mediator", _("mediator")
        COORDINATOR = "coordinator", _("coordinator")
        ACCOUNTS = "accounts", _("accounts")
        COMMITTEE = "committee", _("steering committee")
        ORGANISATION = "organisation", _("network organisation")
        EDITOR = "editor", _("editor of the public site")
        SYSTEM = "system", _("system administrator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="staff_assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="staff_assignments")
    role = models.CharField(max_length=15, choices=Role)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, related_name="staff_assignments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = StaffAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person", "role", "territory"],
                condition=Q(ends_on=None, territory__isnull=False),
                name="programmes_staffassignment_once_here",
            ),
            models.UniqueConstraint(
                fields=["edition", "person", "role"],
                condition=Q(ends_on=None, territory=None),
                name="programmes_staffassignment_once_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return self.role
