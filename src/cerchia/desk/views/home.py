"""The first page of a participant."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cerchia.access.requests import SignedIn
from cerchia.desk.queries.home import home_of
from cerchia.desk.views.common import only_for


@require_safe
def me(request: SignedIn) -> HttpResponse:
    only_for(request.user, "participant")
    return render(request, "desk/home.html", {"tab": "project", "home": home_of(request.user)})
