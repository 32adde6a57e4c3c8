"""Who may change the rules of an edition and give jobs in it. Nobody grants what they lack."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, EditionTerritory
from cerchia.programmes.standing import Role

GRANTED_BY_COORDINATORS = frozenset(Role.values) - {Role.SYSTEM}


def coordinates(actor: User, edition_id: UUID, territory_id: UUID | None) -> bool:
    """Whether `actor` coordinates this territory, or (None) every territory of the edition."""
    mine = standing.of(actor)
    if mine.covers(edition_id, territory_id, Role.COORDINATOR):
        return True
    return territory_id is None and coordinates_all(actor, edition_id)


def coordinates_all(actor: User, edition_id: UUID) -> bool:
    mine = standing.of(actor)
    here = EditionTerritory.objects.filter(edition=edition_id).values_list("territory", flat=True)
    wanted = list(here)
    return bool(wanted) and all(
        mine.covers(edition_id, place, Role.COORDINATOR) for place in wanted
    )


@policy("programmes.see_settings")
def may_see_settings(actor: User, edition: Edition) -> bool:
    """Whoever coordinates any territory of the edition reads its rules."""
    return edition.pk in standing.of(actor).editions(Role.COORDINATOR)


@policy("programmes.change_edition")
def may_change_edition(actor: User, edition: Edition) -> bool:
    """Only a coordinator of every territory changes the rules of all."""
    return coordinates_all(actor, edition.pk)


@policy("programmes.assign")
def may_assign(
    actor: User, edition: Edition, role: str, territory_id: UUID | None, person_user_id: UUID | None
) -> bool:
    """A coordinator gives jobs within what they coordinate, never to themselves."""
    return (
        role in GRANTED_BY_COORDINATORS
        and person_user_id != actor.pk
        and coordinates(actor, edition.pk, territory_id)
    )


@policy("programmes.admit")
def may_admit(actor: User, edition: Edition, territory_id: UUID) -> bool:
    return coordinates(actor, edition.pk, territory_id)
