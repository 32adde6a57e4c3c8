"""Who waits for a circle and who of the team could walk in one: a few queries, names open."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from cerchia.circles.models import Circle, CircleMembership
from cerchia.composing.models import Composition, CompositionLock, KeepRule
from cerchia.composing.queries.existing import (
    as_they_come,
    as_they_walk,
    existing_of,
    included_in,
    open_seats,
)
from cerchia.composing.rules import (
    CAPACITY,
    MEDIATOR,
    OPERATOR,
    Helper,
    Keep,
    Lock,
    Table,
    Walker,
)
from cerchia.people.models import Person, PersonLanguage
from cerchia.programmes.models import Participation, StaffAssignment, Territory
from cerchia.selection.models import Candidacy, Interview
from cerchia.selection.queries.bonds import apart_of
from cerchia.vault import keys

Languages = dict[UUID, dict[str, str]]


def table_of(composition: Composition) -> Table:
    """Everybody at the table of a composition, and what was said about them. Twelve queries."""
    places = {one.pk: one.name for one in composition.territories.all()}
    there = included_in(composition)
    waiting = _waiting(composition, places, there)
    posts = _posts(composition, places)
    people = {row.person_id: row.person for row in waiting}
    people |= {row.person_id: row.person for row in posts}
    keys.unlock(people)
    spoken = _languages(people)
    helpers = _helpers(composition, posts, places, spoken)
    walkers = _walkers(composition, waiting, places, spoken, {one.id for one in helpers})
    code_of = {w.person_id: w.code for w in walkers} | {h.person_id: h.id for h in helpers}
    existing = existing_of(there, code_of, {one.id: one for one in helpers})
    return Table(
        shape=composition.shape,
        walkers=tuple(as_they_walk(walkers, existing)),
        helpers=tuple(as_they_come(helpers, existing)),
        existing=tuple(existing),
        keeps=(*_keeps(composition, code_of), *_apart(composition, code_of)),
        locks=tuple(_locks(composition, code_of)),
    )


def without_a_circle(edition_id: UUID, territories: Iterable[UUID]) -> int:
    """How many who take part there are in no circle and invited to none."""
    return _free(edition_id, territories).count()


def _free(edition_id: UUID, territories: Iterable[UUID]) -> QuerySet[Participation]:
    taken = CircleMembership.objects.open().filter(
        edition=edition_id, role=CircleMembership.Role.PARTICIPANT
    )
    return (
        Participation.objects.current()
        .filter(edition=edition_id, territory__in=list(territories))
        .exclude(person__in=taken.values("person"))
    )


def _waiting(
    composition: Composition, places: dict[UUID, str], there: list[Circle]
) -> list[Participation]:
    """Who has no circle, and who walks in one that is to be filled."""
    free = _free(composition.edition_id, places)
    if there:
        inside = open_seats(there).filter(role=CircleMembership.Role.PARTICIPANT)
        walking = Participation.objects.current().filter(edition=composition.edition_id)
        free = free | walking.filter(person__in=inside.values("person"))
    return list(free.select_related("person", "candidacy").order_by("code"))


def _posts(composition: Composition, places: dict[UUID, str]) -> list[StaffAssignment]:
    return list(
        StaffAssignment.objects.current()
        .filter(edition=composition.edition_id, role__in=(OPERATOR, MEDIATOR))
        .filter(Q(territory=None) | Q(territory__in=places))
        .select_related("person")
        .order_by("role", "person__created_at", "person")
    )


def _languages(people: Iterable[UUID]) -> Languages:
    found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    rows = PersonLanguage.objects.filter(person__in=list(people), speaks=True)
    for person, language, level in rows.values_list("person", "language", "level"):
        found[person][language] = level
    return found


def _helpers(
    composition: Composition,
    posts: list[StaffAssignment],
    places: dict[UUID, str],
    spoken: Languages,
) -> list[Helper]:
    """Each of the team once: who is both operator and mediator counts as mediator."""
    reach: defaultdict[UUID, set[str]] = defaultdict(set)
    chosen: dict[UUID, StaffAssignment] = {}
    for post in posts:
        reach[post.person_id] |= (
            {places[post.territory_id]} if post.territory_id else set(places.values())
        )
        if post.person_id not in chosen or post.role == MEDIATOR:
            chosen[post.person_id] = post
    return [
        _helper(composition, post, tuple(sorted(reach[pk])), spoken[pk])
        for pk, post in chosen.items()
    ]


def _helper(
    composition: Composition,
    post: StaffAssignment,
    territories: tuple[str, ...],
    languages: dict[str, str],
) -> Helper:
    said = composition.staff.get(str(post.person_id), {})
    person: Person = post.person
    return Helper(
        id=str(person.pk),
        person_id=person.pk,
        name=person.short_name,
        initials=person.initials,
        role=post.role,
        territories=territories,
        languages=languages,
        hours=tuple(said.get("slots", ())),
        capacity=said.get("capacity", CAPACITY),
    )


def _walkers(
    composition: Composition,
    waiting: list[Participation],
    places: dict[UUID, str],
    spoken: Languages,
    staff: set[str],
) -> list[Walker]:
    known = _known_operators(waiting, staff)
    found = []
    for row in waiting:
        candidacy = getattr(row, "candidacy", None)
        person: Person = row.person
        walks_in = UUID(composition.joins.get(str(row.territory_id), str(row.territory_id)))
        found.append(
            Walker(
                code=row.code,
                person_id=person.pk,
                name=person.short_name,
                initials=person.initials,
                territory=places.get(walks_in, places[row.territory_id]),
                languages=spoken[person.pk],
                hours=_hours(composition, row, candidacy),
                theme=candidacy.theme if candidacy else "",
                is_student=row.is_student,
                gender=person.gender,
                known_operator=known.get(row.pk),
            )
        )
    return found


def _hours(
    composition: Composition, row: Participation, candidacy: Candidacy | None
) -> tuple[str, ...]:
    """As told here; else as told when they asked to take part."""
    told = composition.staff.get(str(row.person_id), {})
    if "slots" in told:
        return tuple(told["slots"])
    return tuple(sorted(candidacy.slots)) if candidacy else ()


def _known_operators(waiting: list[Participation], staff: set[str]) -> dict[UUID, str]:
    """Who of the team met each of them before: the first of those still here."""
    rows = Interview.objects.filter(candidacy__participation__in=[row.pk for row in waiting])
    found: dict[UUID, str] = {}
    met = rows.order_by("held_on", "staff").values_list("candidacy__participation", "staff")
    for place, person in met:
        if str(person) in staff:
            found.setdefault(place, str(person))
    return found


def _keeps(composition: Composition, code_of: dict[UUID, str]) -> Iterable[Keep]:
    rows = composition.keeps.filter(ended_at=None).prefetch_related("people")
    for row in rows:
        members = (code_of.get(person.pk) for person in row.people.all())
        yield Keep(keep_id(row), row.kind, tuple(sorted(one for one in members if one)))


def _apart(composition: Composition, code_of: dict[UUID, str]) -> Iterable[Keep]:
    """Who was written apart when people were chosen: it holds here as it was written there."""
    for row, people in apart_of(composition.edition_id):
        members = tuple(sorted(code_of[one] for one in people if one in code_of))
        if len(members) > 1:
            yield Keep(f"{row.kind}:{row.pk}", row.kind, members)


def keep_id(row: KeepRule) -> str:
    """What the solver calls the rule; its members and reason are looked up by it."""
    return f"{row.kind}:{row.pk}"


def lock_id(row: CompositionLock) -> str:
    return f"lock:{row.pk}"


def _locks(composition: Composition, code_of: dict[UUID, str]) -> Iterable[Lock]:
    for row in composition.locks.filter(ended_at=None):
        if row.person_id is None or row.person_id in code_of:
            member = code_of[row.person_id] if row.person_id else ""
            yield Lock(lock_id(row), member, row.circle, row.hour)


def places_of(composition: Composition) -> list[Territory]:
    return list(composition.territories.all())


def names_taken(composition: Composition) -> set[str]:
    """Names of circles that the edition has already."""
    rows = Circle.objects.filter(edition=composition.edition_id)
    return set(rows.values_list("name", flat=True))
