"""Work done outside the request: reading the ties of a network too large for a page."""

from uuid import UUID

from cerchia.access.models import User
from cerchia.desk.queries.network import read
from cerchia.desk.queries.network.graph import woven
from cerchia.desk.queries.network.picture import drawn_as_values
from cerchia.jobs.registry import Running, Values, work
from cerchia.network.queries.coverage import months
from cerchia.network.ties import KIND

STEPS = 10
"""The graph, seven measures, and the drawing."""


@work(KIND)
def read_ties(running: Running, params: Values) -> Values:
    """Everything the page shows of a large network, as plain values."""
    territories = {UUID(key): name for key, name in params["territories"].items()}
    running.tell(0, STEPS)
    whole = woven(territories)
    running.tell(1, STEPS)
    found = read(
        territories, whole=whole, progress=lambda done, _of: running.tell(1 + done, STEPS)
    ).as_values()
    found["drawing"] = drawn_as_values(whole)
    found["months"] = _months(params["user"])
    running.tell(STEPS, STEPS)
    return {**found, "_next": params.get("_next", "")}


def _months(user: str) -> list[list[object]]:
    rows = months(User.objects.get(pk=user))
    return [
        [one.first.isoformat(), one.known, one.contacted, one.answered, one.engaged] for one in rows
    ]
