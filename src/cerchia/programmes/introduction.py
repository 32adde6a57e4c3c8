"""Who a user is, in words for themselves, and where their day begins. The door asks for it."""

from django.utils.translation import gettext

from cerchia.access.hooks import Introduction, Job, introduces
from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import StaffAssignment
from cerchia.programmes.standing import Role

HOMES = (
    (frozenset({Role.COORDINATOR, Role.OPERATOR, Role.MEDIATOR, Role.ACCOUNTS}), "/oggi/"),
    (frozenset({"participant"}), "/io/"),
    (frozenset({Role.ORGANISATION}), "/ente/"),
    (frozenset({Role.COMMITTEE}), "/cabina/"),
    (frozenset({Role.SYSTEM}), "/impostazioni/"),
)


@introduces
def introduction_of(user: User) -> Introduction:
    mine = standing.of(user)
    person = Person.objects.filter(user=user).first()
    return Introduction(
        name=person.full_name if person and person.full_name else user.username,
        jobs=_jobs(user),
        takes_part=bool(mine.places),
        home=next((home for roles, home in HOMES if mine.roles & roles), ""),
    )


def _jobs(user: User) -> tuple[Job, ...]:
    rows = (
        StaffAssignment.objects.current(on=clock.today())
        .filter(person__user=user)
        .select_related("edition", "territory")
        .order_by("edition__starts_on", "role")
    )
    return tuple(Job(role=row.get_role_display(), where=_where(row)) for row in rows)


def _where(row: StaffAssignment) -> str:
    place = row.territory.name if row.territory else gettext("all territories")
    return gettext("%(edition)s, %(place)s") % {"edition": row.edition.name, "place": place}
