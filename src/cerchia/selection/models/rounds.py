"""A round of selection and the sheet of criteria that is frozen before names are seen."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.programmes.standing import Role
from cerchia.selection.rules.eligibility import PRESETS


def first_rules() -> dict[str, Any]:
    """The rule set with which a round begins, until its coordinators choose another one."""
    return dict(PRESETS["2013"])


class SelectionRoundQuerySet(models.QuerySet["SelectionRound"]):
    def visible_to(self, user: User) -> Self:
        """Rounds of the editions in whose field or coordination `user` works."""
        mine = standing.of(user)
        return self.filter(
            edition__in=mine.editions(Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
        )

    def taking(self) -> Self:
        """Open to candidacies today."""
        return self.exclude(opened_at=None).filter(closed_at=None)


class SelectionRound(models.Model):
    """`planned` → `open` → `closed` → `decided` → `published`, each a dated fact. `closes_on` is
    the last day on which a candidacy comes in without a written exception (Q13). `version` grows
    with each act on the selection page: who decides on an older one is told.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        DECIDED = "decided", _("decided")
        PUBLISHED = "published", _("published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="selection_rounds")
    number = models.PositiveSmallIntegerField(default=1)
    opens_on = models.DateField()
    closes_on = models.DateField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    eligibility = models.JSONField(default=first_rules)
    questions = models.JSONField(default=list)
    hides_identity = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    objects = SelectionRoundQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="selection_round_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="selection_round_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.edition_id}"

    @property
    def state(self) -> str:
        for state, moment in (
            (self.State.PUBLISHED, self.published_at),
            (self.State.DECIDED, self.decided_at),
            (self.State.CLOSED, self.closed_at),
            (self.State.OPEN, self.opened_at),
        ):
            if moment is not None:
                return str(state)
        return str(self.State.PLANNED)


class CriteriaSheet(models.Model):
    """The wanted numbers and their order, as rules of `balance.md` 6 with who wrote them and why.

    Once frozen it is never changed; a new version says why and who allowed it. `sha256` is over
    the canonical JSON of `content`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="sheets")
    version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["round", "version"]
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="selection_sheet_once"),
            models.CheckConstraint(
                condition=Q(frozen_at=None) | ~Q(sha256=""), name="selection_sheet_frozen_is_hashed"
            ),
        ]

    def __str__(self) -> str:
        return f"criteria {self.version} of {self.round_id}"
