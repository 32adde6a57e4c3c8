"""What all pages of a circle do: find it, leave a trace, try an act and say what came of it."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.circles.models import STAFF, Circle
from cerchia.circles.standing import person_id_of, role_in, seats_of
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

SECTION = "circles"


def circle_of_staff(request: SignedIn, pk: UUID) -> Circle:
    """A circle that the user works for, or the same 404 for all others."""
    scope = Circle.objects.worked_by(request.user).select_related("edition", "territory")
    return get_object_or_404(scope, pk=pk)


def only_circle_staff(user: User) -> None:
    """These pages are for operators, mediators and coordinators: 404 for everybody else."""
    field = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
    if standing.of(user).has(*field) or any(seat.role in STAFF for seat in seats_of(user)):
        return
    raise Http404


def trace(request: SignedIn, circle_id: UUID, people: Iterable[UUID], part: str) -> None:
    """Write that the user looks at these files, before the answer."""
    me = person_id_of(request.user)
    others = [person for person in people if person != me]
    file_opened(
        reader=request.user, role=role_in(request.user, circle_id), people=others, part=part
    )


def crumbs(circle: Circle | None = None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    path = [(_("Circles"), reverse("circles:circle_list"))]
    if circle is not None:
        path.append((circle.name, circle.get_absolute_url()))
    return [*path, *more]
