"""Where circles could be put together, and what is under way."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.queries import forming_places
from cerchia.composing.models import Composition, Decision, KeepRule
from cerchia.composing.queries.table import names_taken
from cerchia.composing.rules import Ring
from cerchia.programmes.models import Edition, Participation, Territory
from cerchia.vault import keys


@dataclass(frozen=True, slots=True)
class Start:
    """A territory that the user coordinates, and how many there wait for a circle."""

    edition: Edition
    territory: Territory
    waiting: int

    @property
    def key(self) -> str:
        return f"{self.edition.pk}:{self.territory.pk}"


def starts_of(user: User) -> list[Start]:
    """Territories of the user's editions, each with those who have no circle. Three queries."""
    places = forming_places(user)
    taken = CircleMembership.objects.open().filter(role=CircleMembership.Role.PARTICIPANT)
    here = Q(pk__in=[])
    for edition, territory in places:
        here |= Q(edition=edition, territory=territory)
    free = Participation.objects.current().filter(here)
    free = free.exclude(person__in=taken.values("person"))
    rows = free.values_list("edition", "territory").annotate(n=Count("pk")).order_by()
    waiting = {(edition, territory): n for edition, territory, n in rows}
    return [
        Start(edition, territory, waiting.get((edition.pk, territory.pk), 0))
        for edition, territory in places
    ]


def open_compositions(user: User) -> list[Composition]:
    rows = Composition.objects.open().visible_to(user)
    return list(rows.select_related("edition", "standing").prefetch_related("territories"))


def keeps_of(composition: Composition) -> list[KeepRule]:
    """Rules in force with the names of their people. The reasons stay where they are."""
    rows = list(
        composition.keeps.filter(ended_at=None)
        .prefetch_related("people")
        .select_related("written_by__person")
    )
    keys.unlock(person.pk for row in rows for person in row.people.all())
    return rows


def circles_formed(composition: Composition) -> list[Circle]:
    """The circles that came of a confirmed composition; none of one that is open."""
    if composition.confirmed_at is None:
        return []
    acts = composition.decisions.filter(act=Decision.Act.CONFIRMED)
    ids = [pk for act in acts for pk in act.facts.get("circles", {}).values()]
    return list(Circle.objects.filter(pk__in=ids).select_related("territory"))


def suggested_names(composition: Composition, rings: Iterable[Ring]) -> dict[str, str]:
    """A name for each circle that nobody has yet: the territory and a number."""
    taken = {name.casefold() for name in names_taken(composition)}
    found: dict[str, str] = {}
    for ring in rings:
        names = (f"{ring.territory} {n}" for n in range(1, 1000))
        found[ring.id] = next(name for name in names if name.casefold() not in taken)
        taken.add(found[ring.id].casefold())
    return found
