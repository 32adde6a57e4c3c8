"""Who may write in the memory of a territory: those who work there; and each their own contacts."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.models.organisations import FIELD
from cerchia.network.policies.offers import speaks_for
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import EditionTerritory
from cerchia.programmes.standing import Role


def works_in(actor: User, territory_id: UUID, *roles: str) -> bool:
    """Whether `actor` works in the territory today, in the field or in one of `roles`."""
    reach = standing.of(actor).territories(*(roles or FIELD))
    if any(place == territory_id for _edition, place in reach):
        return True
    whole = [edition for edition, place in reach if place is None]
    here = EditionTerritory.objects.filter(edition__in=whole, territory=territory_id)
    return bool(whole) and here.exists()


@policy("network.add")
def may_add(actor: User, territory_id: UUID) -> bool:
    return works_in(actor, territory_id)


@policy("network.change")
def may_change(actor: User, organisation: Organisation) -> bool:
    """Also: ask it, give it an owner, tie it, ask whether it is still true."""
    return works_in(actor, organisation.territory_id)


@policy("network.merge")
def may_merge(actor: User, one: Organisation, other: Organisation) -> bool:
    return works_in(actor, one.territory_id) and works_in(actor, other.territory_id)


@policy("network.publish")
def may_publish(actor: User, organisation: Organisation) -> bool:
    """The team writes the consent down; the organisation's own people give it themselves."""
    return works_in(actor, organisation.territory_id) or speaks_for(actor, organisation)


@policy("network.invite_member")
def may_invite(actor: User, organisation: Organisation) -> bool:
    """The team, and the organisation's own people; also: withdraw an invitation."""
    return works_in(actor, organisation.territory_id) or speaks_for(actor, organisation)


@policy("network.end_member")
def may_end_member(actor: User, organisation: Organisation) -> bool:
    """The coordination, and the organisation's own people among themselves."""
    coordinates = works_in(actor, organisation.territory_id, Role.COORDINATOR)
    return coordinates or speaks_for(actor, organisation)


@policy("network.name_contact")
def may_name_contact(actor: User, person: Person, edition_id: UUID, territory_id: UUID) -> bool:
    """Everybody names what they themselves know, where they take part or work."""
    mine = standing.of(actor)
    if person.user_id != actor.pk:
        return False
    lives = any(
        (place.edition_id, place.territory_id, place.ended_on) == (edition_id, territory_id, None)
        for place in mine.places
    )
    return lives or mine.covers(edition_id, territory_id, *FIELD)


@policy("network.take_back_contact")
def may_take_back_contact(actor: User, known: KnownContact) -> bool:
    return known.person.user_id == actor.pk


@policy("network.listen")
def may_listen(actor: User, known: KnownContact) -> bool:
    """A name that was only said waits for somebody of the territory; afterwards it is closed."""
    waits = known.organisation_id is None and known.ended_at is None
    return waits and works_in(actor, known.territory_id)
