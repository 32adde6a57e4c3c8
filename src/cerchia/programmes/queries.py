"""Reading editions and who is in them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.models import (
    Edition,
    EditionTerritory,
    Participation,
    StaffAssignment,
    Territory,
)
from cerchia.programmes.standing import Role


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in a list: how many people it counts, of about how many."""

    edition: Edition
    people: int
    territories: list[str]


def editions_coordinated(user: User) -> list[EditionRow]:
    """Editions of which the user coordinates at least a territory, newest first."""
    mine = standing.of(user).editions(Role.COORDINATOR)
    places = Prefetch("places", EditionTerritory.objects.select_related("territory"))
    rows = Edition.objects.filter(pk__in=mine).prefetch_related(places).order_by("-starts_on")
    inside = Participation.objects.current().filter(edition__in=mine)
    counted = dict(inside.values_list("edition").annotate(n=Count("pk")))
    return [
        EditionRow(
            row, counted.get(row.pk, 0), [place.territory.name for place in row.places.all()]
        )
        for row in rows
    ]


def edition_in_use(user: User) -> Edition | None:
    """The edition in which the user works or takes part: the one that began last."""
    mine = standing.of(user)
    ids = mine.editions() | {place.edition_id for place in mine.places}
    running = Edition.objects.filter(pk__in=ids).order_by("-starts_on")
    return running.filter(starts_on__lte=clock.today()).first() or running.first()


def staff_of(edition: Edition) -> list[StaffAssignment]:
    """Jobs of today and of tomorrow, by role and territory."""
    today = clock.today()
    rows = edition.staff_assignments.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    return list(
        rows.select_related("person__user", "territory").order_by("role", "territory__position")
    )


def territories_coordinated(user: User, edition: Edition) -> list[Territory]:
    """Territories of the edition where the user may give jobs and admit people."""
    posts = standing.of(user).territories(Role.COORDINATOR)
    everywhere = (edition.pk, None) in posts
    here: set[UUID | None] = {place for edition_id, place in posts if edition_id == edition.pk}
    places = edition.places.select_related("territory")
    return [p.territory for p in places if everywhere or p.territory_id in here]
