"""Who may bring a whole table in, take it back, and carry a list out."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.network.models import Export, Import
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

WRITERS = (Role.OPERATOR, Role.COORDINATOR)
READERS = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)


@policy("network.take_table")
def may_take_table(actor: User, edition: UUID, territory: UUID) -> bool:
    """Operators and coordinators of the territory."""
    return standing.of(actor).covers(edition, territory, *WRITERS)


@policy("network.go_on_with_table")
def may_go_on(actor: User, batch: Import) -> bool:
    """Whoever sent it, as long as the territory is theirs: nobody works on another's half table."""
    own = batch.made_by_id == actor.pk
    return own and may_take_table(actor, batch.edition_id, batch.territory_id)


@policy("network.undo_table")
def may_undo(actor: User, batch: Import) -> bool:
    """Whoever wrote it, and the coordination of its territory."""
    coordinates = standing.of(actor).covers(batch.edition_id, batch.territory_id, Role.COORDINATOR)
    return coordinates or may_go_on(actor, batch)


@policy("network.export_list")
def may_export(actor: User, edition: UUID, part: str) -> bool:
    """Work contacts for who works with them; the public part for every staff of the edition."""
    mine = standing.of(actor)
    if part == Export.Part.WORK:
        return edition in mine.editions(*READERS)
    return edition in mine.editions(*READERS, Role.COMMITTEE, Role.EDITOR)
