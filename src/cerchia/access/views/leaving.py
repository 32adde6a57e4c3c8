"""Leaving at once, and pages that tell nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cerchia.access import sessions
from cerchia.access.neutral import pages
from cerchia.web import responses
from cerchia.web.addresses import neutral_page

DAY = 24 * 60 * 60


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session at once. Staff who sign out see the door, everybody else a neutral page."""
    chosen = str(getattr(request.user, "exit_page", ""))
    sessions.end(request)
    if request.POST.get("to") == "sign_in":
        return redirect("access:enter")
    return responses.leave(request, neutral_page(chosen))


@login_not_required
@cache_control(max_age=DAY, public=True)
@require_safe
def neutral(request: HttpRequest, name: str) -> HttpResponse:
    """A small page as there are many, without a word about us."""
    page = pages().get(name)
    if page is None:
        raise Http404
    return render(request, "access/neutral.html", {"page": page})
