"""The person's own pages: what I want, and the objectives that make it happen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.standing import seats_of
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.projects import hooks, queries, usecases
from cerchia.projects.errors import NotInCircle
from cerchia.projects.forms import OwnObjectiveForm, StepForm, StopForm, WishForm
from cerchia.projects.models import Objective, Picture, Project, ProjectStep, Wish
from cerchia.projects.queries import ObjectiveLine
from cerchia.projects.usecases import Idea, OwnWords
from cerchia.projects.views.common import TAB, language, me_as_participant
from cerchia.projects.wording import FIRST_NAMED_BY, result_words
from cerchia.vault.files import RECORDINGS, take_in
from cerchia.vault.kinds import Kind
from cerchia.vault.models import SealedFile
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def my_wish(request: SignedIn) -> HttpResponse:
    """Say what one wants; afterwards read it. Before the first is saved nothing else is shown."""
    person = me_as_participant(request.user)
    stories = queries.wish_stories(person.pk, language=language())
    form = WishForm(queries.own_languages(person.pk), request.POST or None, request.FILES or None)
    status = OK
    if request.method == "POST":
        status = _say(request.user, person, form)
        if status == OK:
            messages.success(request, _("It is kept, as you said it."))
            return redirect("projects:my_wish")
    if status != OK or not stories or "altro" in request.GET:
        return _ask(request, form, first=not stories, status=status)
    current = [story for story in stories if not story.is_set_aside] or stories
    context = {
        "tab": TAB,
        "latest": current[0],
        "earlier": [story for story in stories if story is not current[0]],
        "project": queries.current_project(person.pk),
    }
    return render(request, "projects/my_wish.html", context)


def _ask(request: SignedIn, form: WishForm, *, first: bool, status: int) -> HttpResponse:
    context = {
        "tab": "" if first else TAB,
        "back_url": "" if first else reverse("projects:my_wish"),
        "form": form,
        "first": first,
        "choices": FIRST_NAMED_BY,
    }
    return render(request, "projects/my_wish_new.html", context, status=status)


def _say(user: User, person: Person, form: WishForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    said = form.cleaned_data

    def keep() -> None:
        words = OwnWords(said["language"], said["text"], recorded(user, person, said["voice"]))
        usecases.express_wish(
            actor=user,
            person=person,
            edition=edition_of(user),
            words=words,
            first_named_by=said["first_named_by"],
        )

    return attempt(form, keep)


def recorded(user: User, person: Person, upload: object) -> SealedFile | None:
    """The voice that was sent, sealed with the key of whose wish it is."""
    if not upload:
        return None
    allowed: frozenset[Kind] = RECORDINGS
    return take_in(
        subject=person.pk,
        upload=upload,  # type: ignore[arg-type]
        allowed=allowed,
        created_by=user.pk,
    )


def edition_of(user: User) -> Edition:
    """The edition in which the user takes part now, or did last."""
    places = sorted(standing.of(user).places, key=lambda place: place.ended_on is not None)
    return get_object_or_404(Edition, pk=places[0].edition_id)


@require_POST
def wish_set_aside(request: SignedIn, pk: UUID) -> HttpResponse:
    person = me_as_participant(request.user)
    wish = get_object_or_404(Wish, pk=pk, person=person)
    usecases.set_wish_aside(actor=request.user, wish=wish)
    messages.success(request, _("You set it aside. You can still read it."))
    return redirect("projects:my_wish")


@require_http_methods(["GET", "POST"])
def my_objective_new(request: SignedIn) -> HttpResponse:
    person = me_as_participant(request.user)
    if queries.latest_wish(person.pk) is None:
        messages.info(request, _("First say what you want. Then we plan."))
        return redirect("projects:my_wish")
    form = OwnObjectiveForm(request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            made: list[Objective] = []
            status = attempt(form, lambda: made.append(_propose(request.user, person, form)))
            if status == OK:
                messages.success(request, _("Saved. Now add the first step."))
                return redirect("projects:my_objective", made[0].pk)
    context = {"tab": TAB, "back_url": reverse("projects:my_wish"), "form": form}
    context["pictures"] = Picture.choices
    return render(request, "projects/my_objective_new.html", context, status=status)


def _propose(user: User, person: Person, form: OwnObjectiveForm) -> Objective:
    project = queries.current_project(person.pk)
    if project is None or project.state in {"stopped", "completed"}:
        project = _begin(user, person, form.cleaned_data["title"])
    return usecases.propose_objective(actor=user, project=project, aim=form.aim())


def _begin(user: User, person: Person, title: str) -> Project:
    """A project of one's own, that carries the newest wish."""
    role = CircleMembership.Role.PARTICIPANT
    seat = next((seat for seat in seats_of(user) if seat.role == role), None)
    wish = queries.latest_wish(person.pk)
    if seat is None or wish is None:
        raise NotInCircle(_("First you need your circle. Ask a person of the team."))
    idea = Idea(
        title=title,
        form=Project.Form.INDIVIDUAL,
        kind=Project.Kind.OTHER,
        people=[person],
        wishes=[wish],
    )
    circle = Circle.objects.get(pk=seat.circle_id)
    return usecases.start_project(actor=user, circle=circle, idea=idea)


def _mine(request: SignedIn, pk: UUID) -> ObjectiveLine:
    """An objective of a project that is one's own, or 404."""
    me_as_participant(request.user)
    rows = Objective.objects.of_member(request.user).select_related(
        "project", "proposed_by__person"
    )
    return queries.objective_line(get_object_or_404(rows.prefetch_related("steps"), pk=pk))


@require_http_methods(["GET", "HEAD"])
def my_objective(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, _mine(request, pk))


def _page(
    request: SignedIn,
    line: ObjectiveLine,
    *,
    step: StepForm | None = None,
    drop: StopForm | None = None,
    status: int = OK,
) -> HttpResponse:
    one = line.objective
    context = {
        "tab": TAB,
        "back_url": "/io/",
        "line": line,
        "one": one,
        "money": hooks.money_for(request.user, [one.pk]).get(one.pk),
        "result": result_words(one),
        "doors": hooks.doors_for(request.user, one.project) if line.goes_on else {},
        "help": [row for row in hooks.help_for(request.user, one.project) if row.step_id],
        "step": step or StepForm(),
        "drop": drop or StopForm(),
    }
    return render(request, "projects/my_objective.html", context, status=status)


@require_POST
def objective_accept(request: SignedIn, pk: UUID) -> HttpResponse:
    line = _mine(request, pk)
    usecases.accept_objective(actor=request.user, objective=line.objective)
    messages.success(request, _("It is yours now."))
    return redirect("projects:my_objective", pk)


@require_POST
def objective_claim(request: SignedIn, pk: UUID) -> HttpResponse:
    line = _mine(request, pk)
    usecases.claim_result(
        actor=request.user, objective=line.objective, result=request.POST.get("result", "")
    )
    messages.success(request, _("Saved. You talk about it in the next review."))
    return redirect("projects:my_objective", pk)


@require_POST
def objective_drop(request: SignedIn, pk: UUID) -> HttpResponse:
    line = _mine(request, pk)
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, line, drop=form, status=UNPROCESSABLE)
    usecases.drop_objective(
        actor=request.user, objective=line.objective, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("You left it. That is fine."))
    return redirect("projects:my_objective", pk)


@require_POST
def my_step_add(request: SignedIn, pk: UUID) -> HttpResponse:
    line = _mine(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, line, step=form, status=UNPROCESSABLE)
    usecases.add_step(actor=request.user, objective=line.objective, task=form.own_task())
    messages.success(request, _("The step is there."))
    return redirect("projects:my_objective", pk)


@require_POST
def my_step_mark(request: SignedIn, pk: UUID) -> HttpResponse:
    me_as_participant(request.user)
    mine = Objective.objects.of_member(request.user)
    rows = ProjectStep.objects.filter(objective__in=mine).select_related("objective__project")
    step = get_object_or_404(rows, pk=pk)
    usecases.mark_step(actor=request.user, step=step, done=request.POST.get("done") == "1")
    return redirect("projects:my_objective", step.objective_id)
