"""Participants: the list in the scope of the staff, and the file of one of them."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.scope import reading_role
from cerchia.desk.queries.people import Wanted, circles_of, people_page, territories_in
from cerchia.desk.queries.person import file_of
from cerchia.desk.views.common import only_for, trace
from cerchia.programmes import standing
from cerchia.programmes.models import Participation
from cerchia.programmes.standing import Role

SECTION = "people"
FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
LONGEST_SEARCH = 60


@require_safe
def person_list(request: SignedIn) -> HttpResponse:
    only_for(request.user, *FIELD)
    with_permits = standing.of(request.user).has(Role.OPERATOR, Role.COORDINATOR)
    wanted = _wanted(request)
    page = people_page(request.user, wanted, with_permits=with_permits)
    people = [row.person.pk for row in page.rows]
    trace(request.user, reading_role(request.user), people, "list")
    circles = circles_of(request.user)
    context = {
        "section": SECTION,
        "page": page,
        "wanted": wanted,
        "circles": circles,
        "territories": territories_in(circles),
        "with_permits": with_permits,
        "following": _following(request, page.following),
    }
    return render(request, "desk/people.html", context)


@require_safe
def person_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    only_for(request.user, *FIELD)
    file = file_of(request.user, pk, language=get_language() or "it")
    if file is None:
        raise Http404
    trace(request.user, file.reader.role, [pk], *file.parts)
    context = {"section": SECTION, "file": file, "person": file.person}
    context["may_connect"] = may(request.user, "circles.connect_phone", file.person)
    context["may_end"] = _may_end(request.user, file.participation)
    context["crumbs"] = [(gettext("People"), reverse("desk:person_list"))]
    return render(request, "desk/person.html", context)


def _may_end(user: User, place: Participation | None) -> bool:
    """The link to the way out stands only where the page behind it opens."""
    if place is None or place.ended_on is not None:
        return False
    return may(user, "programmes.admit", place.edition, place.territory_id)


def _wanted(request: SignedIn) -> Wanted:
    asked = request.GET
    return Wanted(
        name=asked.get("nome", "").strip()[:LONGEST_SEARCH],
        circle=_uuid(asked.get("cerchia", "")),
        territory=_uuid(asked.get("territorio", "")),
        permits=bool(asked.get("permesso")),
        after=asked.get("dopo", ""),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _following(request: SignedIn, code: str) -> str:
    """The address of the next page, with what the list is narrowed to."""
    if not code:
        return ""
    kept = {
        key: request.GET[key] for key in ("cerchia", "territorio", "permesso") if key in request.GET
    }
    return "?" + urlencode({**kept, "dopo": code})
