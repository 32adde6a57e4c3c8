"""What all pages of a composition do: find it, leave a trace, answer."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.composing.models import Composition
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

SECTION = "circles"
PART = "list"


def only_coordinators(request: SignedIn) -> None:
    """404 for everybody else: these pages are not theirs."""
    if not standing.of(request.user).has(Role.COORDINATOR):
        raise Http404


def composition_of(request: SignedIn, pk: UUID) -> Composition:
    """A composition of which the user coordinates every territory, or 404."""
    rows = Composition.objects.visible_to(request.user)
    rows = rows.select_related("edition", "standing").prefetch_related("territories")
    return get_object_or_404(rows, pk=pk)


def seen(request: SignedIn, people: Iterable[UUID]) -> None:
    """Whose names the page shows is written before it is shown."""
    trace(request.user, people, PART)


def crumbs(composition: Composition | None = None) -> list[tuple[str, str]]:
    path = [
        (_("Circles"), reverse("circles:circle_list")),
        (_("Put circles together"), reverse("composing:composition_list")),
    ]
    if composition is not None:
        path.append((places_words(composition), composition.get_absolute_url()))
    return path


def places_words(composition: Composition) -> str:
    return ", ".join(one.name for one in composition.territories.all())
