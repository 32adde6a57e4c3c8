"""Needs as the team writes and reads them: without a name, whoever reads them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.projects.models import Project, ProjectStep
from cerchia.projects.queries import people_of
from cerchia.support import queries, usecases
from cerchia.support.forms import NeedForm
from cerchia.support.models import Commitment, Need
from cerchia.support.queries.commitments import rows_of
from cerchia.support.views.common import (
    SECTION,
    crumbs,
    first_names,
    key,
    meeting_ahead,
    only_team,
    told,
)
from cerchia.support.wording import PART, language
from cerchia.web.responses import OK, attempt


@require_http_methods(["GET", "POST"])
def need_new(request: SignedIn) -> HttpResponse:
    """Ask the territory for a step, or for a project. The name stays here."""
    only_team(request.user)
    project, step = _about(request)
    require(request.user, "support.ask", project)
    people = people_of(project)
    trace(request.user, [person.pk for person in people], PART)
    form = NeedForm(request.POST or None, initial={"by_on": step.due_on if step else None})
    status = OK
    if request.method == "POST":
        made: list[Need] = []
        status = attempt(
            form,
            lambda: made.append(
                usecases.ask(actor=request.user, project=project, step=step, asked=form.asked())
            ),
        )
        if made:
            messages.success(request, _("The organisations of the territory read it now."))
            return redirect("support:need_detail", made[0].pk)
    context = {
        "section": SECTION,
        "crumbs": [(first_names(people), project.get_absolute_url())],
        "form": form,
        "who": first_names(people),
        "step": step.title_for(language()) if step else "",
    }
    return render(request, "support/need_new.html", context, status=status)


def _about(request: SignedIn) -> tuple[Project, ProjectStep | None]:
    """The project, and the step if the address names one."""
    if step_id := key(request.GET.get("passo")):
        rows = ProjectStep.objects.visible_to(request.user)
        step = get_object_or_404(rows.select_related("objective__project__circle"), pk=step_id)
        return step.objective.project, step
    rows_ = Project.objects.visible_to(request.user).select_related("circle")
    return get_object_or_404(rows_, pk=key(request.GET.get("progetto"))), None


def _need(request: SignedIn, pk: UUID) -> Need:
    only_team(request.user)
    scope = Need.objects.visible_to(request.user)
    return get_object_or_404(scope.select_related("territory", "project__circle", "step"), pk=pk)


@require_GET
def need_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    """The need, the offers that fit it and why. Who it is for only those who walk beside read."""
    need = _need(request, pk)
    project = Project.objects.visible_to(request.user).filter(pk=need.project_id).first()
    found = Commitment.objects.filter(need=need).exclude(state=Commitment.State.WITHDRAWN)
    if project is None:
        found = found.exclude(state=Commitment.State.DECLINED)
    waiting = need.state == "waiting"
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "need": queries.need_row(need),
        "project": project,
        "fitting": queries.for_need(need) if waiting else [],
        "commitments": rows_of(found),
        "meeting": meeting_ahead(request.user, need.project) if project else None,
        "waiting": waiting,
        "may_propose": waiting and may(request.user, "support.propose", need.project),
        "may_withdraw": need.state in {"waiting", "promised"}
        and may(request.user, "support.withdraw_need", need),
    }
    return render(request, "support/need.html", context)


@require_POST
def need_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    need = _need(request, pk)
    told(
        request,
        lambda: usecases.withdraw_need(actor=request.user, need=need),
        _("Taken back. Nobody reads it any more."),
    )
    return redirect("support:need_detail", pk)
