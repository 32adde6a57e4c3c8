"""Who may do what with a job: who asked for it."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.jobs.models import Job


@policy("jobs.stop_job")
def may_stop(actor: User, job: Job) -> bool:
    return job.actor == actor.pk
