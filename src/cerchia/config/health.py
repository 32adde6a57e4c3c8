"""Whether the product is alive, and whether it is ready to work."""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cerchia.config.checks import migrations_wait
from cerchia.guards import triggers
from cerchia.kit import clock

LEAST_FREE_BYTES = 1_000_000_000
LOCAL = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Why the product cannot work, one reason a line; for this machine alone."""
    came_through_a_proxy = "HTTP_X_FORWARDED_FOR" in request.META
    if request.META.get("REMOTE_ADDR") not in LOCAL or came_through_a_proxy:
        raise Http404
    reasons = [reason for probe in PROBES for reason in probe()]
    lines = "\n".join(reasons) or "ok"
    return HttpResponse(lines, status=503 if reasons else 200, content_type="text/plain")


def _database_takes_writes() -> list[str]:
    try:
        with transaction.atomic():
            Session.objects.create(session_key="readyz", session_data="", expire_date=clock.now())
            transaction.set_rollback(True)
    except DatabaseError:
        return ["the database does not take writes"]
    return []


def _database_is_current() -> list[str]:
    try:
        return ["migrations wait: run `cerchia migrate`"] if migrations_wait() else []
    except DatabaseError:
        return ["the state of the migrations cannot be read"]


def _guards_stand() -> list[str]:
    try:
        return list(triggers.missing(using="default"))
    except DatabaseError:
        return ["the guards of the tables cannot be read"]


def _disk_has_room() -> list[str]:
    try:
        free = shutil.disk_usage(settings.CERCHIA_DATA).free
    except OSError:
        return ["the data folder cannot be read"]
    return ["less than 1 GB is free in the data folder"] if free < LEAST_FREE_BYTES else []


PROBES: list[Callable[[], list[str]]] = [
    _database_takes_writes,
    _database_is_current,
    _guards_stand,
    _disk_has_room,
]
