"""The sheet of the steering committee: one page of aggregates, to read and to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cerchia.access.requests import SignedIn
from cerchia.desk.drawings import days_words
from cerchia.desk.queries.board import edition_of
from cerchia.desk.queries.figures import sheet_of
from cerchia.desk.views.common import only_for
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.queries.candidacies import waits_for_panel


@require_safe
def sheet(request: SignedIn) -> HttpResponse:
    """For the committee, and for coordinators, who bring it to the meeting."""
    only_for(request.user, Role.COMMITTEE, Role.COORDINATOR)
    edition = edition_of(standing.of(request.user), Role.COMMITTEE, Role.COORDINATOR)
    shown = sheet_of(edition) if edition else None
    context = {
        "section": "sheet",
        "sheet": shown,
        "today": clock.today(),
        "to_read": waits_for_panel(request.user),
        "days": days_words(shown.median_days) if shown and shown.median_days is not None else "",
    }
    return render(request, "desk/sheet.html", context)
