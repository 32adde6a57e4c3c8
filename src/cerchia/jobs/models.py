"""A job as a row: what is to be done, how far it is, how it ended. Ids only, never a name."""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cerchia.access.models import User
from cerchia.jobs.rules import ENDED, Dates, State, is_own_path, state_of
from cerchia.kit import clock

OPEN = Q(finished_at=None, failed_at=None, stopped_at=None)
WHOLE = 100
LONG_WAIT = timedelta(seconds=30)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> Self:
        """Everybody's own."""
        return self.filter(actor=user.pk)

    def open(self) -> Self:
        """Those that have not said how they ended, lost ones among them."""
        return self.filter(OPEN)

    def waiting(self) -> Self:
        """Those that nobody has taken up, the oldest first."""
        return self.open().filter(started_at=None).order_by("asked_at", "pk")


class Job(models.Model):
    """waiting → running → done, failed or stopped; lost where its process was killed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, blank=True)
    actor = models.UUIDField()
    edition_id = models.UUIDField(null=True)
    language = models.CharField(max_length=10, blank=True)
    params = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "key"], condition=OPEN & ~Q(key=""), name="jobs_job_key_once"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=OPEN, name="jobs_job_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("jobs:job_show", args=[self.pk])

    @property
    def state(self) -> State:
        dates = Dates(
            self.started_at, self.heartbeat_at, self.finished_at, self.failed_at, self.stopped_at
        )
        return state_of(dates, clock.now())

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def waits_long(self) -> bool:
        return self.state == "waiting" and clock.now() - self.asked_at > LONG_WAIT

    @property
    def percent(self) -> int | None:
        """How much is done; nothing where the work cannot know."""
        return min(WHOLE, self.done * WHOLE // self.of) if self.of else None

    @property
    def next_url(self) -> str:
        """Where the result is shown: `_next` of the result, else of the params."""
        found: Any = (self.result or {}).get("_next") or self.params.get("_next") or ""
        return found if isinstance(found, str) and is_own_path(found) else ""

    @property
    def again_url(self) -> str:
        """Where the work was asked for, to ask for it again: `_again` of the params."""
        found: Any = self.params.get("_again") or ""
        return found if isinstance(found, str) and is_own_path(found) else ""
