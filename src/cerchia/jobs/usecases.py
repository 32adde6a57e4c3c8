"""Asking for work, and asking it to stop."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.jobs import registry
from cerchia.jobs.errors import HasEnded
from cerchia.jobs.models import Job
from cerchia.jobs.running import run_here
from cerchia.kit import clock


@transaction.atomic
def start(
    *,
    kind: str,
    actor: User,
    params: dict[str, Any],
    edition_id: UUID | None = None,
    key: str = "",
) -> Job:
    """A new job, done by another process once this transaction holds.

    With a `key`, an unfinished job of the same actor and key is returned instead of a second one;
    one whose process was killed is closed, and the work begins again.
    """
    registry.find(kind)
    if key and (found := _open(actor, key)):
        return found
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                key=key,
                actor=actor.pk,
                edition_id=edition_id,
                language=translation.get_language() or "",
                params=params,
            )
    except IntegrityError:
        found = _open(actor, key)
        if found is None:
            raise
        return found
    if settings.CERCHIA_JOBS_HERE:
        transaction.on_commit(partial(run_here, job.pk))
    return job


def _open(actor: User, key: str) -> Job | None:
    found = Job.objects.open().filter(actor=actor.pk, key=key).first()
    if found is None or found.state != "lost":
        return found
    words = _("The work was cut off. Nothing of it was kept.")
    Job.objects.open().filter(pk=found.pk).update(failed_at=clock.now(), error=words)
    return None


@transaction.atomic
def ask_to_stop(actor: User, job: Job) -> Job:
    """What waits is stopped at once; what runs ends soon, with its best so far if it has one."""
    require(actor, "jobs.stop_job", job)
    now = clock.now()
    mine = Job.objects.open().filter(pk=job.pk)
    waiting = mine.filter(started_at=None).update(stop_asked_at=now, stopped_at=now)
    asked = waiting or mine.filter(stop_asked_at=None).update(stop_asked_at=now)
    job.refresh_from_db()
    if not asked and job.finished_at is not None:
        raise HasEnded
    return job
