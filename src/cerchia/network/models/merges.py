"""Two entries that were one organisation, and the way back."""

import uuid

from django.db import models
from django.db.models import F, Q

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models.organisations import Organisation


class Merge(models.Model):
    """`gone` was the same as `kept`. `moved` holds what went over and what was ended, so that
    everything can come back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="network_merge_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="network_merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class NotOne(models.Model):
    """Somebody looked: these two are alike and are two. `first` has the smaller id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    second = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="network_not_one_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
