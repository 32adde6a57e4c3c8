"""Putting somebody forward with an account, meeting them, and pairs that may be one person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.forms.arriving import TeamForm
from cerchia.selection.forms.meeting import InterviewForm
from cerchia.selection.looking import trace
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.policies.candidacies import FIELD, WRITERS
from cerchia.selection.queries.alike import pairs_of_round
from cerchia.selection.queries.arriving import Place, places_to_fill
from cerchia.selection.queries.candidacies import question_words
from cerchia.selection.queries.mine import ANSWERED_WITHIN, CALLED_WITHIN
from cerchia.selection.rules.opening import is_taking
from cerchia.selection.usecases import arriving
from cerchia.selection.usecases.interviews import record_interview, team_of
from cerchia.selection.views.candidacies import SECTION, crumbs, find
from cerchia.selection.wording import REASONS
from cerchia.vault.errors import FileRefused
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def refer(request: SignedIn) -> HttpResponse:
    """A network organisation puts somebody forward who said yes."""
    if not standing.of(request.user).has(Role.ORGANISATION):
        raise Http404
    places = [
        place
        for place in places_to_fill(request.user, Role.ORGANISATION)
        if is_taking(place.selection, on=clock.today())
    ]
    if not places:
        return render(request, "selection/refer_closed.html", {"section": "refer"})
    form = _team_form(request, places)
    del form.fields["late_reason"]
    status, candidacy = _put(request, form, by_team=False)
    if candidacy is not None:
        told = {
            "section": "refer",
            "candidacy": candidacy,
            "call_by": clock.today() + CALLED_WITHIN,
            "answer_by": candidacy.round.closes_on + ANSWERED_WITHIN,
        }
        return render(request, "selection/refer_done.html", told)
    context = {"section": "refer", "form": form, "by_team": False}
    return render(request, "selection/refer.html", context, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """The team puts somebody forward; after the last day with a coordinator's written reason."""
    if not standing.of(request.user).has(*FIELD):
        raise Http404
    places = places_to_fill(request.user, *FIELD)
    if not places:
        return render(
            request, "selection/new_closed.html", {"section": SECTION, "crumbs": crumbs()}
        )
    form = _team_form(request, places)
    late = not all(is_taking(place.selection, on=clock.today()) for place in places)
    if not late:
        del form.fields["late_reason"]
    status, candidacy = _put(request, form, by_team=True)
    if candidacy is not None:
        messages.success(request, _("The request is there. Its code is %s.") % candidacy.code)
        return redirect("selection:candidacy", candidacy.code)
    context: dict[str, Any] = {
        "section": SECTION,
        "crumbs": crumbs(),
        "form": form,
        "by_team": True,
        "late": late,
    }
    return render(request, "selection/refer.html", context, status=status)


def _team_form(request: SignedIn, places: list[Place]) -> TeamForm:
    if request.method == "POST":
        return TeamForm(places, request.POST, request.FILES)
    return TeamForm(places)


def _put(request: SignedIn, form: TeamForm, *, by_team: bool) -> tuple[int, Candidacy | None]:
    if not form.is_bound:
        return OK, None
    if not form.is_valid():
        return UNPROCESSABLE, None
    where: dict[str, Any] = {"selection": form.chosen.selection, "territory": form.chosen.territory}
    act = arriving.put_forward if by_team else arriving.refer
    try:
        return OK, act(actor=request.user, **where, said=form.arrival())
    except DomainError as refused:
        if refused.status in {403, 404}:
            raise
        field = "late_reason" if refused.code == "exception_missing" else None
        field = "voice" if isinstance(refused, FileRefused) else field
        form.add_error(field, str(refused))
        return refused.status, None


@require_http_methods(["GET", "POST"])
def interview(request: SignedIn, code: str) -> HttpResponse:
    """Write a meeting down: who was there, what the person needs and wants."""
    candidacy = find(request, code)
    require(request.user, "selection.record_interview", candidacy)
    team = _team(candidacy)
    questions = [(one["key"], question_words(one)) for one in candidacy.round.questions]
    me = standing.of(request.user).person_id
    initial = {"held_on": clock.today(), "staff": [str(me)]}
    initial["language"] = candidacy.wish_language
    typed = request.POST if request.method == "POST" else None
    form = InterviewForm(team, questions, typed, initial)
    status = OK
    if request.method == "POST":
        status = attempt(
            form,
            lambda: record_interview(actor=request.user, candidacy=candidacy, talk=form.talk()),
        )
        if status == OK:
            messages.success(request, _("Saved."))
            return redirect("selection:candidacy", code)
    context: dict[str, Any] = {
        "section": SECTION,
        "crumbs": crumbs(candidacy),
        "candidacy": candidacy,
        "form": form,
        "asked": [form[name] for name in form.asked],
    }
    return render(request, "selection/interview.html", context, status=status)


def _team(candidacy: Candidacy) -> list[tuple[str, str]]:
    """The team of the territory, by name, with what each does."""
    roles = team_of(candidacy)
    words = dict(Role.choices)
    people = Person.objects.filter(pk__in=roles)
    jobs = {who: ", ".join(str(words[role]) for role in sorted(roles[who])) for who in roles}
    rows = [(str(one.pk), f"{one.short_name}, {jobs[one.pk]}") for one in people]
    return sorted(rows, key=lambda row: row[1])


@require_safe
def pairs(request: SignedIn) -> HttpResponse:
    """Requests that may be of one person, in the rounds that are not published yet."""
    if not standing.of(request.user).has(*WRITERS):
        raise Http404
    rounds = SelectionRound.objects.visible_to(request.user).filter(published_at=None)
    found = [three for one in rounds for three in pairs_of_round(request.user, one)]
    trace(request.user, [row.person_id for one, other, _pair in found for row in (one, other)])
    rows = [
        (one, other, ", ".join(str(REASONS[reason]) for reason in pair.reasons))
        for one, other, pair in found
    ]
    context = {"section": SECTION, "crumbs": crumbs(), "pairs": rows}
    return render(request, "selection/pairs.html", context)
