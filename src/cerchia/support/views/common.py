"""What the pages of the room share: the door of the team, crumbs, an act and what came of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.models import Meeting
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.network.policies.offers import FIELD
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.projects.models import Project

SECTION = "network"
TAB = "project"


def only_team(user: User) -> None:
    """Pages of operators, mediators and coordinators: 404 for everybody else."""
    if not standing.of(user).has(*FIELD):
        raise Http404


def key(text: str | None) -> UUID | None:
    """An id from an address; nothing if there is none, 404 if it is no id."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Offers"), reverse("support:offer_board")), *more]


def meeting_ahead(user: User, project: Project) -> Meeting | None:
    """The next planned meeting of the project's circle, for who prepares and holds it."""
    rows = Meeting.objects.worked_by(user).planned().filter(circle=project.circle_id)
    return rows.filter(starts_at__date__gte=clock.today()).order_by("starts_at").first()


def first_names(people: list[Person]) -> str:
    return _(" and ").join(str(person.given_name) for person in people)


def told(request: SignedIn, act: Callable[[], object], done: str = "") -> bool:
    """Carry out an act without a form. What the rules refuse is said on the page one comes from.

    What is not there or not theirs stays an answer of its own.
    """
    try:
        act()
    except DomainError as refused:
        if refused.status in {403, 404}:
            raise
        messages.warning(request, str(refused))
        return False
    if done:
        messages.success(request, done)
    return True
