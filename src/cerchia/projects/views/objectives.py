"""Objectives and steps, as staff of the circle write them down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.projects import usecases
from cerchia.projects.forms import ObjectiveForm, StepForm
from cerchia.projects.models import Objective, Picture, Project, ProjectStep
from cerchia.projects.queries import people_of
from cerchia.projects.views.common import SECTION, crumbs, only_field_staff, project_of_staff
from cerchia.projects.views.plans import project_page
from cerchia.projects.wording import names
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def objective_new(request: SignedIn, pk: UUID) -> HttpResponse:
    """Propose an objective. It starts with the yes of the person."""
    project = project_of_staff(request, pk)
    require(request.user, "projects.plan", project)
    form = ObjectiveForm(request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.propose_objective(
                    actor=request.user, project=project, aim=form.aim()
                ),
            )
            if status == OK:
                messages.success(request, _("Proposed. It starts with the yes of the person."))
                return redirect(project)
    return _form(request, project, form, status)


@require_http_methods(["GET", "POST"])
def objective_change(request: SignedIn, pk: UUID) -> HttpResponse:
    """Before the pact; another's change asks for the yes of the person again."""
    objective = _objective(request, pk)
    project = project_of_staff(request, objective.project_id)
    require(request.user, "projects.plan", project)
    form = ObjectiveForm.of(objective, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(
                form,
                lambda: usecases.change_objective(
                    actor=request.user, objective=objective, aim=form.aim()
                ),
            )
            if status == OK:
                messages.success(request, _changed(objective))
                return redirect(project)
    return _form(request, project, form, status, objective)


def _changed(objective: Objective) -> str:
    if objective.accepted_at is None:
        return _("Changed. It waits for the yes of the person.")
    return _("Changed. The words of the person stay, and so does their yes.")


def _form(
    request: SignedIn,
    project: Project,
    form: ObjectiveForm,
    status: int,
    objective: Objective | None = None,
) -> HttpResponse:
    context = {
        "section": SECTION,
        "crumbs": crumbs(project.circle, (project.title, project.get_absolute_url())),
        "project": project,
        "objective": objective,
        "form": form,
        "who": names(people_of(project)),
        "pictures": Picture.choices,
    }
    return render(request, "projects/objective_form.html", context, status=status)


def _objective(request: SignedIn, pk: UUID) -> Objective:
    only_field_staff(request.user)
    rows = Objective.objects.visible_to(request.user).select_related("project")
    return get_object_or_404(rows, pk=pk)


@require_POST
def objective_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    objective = _objective(request, pk)
    project = objective.project
    usecases.withdraw_objective(actor=request.user, objective=objective)
    messages.success(request, _("Taken back. The versions keep it."))
    return redirect(project)


@require_POST
def step_add(request: SignedIn, pk: UUID) -> HttpResponse:
    objective = _objective(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        project = project_of_staff(request, objective.project_id)
        return project_page(request, project, step=form, of=pk, status=UNPROCESSABLE)
    usecases.add_step(actor=request.user, objective=objective, task=form.task())
    messages.success(request, _("The step is there."))
    return redirect(objective.project)


def _step(request: SignedIn, pk: UUID) -> ProjectStep:
    only_field_staff(request.user)
    rows = ProjectStep.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("objective__project__circle"), pk=pk)


@require_POST
def step_mark(request: SignedIn, pk: UUID) -> HttpResponse:
    step = _step(request, pk)
    usecases.mark_step(actor=request.user, step=step, done=request.POST.get("done") == "1")
    return redirect(step.objective.project)


@require_POST
def step_remove(request: SignedIn, pk: UUID) -> HttpResponse:
    step = _step(request, pk)
    project = step.objective.project
    usecases.remove_step(actor=request.user, step=step)
    messages.success(request, _("Taken out. The versions keep it."))
    return redirect(project)
