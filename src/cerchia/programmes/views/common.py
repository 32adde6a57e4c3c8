"""What the settings pages share: find the edition, try an act, answer with the page."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.programmes.models import Edition
from cerchia.web.responses import OK

SECTION = "editions"
READ_BY_ALL = frozenset({"rules", "staff"})


def edition_of(request: SignedIn, pk: UUID) -> Edition:
    """An edition that the user coordinates at least in part, or the same 404 for all others."""
    edition = get_object_or_404(Edition.objects.select_related("programme"), pk=pk)
    if not may(request.user, "programmes.see_settings", edition):
        raise Http404
    return edition


def typed(request: SignedIn) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def page_of(
    request: SignedIn,
    edition: Edition,
    template: str,
    context: Mapping[str, object],
    status: int = OK,
) -> HttpResponse:
    """The page with the tabs of an edition, as far as the user's coordination goes."""
    whole = may(request.user, "programmes.change_edition", edition)
    crumbs = [(_("Settings"), reverse("programmes:edition_list"))]
    shared = {
        "section": SECTION,
        "edition": edition,
        "crumbs": crumbs,
        "tabs": _tabs(edition, str(context.get("part", "")), whole=whole),
        "may_change": whole,
    }
    return render(request, template, {**shared, **context}, status=status)


def _tabs(edition: Edition, current: str, *, whole: bool) -> list[dict[str, object]]:
    names = {
        "rules": ("edition_change", _("Rules")),
        "territories": ("edition_territories", _("Territories")),
        "staff": ("staff_list", _("Who works here")),
        "copy": ("edition_copy", _("Copy")),
        "close": ("edition_close", _("Close")),
    }
    return [
        {
            "url": reverse(f"programmes:{name}", args=[edition.pk]),
            "label": label,
            "current": key == current,
        }
        for key, (name, label) in names.items()
        if whole or key in READ_BY_ALL
    ]
