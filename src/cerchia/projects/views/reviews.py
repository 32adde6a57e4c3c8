"""Reviews: which are to be held, and the sheet that is filled in together."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.circles.models import CircleMembership
from cerchia.projects import hooks, queries, usecases
from cerchia.projects.errors import ReviewOver
from cerchia.projects.forms import DayForm, SheetForms, WordsForm
from cerchia.projects.models import ReviewMoment
from cerchia.projects.queries import ReviewPage, ReviewRow
from cerchia.projects.views.common import (
    CONFLICT,
    crumbs,
    language,
    only_field_staff,
    project_of_staff,
)
from cerchia.projects.views.plans import project_page
from cerchia.projects.wording import names, review_headline, reviews_headline
from cerchia.web.responses import OK, UNPROCESSABLE

SECTION = "today"


@require_GET
def review_list(request: SignedIn) -> HttpResponse:
    only_field_staff(request.user)
    rows = queries.reviews_for(request.user)
    trace(request.user, (person.pk for row in rows for person in row.people), "list")
    context = {
        "section": SECTION,
        "headline": reviews_headline(rows),
        "late": _told(row for row in rows if row.is_late),
        "coming": _told(row for row in rows if not row.is_late),
    }
    return render(request, "projects/review_list.html", context)


def _told(rows: Iterable[ReviewRow]) -> list[dict[str, object]]:
    return [
        {"row": row, "review": row.review, "who": names(row.people), "project": row.review.project}
        for row in rows
    ]


@require_http_methods(["GET", "POST"])
def review_hold(request: SignedIn, pk: UUID) -> HttpResponse:
    review = _review(request, pk)
    page = queries.review_page(review, language=language())
    over = review.held_at is not None or review.replaced_by_id is not None
    if request.method == "POST":
        return _save(request, page)
    return _sheet(request, page, None if over else SheetForms(page), OK)


def _review(request: SignedIn, pk: UUID) -> ReviewMoment:
    """A review of a project that the user may read as staff, traced; or 404."""
    only_field_staff(request.user)
    rows = ReviewMoment.objects.visible_to(request.user)
    review = get_object_or_404(
        rows.select_related("project__circle__edition", "held_by__person"), pk=pk
    )
    trace(request.user, [one.pk for one in queries.people_of(review.project)], "project")
    return review


def _save(request: SignedIn, page: ReviewPage) -> HttpResponse:
    forms = SheetForms(page, request.POST)
    if not forms.is_valid():
        return _sheet(request, page, forms, UNPROCESSABLE)
    review = page.review
    try:
        usecases.hold_review(actor=request.user, review=review, sheet=forms.sheet())
    except ReviewOver:
        return _both_texts(request, review.pk)
    messages.success(request, _("The review is written down."))
    return redirect(review)


def _both_texts(request: SignedIn, pk: UUID) -> HttpResponse:
    """What somebody saved first, and beside it what was typed here: nothing is lost."""
    page = queries.review_page(_review(request, pk), language=language())
    forms = SheetForms(page, request.POST)
    forms.is_valid()
    typed = [(form.person.given_name, form.cleaned_data.get("words", "")) for form in forms.stills]
    mine = [f"{name}: {words}" for name, words in typed if words]
    mine.append(forms.outcome.cleaned_data.get("next_steps", ""))
    words = "\n".join(filter(None, mine))
    return _sheet(request, page, None, CONFLICT, clash=WordsForm(initial={"words": words}))


def _sheet(
    request: SignedIn,
    page: ReviewPage,
    forms: SheetForms | None,
    status: int,
    **more: Any,
) -> HttpResponse:
    user, review = request.user, page.review
    project = review.project
    trace(user, _others(page), "list")
    money = hooks.money_for(user, [line.objective.pk for line in page.lines])
    held = review.held_at is not None
    context = {
        "section": SECTION,
        "crumbs": crumbs(project.circle, (project.title, project.get_absolute_url())),
        "headline": review_headline(review, page.people),
        "page": page,
        "review": review,
        "project": project,
        "forms": forms,
        "chosen": set(forms.outcome["present"].value() or []) if forms else set(),
        "stills": _stills(page, forms),
        "aims": [{"line": line, "money": money.get(line.objective.pk)} for line in page.lines],
        "results": _results(forms, money),
        "may_hold": may(user, "projects.hold_review", review),
        "move": DayForm(),
        "pact_url": hooks.pact_address(user, review) if held else "",
        **more,
    }
    return render(request, "projects/review.html", context, status=status)


def _others(page: ReviewPage) -> list[UUID]:
    """Participants of the circle whose names the sheet offers beside those of the project."""
    role = CircleMembership.Role.PARTICIPANT
    return [one.person.pk for one in page.chairs if one.role == role and not one.owns]


def _stills(page: ReviewPage, forms: SheetForms | None) -> list[dict[str, object]]:
    if forms is None:
        return []
    return [
        {"form": form, "person": form.person, "wishes": page.wishes_of(form.person)}
        for form in forms.stills
    ]


def _results(forms: SheetForms | None, money: dict[UUID, hooks.Money]) -> list[dict[str, object]]:
    if forms is None:
        return []
    return [
        {"form": form, "line": form.line, "money": money.get(form.line.objective.pk)}
        for form in forms.results
    ]


@require_POST
def review_reschedule(request: SignedIn, pk: UUID) -> HttpResponse:
    review = _review(request, pk)
    form = DayForm(request.POST)
    if not form.is_valid():
        page = queries.review_page(review, language=language())
        return _sheet(request, page, SheetForms(page), UNPROCESSABLE, move=form)
    fresh = usecases.reschedule_review(
        actor=request.user, review=review, on=form.cleaned_data["on"]
    )
    messages.success(request, _("The review has a new date."))
    return redirect(fresh)


@require_POST
def review_add(request: SignedIn, pk: UUID) -> HttpResponse:
    review = _review(request, pk)
    form = WordsForm(request.POST)
    if not form.is_valid():
        page = queries.review_page(review, language=language())
        return _sheet(request, page, None, UNPROCESSABLE, clash=form)
    usecases.add_to_review(actor=request.user, review=review, words=form.cleaned_data["words"])
    messages.success(request, _("Your words stand below theirs."))
    return redirect(review)


@require_POST
def review_ask(request: SignedIn, pk: UUID) -> HttpResponse:
    project = project_of_staff(request, pk)
    form = DayForm(request.POST)
    if not form.is_valid():
        return project_page(request, project, ask=form, status=UNPROCESSABLE)
    on = form.cleaned_data["on"]
    usecases.ask_review(actor=request.user, project=project, on=on)
    messages.success(request, _("The date is set. The person sees it too."))
    return redirect(project)
