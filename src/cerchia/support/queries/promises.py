"""Promises of whole territories, summed by state and row by row: for the co-funding, never a name.

The team reads those of its territories; accounts read those of the edition, without the steps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.circles.scope import in_posts
from cerchia.network.policies.offers import FIELD
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.projects.models import ProjectMember
from cerchia.support.models import HELD, Commitment
from cerchia.support.rules import told_of

READERS = (*FIELD, Role.ACCOUNTS)


@dataclass(frozen=True, slots=True)
class StateSum:
    """How many promises are in a state, and what they are worth: as promised, and as kept."""

    state: str
    words: str
    count: int
    value_cents: int
    kept_cents: int


def promises_for(user: User, *roles: str) -> QuerySet[Commitment]:
    """Agreed ones, and whatever came of them, where `user` works; in one of `roles` if named."""
    return Commitment.objects.held().filter(in_posts(standing.of(user), *(roles or READERS)))


def sums_by_state(found: QuerySet[Commitment]) -> list[StateSum]:
    """A line for each state in the order of its life, empty ones too. One query."""
    rows = found.order_by().values_list("state")
    summed = rows.annotate(n=Count("pk"), given=Sum("value_cents"), kept=Sum("kept_value_cents"))
    by_state = {state: figures for state, *figures in summed}
    words = dict(Commitment.State.choices)
    return [
        StateSum(state.value, str(words[state]), *by_state.get(state.value, (0, 0, 0)))
        for state in HELD
    ]


def readable_ids(user: User, ids: Iterable[UUID]) -> set[UUID]:
    """Those of them whose own page `user` may open. One query."""
    found = Commitment.objects.visible_to(user).filter(pk__in=list(ids))
    return set(found.values_list("pk", flat=True))


def steps_without_names(rows: Sequence[Commitment]) -> dict[UUID, str]:
    """The titles of steps that tell nothing of who takes them; others are left out.

    `rows` with step and project loaded. Names of the circle and of the project count, in every
    script. The same few queries for any number.
    """
    circles = {one.project.circle_id for one in rows}
    seats = CircleMembership.objects.filter(circle__in=circles).values_list("circle", "person")
    members = ProjectMember.objects.filter(project__in={one.project_id for one in rows})
    near: dict[UUID, set[UUID]] = {}
    for place, person in [*seats, *members.values_list("project", "person")]:
        near.setdefault(place, set()).add(person)
    everybody = {person for people in near.values() for person in people}
    called = {one.pk: _names_of(one) for one in Person.objects.filter(pk__in=everybody)}
    titles = {}
    for one in rows:
        title = str(one.step.title) if one.step else ""
        around = near.get(one.project.circle_id, set()) | near.get(one.project_id, set())
        names = [name for person in around for name in called.get(person, ())]
        titles[one.pk] = "" if told_of(title, names) else title
    return titles


def _names_of(person: Person) -> list[str]:
    names = (person.given_name, person.family_name, person.own_script_name)
    return [str(name) for name in names if name]
