"""The state of the installation, for the system administrator alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cerchia.access.requests import SignedIn
from cerchia.desk.queries.technical import state
from cerchia.desk.views.common import only_for
from cerchia.programmes.standing import Role


@require_safe
def settings_page(request: SignedIn) -> HttpResponse:
    only_for(request.user, Role.SYSTEM)
    return render(request, "desk/technical.html", {"section": "settings", "state": state()})
