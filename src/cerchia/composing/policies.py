"""Who puts circles together: whoever coordinates every territory of the composition."""

from collections.abc import Collection
from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.composing.models import Composition
from cerchia.programmes.policies import coordinates


@policy("composing.begin")
def may_begin(actor: User, edition_id: UUID, territories: Collection[UUID]) -> bool:
    return bool(territories) and all(coordinates(actor, edition_id, one) for one in territories)


@policy("composing.arrange")
def may_arrange(actor: User, composition: Composition) -> bool:
    territories = composition.territories.values_list("pk", flat=True)
    return may_begin(actor, composition.edition_id, list(territories))


@policy("composing.read_reason")
def may_read_reason(actor: User, composition: Composition) -> bool:
    """Why two stay apart: for coordinators, one at a time, with a trace."""
    return may_arrange(actor, composition)
