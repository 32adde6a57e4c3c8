"""Jobs in the JSON interface: how far they are, and a way to stop them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from cerchia.access.requests import SignedIn
from cerchia.jobs.models import Job
from cerchia.jobs.usecases import ask_to_stop

router = Router(tags=["jobs"])


class JobOut(Schema):
    """`state`: waiting, running, done, failed, stopped or lost. `of` is 0 where nobody knows."""

    id: UUID
    kind: str
    state: str
    done: int
    of: int
    words: str
    error: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    next: str | None
    result: dict[str, Any] | None


@router.get("/jobs/{uuid:pk}", response=JobOut, operation_id="jobs_get")
def job_get(request: SignedIn, pk: UUID) -> JobOut:
    """Long work that you asked for."""
    return _out(get_object_or_404(Job.objects.visible_to(request.user), pk=pk))


@router.post("/jobs/{uuid:pk}/stop", response=JobOut, operation_id="jobs_stop")
def job_stop(request: SignedIn, pk: UUID) -> JobOut:
    """Ask it to end soon, with its best so far if it has one."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return _out(ask_to_stop(request.user, job))


def _out(job: Job) -> JobOut:
    result = job.result and {name: v for name, v in job.result.items() if not name.startswith("_")}
    return JobOut(
        id=job.pk,
        kind=job.kind,
        state=job.state,
        done=job.done,
        of=job.of,
        words=job.words,
        error=job.error,
        asked_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        next=job.next_url or None,
        result=result,
    )
