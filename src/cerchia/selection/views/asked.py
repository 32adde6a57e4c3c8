"""The rules and questions of a round; and its words without names, for a panel from outside."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.forms.asked import AskedForm
from cerchia.selection.looking import PART
from cerchia.selection.models import SelectionRound
from cerchia.selection.queries.candidacies import for_panel, panel_round
from cerchia.selection.usecases.asked import set_asked
from cerchia.selection.views.candidacies import SECTION, crumbs
from cerchia.web.responses import OK, attempt


@require_http_methods(["GET", "POST"])
def asked(request: SignedIn) -> HttpResponse:
    """What the newest round asks of everybody: coordinators read it, those of all change it."""
    mine = standing.of(request.user).editions(Role.COORDINATOR)
    selection = SelectionRound.objects.filter(edition__in=mine).order_by("-opens_on").first()
    if selection is None:
        raise Http404
    changes = may(request.user, "selection.run_round", selection)
    form = AskedForm(
        request.POST if request.method == "POST" else None, initial=AskedForm.of(selection)
    )
    status = OK
    if request.method == "POST":
        require(request.user, "selection.run_round", selection)
        status = attempt(
            form,
            lambda: set_asked(actor=request.user, selection=selection, **form.asked()),
        )
        if status == OK:
            messages.success(request, _("Saved."))
            return redirect("selection:asked")
    context = {"section": SECTION, "crumbs": crumbs(), "form": form, "changes": changes}
    return render(request, "selection/asked.html", context, status=status)


@require_safe
def panel(request: SignedIn) -> HttpResponse:
    """Codes and own words of those met, where the round hides who they are."""
    selection = panel_round(request.user)
    if selection is None:
        raise Http404
    rows = for_panel(selection)
    people = [row.person_id for row in rows]
    file_opened(reader=request.user, role=str(Role.COMMITTEE), people=people, part=PART)
    home = [(_("Steering committee"), "/cabina/")]
    context = {"section": "sheet", "crumbs": home, "rows": rows, "selection": selection}
    return render(request, "selection/panel.html", context)
