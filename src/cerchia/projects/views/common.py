"""What the pages of the room share: who looks, the trace of it, an act and what came of it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.circles.models import Circle
from cerchia.circles.standing import seats_of
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.projects.models import Project
from cerchia.projects.policies import STAFF_SEATS
from cerchia.projects.queries import people_of

CONFLICT = 409
TAB = "project"
SECTION = "people"


def language() -> str:
    """The language of the page, for translations of wishes."""
    return (get_language() or "it")[:2]


def me_as_participant(user: User) -> Person:
    """The person behind the user, if they take part; 404 for everybody else."""
    if not standing.of(user).has("participant"):
        raise Http404
    return get_object_or_404(Person, user=user)


def only_field_staff(user: User) -> None:
    """Pages of operators, mediators and coordinators: 404 for everybody else."""
    field = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
    if standing.of(user).has(*field) or any(seat.role in STAFF_SEATS for seat in seats_of(user)):
        return
    raise Http404


def project_of_staff(request: SignedIn, pk: UUID) -> Project:
    """A project that the user may read as staff, traced; or the same 404 for all others."""
    only_field_staff(request.user)
    scope = Project.objects.visible_to(request.user).select_related("circle__edition")
    project = get_object_or_404(scope, pk=pk)
    trace(request.user, [person.pk for person in people_of(project)], "project")
    return project


def crumbs(circle: Circle, *more: tuple[str, str]) -> list[tuple[str, str]]:
    first = (_("Circles"), reverse("circles:circle_list"))
    return [first, (circle.name, circle.get_absolute_url()), *more]
