"""Have the ties of a large network read anew, outside the request."""

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.jobs.models import Job
from cerchia.jobs.usecases import start
from cerchia.network.queries.who import territories_seen
from cerchia.network.ties import KIND, key_of


@transaction.atomic
def read_ties(*, actor: User, next_url: str = "") -> Job:
    """The job that reads all territories that `actor` sees; one that is under way is not doubled.

    It changes nothing of the network, and keeps ids, names of organisations and figures.
    """
    require(actor, "network.read_ties")
    territories = territories_seen(actor)
    named = {str(key): one.name for key, one in territories.items()}
    params = {
        "user": str(actor.pk),
        "territories": named,
        "_next": next_url,
        "_again": next_url,
    }
    return start(kind=KIND, actor=actor, params=params, key=key_of(territories))
