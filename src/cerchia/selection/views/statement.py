"""The fairness statement of a round, as a page and as a PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.documents.statement import statement_pdf
from cerchia.selection.forms.rounds import SeenForm
from cerchia.selection.printing import lead_of, paper_of, sections_of
from cerchia.selection.queries.page import frozen
from cerchia.selection.queries.statement import statement
from cerchia.selection.views.rounds import SECTION, crumbs, the_round


@require_GET
def page(request: SignedIn) -> HttpResponse:
    round_ = the_round(request)
    version = frozen(round_)
    if version is None:
        return redirect("selection:balance")
    said = statement(round_, version)
    runs = may(request.user, "selection.run_round", round_)
    context = {
        "section": SECTION,
        "crumbs": crumbs((_("Fairness statement"), "")),
        "round": round_,
        "lead": lead_of(said),
        "sections": sections_of(said),
        "said": said,
        "may_run": runs,
        "coordinates": may(request.user, "selection.change_proposal", round_),
        "seen": SeenForm(initial={"seen": round_.version}),
    }
    return render(request, "selection/statement.html", context)


@require_GET
def pdf(request: SignedIn) -> HttpResponse:
    """To print. Its name tells the edition's number of the round, and nobody's."""
    round_ = the_round(request)
    version = frozen(round_)
    if version is None:
        raise Http404
    document = paper_of(statement(round_, version), get_language() or "it")
    answer = HttpResponse(statement_pdf(document), content_type="application/pdf")
    name = f"equita-{round_.number}-v{version.version}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
