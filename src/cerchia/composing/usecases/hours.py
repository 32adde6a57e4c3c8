"""When a circle of the draft meets, chosen by hand."""

from dataclasses import replace

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.composing.errors import NotAtTheTable, NothingChanges, WalksThere
from cerchia.composing.models import Composition, CompositionLock
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import Ring, still_here
from cerchia.composing.usecases.answers import by_hand
from cerchia.composing.usecases.steps import Act, draft_of, reasoned, step, write
from cerchia.kit import clock


@transaction.atomic
def set_hour(
    *, actor: User, composition: Composition, version: int, circle: str, hour: str, reason: str
) -> Composition:
    """The circle meets at this hour, and stays at it when it is solved anew.

    Who cannot come then is said before, on the page; people may still choose it.
    """
    reason = reasoned(reason)
    require(actor, "composing.arrange", composition)
    after = _at(composition, circle, hour)
    answer = by_hand(actor, composition, version, after)
    moved = step(actor, composition, version, standing=answer)
    held = moved.locks.filter(person=None, circle=circle, ended_at=None)
    held.update(ended_at=clock.now())
    CompositionLock.objects.create(
        composition=moved, circle=circle, hour=hour, reason=reason, locked_by=actor
    )
    facts = {"circle": circle, "hour": hour}
    write(actor, moved, Act.HOUR, reason=reason, answer=answer, facts=facts)
    return moved


def _at(composition: Composition, circle: str, hour: str) -> list[Ring]:
    table = table_of(composition)
    rings = still_here(draft_of(composition), table)
    if circle in table.there:
        raise WalksThere(circle=table.there[circle].name)
    mine = next((ring for ring in rings if ring.id == circle), None)
    if mine is None or hour not in table.hours:
        raise NotAtTheTable
    is_held = any(lock.circle == circle and lock.hour == hour for lock in table.locks)
    if mine.hour == hour and is_held:
        raise NothingChanges
    return [replace(ring, hour=hour) if ring is mine else ring for ring in rings]
