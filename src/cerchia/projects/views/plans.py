"""A project from its wish to its end, as staff of the circle write and read it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.scope import participants_visible_to
from cerchia.people.models import Person
from cerchia.projects import hooks, queries, usecases
from cerchia.projects.errors import NotInCircle, NoWishYet
from cerchia.projects.forms import DayForm, ProjectForm, ResourceForm, StepForm, StopForm
from cerchia.projects.models import Project, Resource, Wish, WishMoment
from cerchia.projects.queries import ObjectiveLine, WishStory
from cerchia.projects.rules import differences
from cerchia.projects.usecases import Idea
from cerchia.projects.views.common import (
    SECTION,
    crumbs,
    language,
    only_field_staff,
    project_of_staff,
)
from cerchia.projects.wording import VOICED, in_words, names, plan_headline, state_words
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def project_new(request: SignedIn) -> HttpResponse:
    """A plan begins with a wish: without one there is nothing to plan (422)."""
    only_field_staff(request.user)
    circle, people = _for_whom(request)
    require(request.user, "projects.start", circle)
    trace(request.user, [person.pk for person in people], "wish")
    stories = _wishes_alive(people)
    if not stories:
        raise NoWishYet
    form = ProjectForm(people, stories, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            made: list[Project] = []
            status = attempt(form, lambda: made.append(_start(request.user, circle, form)))
            if status == OK:
                messages.success(request, _("The project is there. Now write the first objective."))
                return redirect(made[0])
    context = {
        "section": SECTION,
        "crumbs": crumbs(circle),
        "form": form,
        "people": people,
        "who": names(people) if len(people) == 1 else circle.name,
        "stories": [{"story": one, "key": str(one.wish.pk)} for one in stories],
        "chosen": set(form["wishes"].value() or []),
    }
    return render(request, "projects/project_new.html", context, status=status)


def _for_whom(request: SignedIn) -> tuple[Circle, list[Person]]:
    """The circle and the people that may make the project: one person, or all participants."""
    role = CircleMembership.Role.PARTICIPANT
    seats = CircleMembership.objects.current().filter(role=role, circle__closed_at=None)
    if person_id := _uuid(request.GET.get("persona")):
        person = get_object_or_404(participants_visible_to(request.user), pk=person_id)
        seat = seats.filter(person=person).select_related("circle").first()
        if seat is None:
            raise NotInCircle
        return seat.circle, [person]
    scope = Circle.objects.worked_by(request.user)
    circle = get_object_or_404(scope, pk=_uuid(request.GET.get("cerchia")))
    rows = seats.filter(circle=circle).select_related("person").order_by("accepted_at", "pk")
    return circle, [seat.person for seat in rows]


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _wishes_alive(people: Sequence[Person]) -> list[WishStory]:
    rows = Wish.objects.filter(person__in=people).exclude(moments__kind=WishMoment.Kind.SET_ASIDE)
    return queries.stories_of(rows.order_by("person", "-expressed_at"), language=language())


def _start(user: User, circle: Circle, form: ProjectForm) -> Project:
    people = form.chosen_people()
    kinds = Project.Form
    idea = Idea(
        title=form.cleaned_data["title"],
        form=kinds.GROUP if len(people) > 1 else kinds.INDIVIDUAL,
        kind=form.cleaned_data["kind"],
        people=people,
        wishes=[form.wish_by_key[key] for key in form.cleaned_data["wishes"]],
    )
    return usecases.start_project(actor=user, circle=circle, idea=idea)


@require_GET
def project_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    return project_page(request, project_of_staff(request, pk))


def project_page(
    request: SignedIn, project: Project, *, status: int = OK, **forms: Any
) -> HttpResponse:
    """The page of a project, with the `forms` that were typed into and the `line` they are of."""
    user = request.user
    page = queries.plan_page(project, language=language())
    money = hooks.money_for(user, [line.objective.pk for line in page.lines])
    tone, word = state_words(project)
    context = {
        "section": SECTION,
        "crumbs": crumbs(project.circle),
        "headline": plan_headline(page),
        "who": names(page.people),
        "project": project,
        "page": page,
        "state": {"tone": tone, "word": word},
        "lines": [_line(line, money.get(line.objective.pk), forms) for line in page.lines],
        "funds": hooks.funds_for(user, project),
        "help": hooks.help_for(user, project),
        "doors": hooks.doors_for(user, project),
        "resource": forms.get("resource") or ResourceForm(),
        "stop": forms.get("stop") or StopForm(),
        "ask": forms.get("ask") or DayForm(),
        "may_plan": may(user, "projects.plan", project),
        "may_mark": may(user, "projects.mark_step", project),
        "may_ask": may(user, "projects.ask_review", project),
        "ended": project.state in {"stopped", "completed"},
    }
    return render(request, "projects/project.html", context, status=status)


def _line(
    line: ObjectiveLine, money: hooks.Money | None, forms: dict[str, Any]
) -> dict[str, object]:
    typed = forms.get("step") if forms.get("of") == line.objective.pk else None
    return {
        "line": line,
        "one": line.objective,
        "money": money,
        "voiced": VOICED[line.objective.voiced_by],
        "step": typed or StepForm(),
        "open": typed is not None,
    }


@require_GET
def project_versions(request: SignedIn, pk: UUID) -> HttpResponse:
    """All versions of a plan; the two that were chosen, compared in words."""
    project = project_of_staff(request, pk)
    rows = queries.versions_of(project)
    by_number = {str(row.number): row for row in rows}
    newest = rows[0] if rows else None
    new = by_number.get(request.GET.get("a", ""), newest)
    before = rows[1] if len(rows) > 1 else newest
    old = by_number.get(request.GET.get("da", ""), before)
    changes: list[str] = []
    if old and new:
        found = differences(queries.plan_in(old.version), queries.plan_in(new.version))
        changes = [in_words(change) for change in found]
    context = {
        "section": SECTION,
        "crumbs": crumbs(project.circle, (project.title, project.get_absolute_url())),
        "project": project,
        "rows": rows,
        "old": old,
        "new": new,
        "changes": changes,
    }
    return render(request, "projects/versions.html", context)


@require_POST
def project_move(request: SignedIn, pk: UUID) -> HttpResponse:
    """Share in the circle, rest, go on, complete, stop."""
    project = project_of_staff(request, pk)
    move = request.POST.get("to", "")
    if move == "stop":
        return _stop(request, project)
    moves: dict[str, tuple[Callable[..., None], str]] = {
        "share": (usecases.share_plan, _("The circle knows the plan.")),
        "suspend": (usecases.suspend_project, _("The project rests. Nothing is lost.")),
        "resume": (usecases.resume_project, _("The project goes on.")),
        "complete": (usecases.complete_project, _("The project is completed.")),
    }
    if move not in moves:
        return HttpResponse(status=UNPROCESSABLE)
    act, said = moves[move]
    act(actor=request.user, project=project)
    messages.success(request, said)
    return redirect(project)


def _stop(request: SignedIn, project: Project) -> HttpResponse:
    form = StopForm(request.POST)
    if not form.is_valid():
        return project_page(request, project, stop=form, status=UNPROCESSABLE)
    reason = form.cleaned_data["reason"]
    usecases.stop_project(actor=request.user, project=project, reason=reason)
    messages.success(request, _("The project is stopped. What was done stays told."))
    return redirect(project)


@require_POST
def resource_add(request: SignedIn, pk: UUID) -> HttpResponse:
    project = project_of_staff(request, pk)
    form = ResourceForm(request.POST)
    if not form.is_valid():
        return project_page(request, project, resource=form, status=UNPROCESSABLE)
    said = form.cleaned_data
    usecases.add_resource(
        actor=request.user,
        project=project,
        kind=said["kind"],
        words=said["words"],
        value_cents=said["value"],
    )
    messages.success(request, _("The project stands on one thing more."))
    return redirect(project)


@require_POST
def resource_remove(request: SignedIn, pk: UUID) -> HttpResponse:
    only_field_staff(request.user)
    rows = Resource.objects.visible_to(request.user).select_related("project")
    resource = get_object_or_404(rows, pk=pk)
    project = resource.project
    usecases.remove_resource(actor=request.user, resource=resource)
    messages.success(request, _("Taken out. The versions keep it."))
    return redirect(project)
