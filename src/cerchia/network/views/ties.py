"""Have the ties of a large network read anew: a job, and back to the picture."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cerchia.access.requests import SignedIn
from cerchia.network.models.organisations import FIELD
from cerchia.network.usecases.ties import read_ties as start_reading
from cerchia.programmes import standing


@require_POST
def read_ties(request: SignedIn) -> HttpResponse:
    if not standing.of(request.user).has(*FIELD):
        raise Http404
    return redirect(start_reading(actor=request.user, next_url=reverse("desk:network")))
