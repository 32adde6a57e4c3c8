"""Where a user works or lives, as the network needs it; the names of colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models.organisations import FIELD
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, EditionTerritory, StaffAssignment, Territory


@dataclass(frozen=True, slots=True)
class Place:
    """A territory of an edition."""

    edition: Edition
    territory: Territory

    @property
    def key(self) -> str:
        return f"{self.edition.pk}~{self.territory.pk}"


def territories_seen(user: User) -> dict[UUID, Territory]:
    """Territories whose organisations `user` may see, in their order. One query."""
    return {one.territory.pk: one.territory for one in places_worked(user)}


def places_worked(user: User) -> list[Place]:
    """Where the user works as operator, mediator or coordinator, open editions first. Kept."""
    kept: list[Place] | None = user.__dict__.get("_network_places")
    if kept is None:
        posts = standing.of(user).territories(*FIELD)
        kept = _places((edition, territory) for edition, territory in posts) if posts else []
        user.__dict__["_network_places"] = kept
    return kept


def places_named(user: User) -> list[Place]:
    """Where the user may name organisations they know: where they take part now, or work."""
    mine = standing.of(user)
    lived = [(one.edition_id, one.territory_id) for one in mine.places if one.ended_on is None]
    pairs = [*lived, *mine.territories(*FIELD)]
    return [one for one in _places(pairs) if one.edition.closed_on is None] if pairs else []


def _places(pairs: Iterable[tuple[UUID, UUID | None]]) -> list[Place]:
    reach = Q(pk__in=[])
    for edition, territory in pairs:
        here = Q(edition=edition)
        reach |= here if territory is None else here & Q(territory=territory)
    rows = EditionTerritory.objects.filter(reach).select_related("edition", "territory")
    ordered = sorted(
        rows,
        key=lambda row: (
            row.edition.closed_on is not None,
            -row.edition.starts_on.toordinal(),
            row.territory.position,
            row.territory.name,
        ),
    )
    return [Place(row.edition, row.territory) for row in ordered]


def names_of(users: Iterable[UUID | None]) -> dict[UUID, str]:
    """Short names of colleagues by account. One query, and one for their keys."""
    wanted = {one for one in users if one is not None}
    if not wanted:
        return {}
    people = Person.objects.filter(user__in=wanted)
    return {one.user_id: one.short_name for one in people if one.user_id is not None}


def owners_for(territory_id: UUID) -> list[tuple[UUID, str]]:
    """Who may be asked to contact an organisation of the territory: account and short name."""
    jobs = StaffAssignment.objects.current(on=clock.today()).filter(
        Q(territory=territory_id) | Q(territory=None, edition__places__territory=territory_id),
        role__in=FIELD,
        edition__closed_on=None,
        person__user__isnull=False,
    )
    found = names_of(set(jobs.values_list("person__user", flat=True)))
    return sorted(found.items(), key=lambda one: one[1])
