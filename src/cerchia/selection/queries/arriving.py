"""Where and when somebody can ask to take part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.models import EditionTerritory, Territory
from cerchia.selection.models import SelectionRound
from cerchia.selection.rules.opening import is_taking


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody can ask to take part: a territory in a round."""

    selection: SelectionRound
    territory: Territory

    @property
    def key(self) -> str:
        return f"{self.selection.pk}.{self.territory.pk}"


def places_open(*, on: date | None = None) -> list[Place]:
    """Where requests are taken from outside today."""
    day = on or clock.today()
    rounds = SelectionRound.objects.taking().filter(opens_on__lte=day, closes_on__gte=day)
    return _places(one for one in _with_places(rounds) if is_taking(one, on=day))


def places_to_fill(user: User, *roles: str) -> list[Place]:
    """Where `user`, in one of `roles`, may put somebody forward, late ones too for the team."""
    mine = standing.of(user)
    rounds = SelectionRound.objects.exclude(opened_at=None).filter(
        published_at=None, opens_on__lte=clock.today(), edition__in=mine.editions(*roles)
    )
    return [
        place
        for place in _places(_with_places(rounds))
        if mine.covers(place.selection.edition_id, place.territory.pk, *roles)
    ]


def _with_places(rounds: Iterable[SelectionRound]) -> list[SelectionRound]:
    places = Prefetch("edition__places", EditionTerritory.objects.select_related("territory"))
    rows = SelectionRound.objects.filter(pk__in=[one.pk for one in rounds])
    return list(rows.select_related("edition").prefetch_related(places).order_by("opens_on"))


def _places(rounds: Iterable[SelectionRound]) -> list[Place]:
    return [Place(one, row.territory) for one in rounds for row in one.edition.places.all()]


def next_opening() -> date | None:
    """The first day on which requests will be taken, if one is planned."""
    planned = SelectionRound.objects.filter(closed_at=None, opens_on__gt=clock.today())
    row = planned.order_by("opens_on").first()
    return row.opens_on if row else None
