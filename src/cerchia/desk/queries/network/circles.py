"""How far the organisations have come that the people of a circle named: numbers, never who."""

from django.db.models import Count, Q

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership

ORGANISATION = "person__known_organisations__organisation"


def reached_by_circle(user: User) -> list[tuple[str, str, int, int, int, int]]:
    """(circle, name, known, contacted, answered, engaged) of circles the user works for. 1 query.

    Participants and staff of the circle name organisations; each counts once for the circle.
    """
    here = Circle.objects.open().worked_by(user)
    current = Q(
        person__known_organisations__ended_at=None,
        **{f"{ORGANISATION}__isnull": False, f"{ORGANISATION}__merged_into": None},
    )
    counts = {"known": current}
    for step in ("contacted", "answered", "engaged"):
        counts[step] = current & Q(**{f"{ORGANISATION}__{step}_at__isnull": False})
    seats = CircleMembership.objects.current().filter(circle__in=here)
    rows = (
        seats.values_list("circle", "circle__name")
        .annotate(
            **{
                name: Count(ORGANISATION, filter=which, distinct=True)
                for name, which in counts.items()
            }
        )
        .order_by("circle__name", "circle")
    )
    return [(str(row[0]), *row[1:]) for row in rows]
