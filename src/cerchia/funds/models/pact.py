"""The pact of mutual responsibility. Its terms live in revisions that never change."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.funds.models.fund import Fund
from cerchia.funds.models.scope import pact_scope
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Edition
from cerchia.projects.models import Objective, Project, ReviewMoment
from cerchia.vault.fields import SealedTextField


class PactQuerySet(models.QuerySet["Pact"]):
    def visible_to(self, user: User) -> Self:
        """Own pacts; those of the people one walks with; territories coordinated."""
        return self.filter(pact_scope(user))

    def in_force(self) -> Self:
        return self.filter(activated_at__isnull=False, ended_at=None)

    def drafts(self) -> Self:
        return self.filter(activated_at=None, ended_at=None)


class Pact(models.Model):
    """draft → explained → signed and active → renewed, adapted or ended.

    A fund has one pact in force at a time; `previous` is the one that it follows.
    `paid_cents` counts disbursements not cancelled or rejected, rewards included (law M8).
    """

    class End(models.TextChoices):
        RENEWED = "renewed", _("renewed")
        ADAPTED = "adapted", _("adapted")
        REACHED = "ended_reached", _("ended: reached")
        EXIT = "ended_exit", _("ended: leaving")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="pacts")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="pacts")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="pacts")
    projects = models.ManyToManyField(Project, related_name="pacts")
    code = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    after_review = models.ForeignKey(
        ReviewMoment, models.PROTECT, null=True, related_name="pacts_born"
    )
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    agreed_cents = models.PositiveBigIntegerField(default=0)
    paid_cents = models.PositiveBigIntegerField(default=0)
    ceiling_cents = models.PositiveBigIntegerField(default=0)
    activated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=15, choices=End, blank=True)

    objects = PactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code", "version"], name="funds_pact_code"),
            models.UniqueConstraint(
                fields=["fund"],
                condition=models.Q(activated_at__isnull=False, ended_at=None),
                name="funds_pact_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(paid_cents__lte=models.F("ceiling_cents")),
                name="funds_pact_paid_within_ceiling",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def state(self) -> str:
        """draft, active, set_aside, or how it ended."""
        if self.ended_at:
            return self.end or "set_aside"
        return "active" if self.activated_at else "draft"

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"


class PactRevision(models.Model):
    """The terms as they stood at one moment. Append-only; a signature names the revision.

    `terms` is JSON: {"amount_cents", "lines": [{"objective", "cents"}], "review_days",
    "instalments": [{"cents", "on"}], "words": {article: text in Italian},
    "texts": {language: {article: text}}, "translated": [language]}; articles are named in
    `funds.rules.pact.ARTICLES`.
    `sha256` is over the canonical JSON of the terms.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pact = models.ForeignKey(Pact, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    amount_cents = models.PositiveBigIntegerField()
    terms = SealedTextField(subject="pact_id")
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "number"], name="funds_pactrevision_once"),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"


append_only(PactRevision)


class PactExplanation(models.Model):
    """A mediator explained this revision to this person, in this language, on this day (inv. 17).
    Append-only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(PactRevision, models.PROTECT, related_name="explanations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    explained_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "person"], name="funds_pactexplanation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"explained in {self.language}"


append_only(PactExplanation)


class PactSignature(models.Model):
    """Signed in the signer's own session. Append-only."""

    class Side(models.TextChoices):
        PERSON = "person", _("for themselves")
        PROGRAMME = "programme", _("for the programme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pact = models.ForeignKey(Pact, models.PROTECT, related_name="signatures")
    revision = models.ForeignKey(PactRevision, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="pact_signatures")
    side = models.CharField(max_length=10, choices=Side)
    language = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "person"], name="funds_pactsignature_once"),
            models.UniqueConstraint(
                fields=["pact"],
                condition=models.Q(side="programme"),
                name="funds_pactsignature_one_for_the_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} at {self.at:%Y-%m-%d}"


append_only(PactSignature)


class PactLine(models.Model):
    """What the pact in force plans for an objective, and what went to it so far.

    Made from the signed revision. `spent_cents` counts fund money only and moves with the ledger.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pact = models.ForeignKey(Pact, models.PROTECT, related_name="lines")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="lines")
    planned_cents = models.PositiveBigIntegerField()
    spent_cents = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "objective"], name="funds_pactline_once"),
        ]

    def __str__(self) -> str:
        return f"line of {self.pact_id}"

    @property
    def left_cents(self) -> int:
        """What remains of the plan, never negative: going over a plan is allowed."""
        return max(0, self.planned_cents - self.spent_cents)
