"""Beginning a composition, its settings, and setting it aside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.composing.errors import (
    CircleElsewhere,
    JoinsDoNotFit,
    NobodyWaits,
    SizesDoNotFit,
    TerritoriesMissing,
)
from cerchia.composing.models import Composition
from cerchia.composing.queries.existing import fillable
from cerchia.composing.queries.table import table_of, without_a_circle
from cerchia.composing.rules import Shape
from cerchia.composing.usecases.steps import Act, reasoned, step, write
from cerchia.composing.usecases.wishes import person_of
from cerchia.kit import clock
from cerchia.programmes.models import Edition, Territory

SMALLEST = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes; hours and capacity of the team by id of the person; which territory walks where;
    circles that are there already, to be filled.
    """

    shape: Shape
    staff: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)
    included: Collection[UUID] = ()


@transaction.atomic
def begin(*, actor: User, edition: Edition, territories: Collection[Territory]) -> Composition:
    """A new composition for the people of these territories who have no circle yet."""
    ids = [place.pk for place in territories]
    if not ids:
        raise TerritoriesMissing
    require(actor, "composing.begin", edition.pk, ids)
    if not without_a_circle(edition.pk, ids):
        raise NobodyWaits
    composition = Composition.objects.create(edition=edition, begun_by=actor)
    composition.territories.set(territories)
    write(actor, composition, Act.BEGUN, facts={"territories": [str(one) for one in ids]})
    return composition


@transaction.atomic
def settle(
    *, actor: User, composition: Composition, version: int, settings: Settings, reason: str
) -> Composition:
    """Other sizes, hours, loads, or people of a small territory who walk in another one."""
    reason = reasoned(reason)
    _fit(composition, settings)
    shape = settings.shape
    moved = step(
        actor,
        composition,
        version,
        size_min=shape.size[0],
        size_max=shape.size[1],
        operators_min=shape.operators[0],
        operators_max=shape.operators[1],
        mediators_min=shape.mediators[0],
        mediators_max=shape.mediators[1],
        staff=composition.staff | {key: dict(said) for key, said in settings.staff.items()},
        joins=dict(settings.joins),
    )
    _include(moved, settings.included)
    facts = {"size": list(shape.size), "included": [str(pk) for pk in settings.included]}
    write(actor, moved, Act.SETTLED, reason=reason, facts=facts)
    return moved


def _include(composition: Composition, circles: Collection[UUID]) -> None:
    """Circles that were included and closed since are let go."""
    found = {one.circle.pk: one.circle for one in fillable(composition)}
    if not found.keys() >= set(circles):
        raise CircleElsewhere
    composition.included.set([found[pk] for pk in circles])


def _fit(composition: Composition, settings: Settings) -> None:
    shape = settings.shape
    for low, high in (shape.size, shape.operators, shape.mediators):
        if low > high:
            raise SizesDoNotFit
    if shape.size[0] < SMALLEST or not shape.operators[0] or not shape.mediators[0]:
        raise SizesDoNotFit
    places = {str(pk) for pk in composition.territories.values_list("pk", flat=True)}
    joins = settings.joins
    away = {place for place, into in joins.items() if place != into}
    if not {*joins, *joins.values()} <= places or away & {joins[place] for place in away}:
        raise JoinsDoNotFit


@transaction.atomic
def set_hours(
    *,
    actor: User,
    composition: Composition,
    version: int,
    member: str,
    hours: Collection[str],
    reason: str,
) -> Composition:
    """When somebody of the table can come, as they told it. Without any hour: at all of them."""
    reason = reasoned(reason)
    require(actor, "composing.arrange", composition)
    key = str(person_of(table_of(composition), member))
    told = {**composition.staff.get(key, {}), "slots": sorted(set(hours))}
    moved = step(actor, composition, version, staff={**composition.staff, key: told})
    write(actor, moved, Act.SETTLED, reason=reason, facts={"who": member, "slots": len(hours)})
    return moved


@transaction.atomic
def set_aside(*, actor: User, composition: Composition, version: int, reason: str) -> Composition:
    """Not these circles: nothing comes of them; what was written stays."""
    reason = reasoned(reason)
    moved = step(actor, composition, version, set_aside_at=clock.now())
    write(actor, moved, Act.SET_ASIDE, reason=reason)
    return moved
