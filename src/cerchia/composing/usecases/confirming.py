"""Confirming: circles are formed and their members invited. All of it, or nothing."""

from collections.abc import Mapping

from django.db import transaction

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.usecases import form_circle, invite_member
from cerchia.composing.errors import CircleGone, KeptApart, NamesMissing, PeopleChanged
from cerchia.composing.models import Composition
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import Ring, Table, elsewhere, ghosts, gone_or_new, kept_apart
from cerchia.composing.usecases.steps import Act, draft_of, reasoned, step, write
from cerchia.composing.usecases.wishes import person_of
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Territory

Role = CircleMembership.Role


@transaction.atomic
def confirm(
    *,
    actor: User,
    composition: Composition,
    version: int,
    names: Mapping[str, str],
    reason: str,
) -> list[Circle]:
    """Form the circles and invite everybody: the places are theirs when they say yes.

    `names`: of each new circle, by its id in the draft; circles that are there already keep
    theirs, and only who is new in them is invited. Of two who confirm at once one is told.
    """
    reason = reasoned(reason)
    rings = draft_of(composition)
    moved = step(actor, composition, version, confirmed_by=actor, confirmed_at=clock.now())
    rings = draft_of(moved)
    by_id = {ring.id: ring for ring in rings}
    table = table_of(moved)
    _still_whole(rings, table)
    chosen = _names([ring for ring in rings if ring.id not in table.there], names)
    places = {one.name: one for one in moved.territories.all()}
    made = {str(circle.pk): circle for circle in Circle.objects.filter(pk__in=list(table.there))}
    made |= {key: _form(actor, moved, by_id[key], places, chosen[key]) for key in chosen}
    made = {ring.id: made[ring.id] for ring in rings}
    for ring in rings:
        _invite(actor, made[ring.id], ring, table)
    facts = {"circles": {key: str(circle.pk) for key, circle in made.items()}}
    write(actor, moved, Act.CONFIRMED, reason=reason, answer=moved.standing, facts=facts)
    return list(made.values())


def _still_whole(rings: list[Ring], table: Table) -> None:
    if ghosts(rings, table):
        raise CircleGone
    gone, new = gone_or_new(rings, table)
    if gone or new or elsewhere(rings, table):
        names = [table.names[code] for code in dict.fromkeys([*new, *elsewhere(rings, table)])]
        more = [] if not gone else [str(len(gone))]
        raise PeopleChanged(people=", ".join([*names, *more]))
    if kept_apart(rings, table.keeps):
        raise KeptApart


def _names(rings: list[Ring], names: Mapping[str, str]) -> dict[str, str]:
    chosen = {ring.id: names.get(ring.id, "").strip() for ring in rings}
    folded = {name.casefold() for name in chosen.values()}
    if not all(chosen.values()) or len(folded) < len(chosen):
        raise NamesMissing
    return chosen


def _form(
    actor: User, composition: Composition, ring: Ring, places: Mapping[str, Territory], name: str
) -> Circle:
    return form_circle(
        actor=actor, edition=composition.edition, territory=places[ring.territory], name=name
    )


def _invite(actor: User, circle: Circle, ring: Ring, table: Table) -> None:
    seats = [(one, Role.PARTICIPANT) for one in ring.people]
    seats += [(one, Role.OPERATOR) for one in ring.operators]
    seats += [(one, Role.MEDIATOR) for one in ring.mediators]
    seats = [(one, role) for one, role in seats if not table.stays(one, ring.id)]
    ids = {one: person_of(table, one) for one, _role in seats}
    people = Person.objects.in_bulk(list(ids.values()))
    for one, role in seats:
        invite_member(actor=actor, circle=circle, person=people[ids[one]], role=str(role))
