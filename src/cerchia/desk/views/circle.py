"""The page of a circle for its staff: relation, people, what changed, who walks along."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cerchia.access.requests import SignedIn
from cerchia.circles.queries import CirclePage
from cerchia.desk.queries.circle import whole_circle
from cerchia.desk.views.common import trace
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.standing import Role


@require_safe
def circle(request: SignedIn, pk: UUID) -> HttpResponse:
    """At most twelve queries with session, user and trace."""
    whole = whole_circle(request.user, pk)
    page = whole.page
    role = _role(request, page)
    trace(request.user, role, page.person_ids, "circle")
    context = {
        "section": "circles",
        "crumbs": _crumbs(page),
        "whole": whole,
        "page": page,
        "circle": page.circle,
        "to_arrange": role in {Role.COORDINATOR, Role.OPERATOR},
        "account": _account(whole.reader),
        "chip": _chip(page),
    }
    return render(request, "desk/circle.html", context)


def _role(request: SignedIn, page: CirclePage) -> str:
    """In which role the reader is here: the seat's, or coordinator."""
    person = standing.of(request.user).person_id
    seats = [member.role for member in page.staff if member.person_id == person]
    return seats[0] if seats else Role.COORDINATOR


def _crumbs(page: CirclePage) -> list[tuple[str, str]]:
    territory = page.circle.territory
    label = gettext("Circles of %(place)s") % {"place": territory.name}
    return [(label, f"{reverse('circles:circle_list')}?territorio={territory.pk}")]


def _account(reader: Person) -> dict[str, str]:
    """The corner of the bar from what the page knows already."""
    return {
        "initials": reader.initials,
        "label": reader.short_name,
        "url": reverse("access:account"),
    }


def _chip(page: CirclePage) -> dict[str, str]:
    circle = page.circle
    label = f"{circle.edition.name} · {circle.territory.name}"
    return {"label": label, "url": reverse("access:account")}
