"""What must always hold about who may reach whom, over the whole database."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef

from cerchia.circles.models import Circle, CircleMembership
from cerchia.programmes.models import EditionTerritory, Participation, StaffAssignment

STAFF = {
    CircleMembership.Role.OPERATOR: StaffAssignment.Role.OPERATOR,
    CircleMembership.Role.MEDIATOR: StaffAssignment.Role.MEDIATOR,
}


def broken() -> Iterator[str]:
    yield from seats_have_a_ground()
    yield from circles_stay_in_their_edition()


def counted() -> dict[str, int]:
    return {
        "circles": Circle.objects.count(),
        "memberships": CircleMembership.objects.count(),
        "participations": Participation.objects.count(),
    }


def seats_have_a_ground() -> Iterator[str]:
    """A participant sits in a circle because they take part; staff because they work there."""
    place = Participation.objects.filter(edition=OuterRef("edition"), person=OuterRef("person"))
    seats = CircleMembership.objects.filter(role=CircleMembership.Role.PARTICIPANT)
    for seat in seats.filter(~Exists(place)).iterator():
        yield f"membership {seat.pk}: a participant of the circle who does not take part"
    for role, post in STAFF.items():
        job = StaffAssignment.objects.filter(
            edition=OuterRef("edition"), person=OuterRef("person"), role=post
        )
        for seat in CircleMembership.objects.filter(role=role).filter(~Exists(job)).iterator():
            yield f"membership {seat.pk}: {role} of a circle without that job in the edition"


def circles_stay_in_their_edition() -> Iterator[str]:
    strangers = CircleMembership.objects.exclude(edition=F("circle__edition"))
    for seat in strangers.iterator():
        yield f"membership {seat.pk}: of another edition than its circle"
    here = EditionTerritory.objects.filter(
        edition=OuterRef("edition"), territory=OuterRef("territory")
    )
    for circle in Circle.objects.filter(~Exists(here)).iterator():
        yield f"circle {circle.pk}: in a territory that is not of its edition"
