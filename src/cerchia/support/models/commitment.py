"""An offer taken up for a step: proposed, agreed by the participant, kept or not (Q22)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.scope import FIELD_ROLES, in_posts
from cerchia.kit import clock
from cerchia.network.models import Offer, Unit
from cerchia.people.models import ContactPoint, Person
from cerchia.privacy.models import Consent
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Territory
from cerchia.programmes.standing import Role
from cerchia.projects.models import Objective, Project, ProjectStep
from cerchia.support.models.need import Need
from cerchia.vault.fields import SealedTextField


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> Self:
        """Agreed or under way."""
        return self.filter(state__in=OPEN)

    def held(self) -> Self:
        """Those that take something of their offer: agreed, and whatever came of it."""
        return self.filter(state__in=HELD)

    def visible_to(self, user: User) -> Self:
        """Staff: those of the projects they may read. Members: their own."""
        return self.filter(project__in=Project.objects.visible_to(user))

    def in_territories_of(self, user: User) -> Self:
        """Those of the territories where `user` works: to count them, never to read who."""
        return self.filter(in_posts(standing.of(user), *FIELD_ROLES, Role.COORDINATOR))

    def of_member(self, user: User) -> Self:
        """Those of the projects in which `user` takes part."""
        return self.filter(project__members__person__user=user, project__members__left_at=None)

    def promised_by(self, user: User) -> Self:
        """Held ones of the organisations for which `user` speaks today."""
        return self.held().filter(
            offer__organisation__members__person__user=user,
            offer__organisation__members__ended_at=None,
        )

    def name_in_force(self) -> Self:
        """Those whose person lets this organisation read the first name, now (invariant 12):
        agreed, opened for it, not closed again, and the consent of the registry in force.
        """
        consent = Consent.objects.in_force().filter(
            person=OuterRef("person"), purpose=Consent.Purpose.SHARE_NAME
        )
        opened = self.filter(state__in=NAMED, name_from__isnull=False, name_until=None)
        return opened.filter(Exists(consent))


class Commitment(models.Model):
    """proposed → agreed → under_way → kept, partly_kept or not_kept; declined; withdrawn.

    `quantity` is in the unit of the offer; `for_need` is the part of the need that it covers, in
    the unit of the need. The state moves in the same guarded update as the date beside it. Only
    `person`, who said yes, can open (`name_from`) and close (`name_until`) their first name.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for a yes")
        AGREED = "agreed", _("agreed")
        UNDER_WAY = "under_way", _("under way")
        KEPT = "kept", _("kept")
        PARTLY_KEPT = "partly_kept", _("partly kept")
        NOT_KEPT = "not_kept", _("not kept")
        DECLINED = "declined", _("the person said no")
        WITHDRAWN = "withdrawn", _("taken back")

    class Reason(models.TextChoices):
        PLANS_CHANGED = "plans_changed", _("the plans changed")
        LESS_TIME = "less_time", _("there was less time than expected")
        NO_DATE = "no_date", _("no day suited both")
        TOO_FAR = "too_far", _("it was too far away")
        OTHER_WAY = "other_way", _("it was solved in another way")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="commitments")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="commitments")
    project = models.ForeignKey(Project, models.PROTECT, related_name="commitments")
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, related_name="commitments")
    step = models.ForeignKey(ProjectStep, models.SET_NULL, null=True, related_name="commitments")
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    quantity = models.PositiveIntegerField(default=1)
    for_need = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.TIMES)
    value_cents = models.PositiveBigIntegerField(default=0)
    due_on = models.DateField(null=True)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="commitments")
    answered_at = models.DateTimeField(null=True)
    not_with_them = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    kept_quantity = models.PositiveIntegerField(default=0)
    kept_value_cents = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    words = SealedTextField(subject="project_id", blank=True, default="")
    name_from = models.DateTimeField(null=True)
    name_until = models.DateTimeField(null=True)
    contact = models.ForeignKey(ContactPoint, models.SET_NULL, null=True, related_name="+")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["territory", "state", "-proposed_at"], name="support_comm_latest"),
            models.Index(fields=["project", "-proposed_at"], name="support_comm_of_project"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "need"],
                condition=Q(state__in=("proposed", "agreed", "under_way")),
                name="support_commitment_once_for_a_need",
            ),
            models.UniqueConstraint(
                fields=["offer", "step"],
                condition=Q(state__in=("proposed", "agreed", "under_way"), need=None),
                name="support_commitment_once_for_a_step",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, kept_quantity__lte=models.F("quantity")),
                name="support_commitment_keeps_no_more",
            ),
            models.CheckConstraint(
                condition=Q(name_from=None) | Q(person__isnull=False),
                name="support_commitment_name_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "declined", "withdrawn"))
                | Q(person__isnull=False),
                name="support_commitment_yes_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED


OPEN = (Commitment.State.AGREED, Commitment.State.UNDER_WAY)
ENDED = (Commitment.State.KEPT, Commitment.State.PARTLY_KEPT, Commitment.State.NOT_KEPT)
HELD = (*OPEN, *ENDED)
NAMED = (*OPEN, Commitment.State.KEPT, Commitment.State.PARTLY_KEPT)
