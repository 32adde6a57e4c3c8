"""The person's own side: what becomes of my words, with whom I talk, taking them back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cerchia.access.requests import SignedIn
from cerchia.people.models import Person
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.candidacies import meetings_of
from cerchia.selection.queries.mine import Mine, mine
from cerchia.selection.usecases.candidacies import withdraw
from cerchia.selection.wording import told, untold
from cerchia.vault.files import respond

TAB = "candidacy"
STANDS_AT = {
    State.SUBMITTED: 0,
    State.ELIGIBLE: 1,
    State.INTERVIEWED: 2,
    State.PROPOSED: 2,
}


def _mine(request: SignedIn) -> Mine:
    found = mine(request.user)
    if found is None:
        raise Http404
    return found


@require_safe
def candidacy(request: SignedIn) -> HttpResponse:
    """Where it stands, in plain words; what I said; what we keep, and until when."""
    shown = _mine(request)
    title, text = told(shown.state) if shown.is_told else untold()
    context = {
        "tab": TAB,
        "mine": shown,
        "title": title,
        "text": text,
        "road": _road(shown),
        "met": meetings_of(shown.candidacy),
        "told_words": str(shown.candidacy.told_words) if shown.is_told else "",
        "talk_to": _talk_to(shown),
        "takes_part": shown.candidacy.participation_id is not None,
        "may_withdraw": _may_withdraw(shown),
        "weighed": shown.candidacy.urgencies.exists(),
    }
    return render(request, "selection/mine.html", context)


def _may_withdraw(shown: Mine) -> bool:
    own = shown.candidacy
    return own.participation_id is None and own.state != State.WITHDRAWN


def _road(shown: Mine) -> list[dict[str, str]]:
    """The four steps, as far as they are walked. None where the road ends elsewhere."""
    at = STANDS_AT.get(State(shown.state))
    if at is None and not shown.is_told:
        at = 0 if shown.state == State.NOT_ELIGIBLE else 2
    if at is None:
        return []
    words = [
        (_("Your words have arrived"), ""),
        (_("We call you"), ""),
        (_("We meet"), _("At least two of the team; a mediator if you wish.")),
        (_("We tell you yes or no"), ""),
    ]
    marks = ["done" if place <= at else "later" for place in range(len(words))]
    marks[at + 1] = "now"
    return [
        {"title": title, "note": note, "state": mark}
        for (title, note), mark in zip(words, marks, strict=True)
    ]


def _talk_to(shown: Mine) -> str:
    """Who told the person, by first name: with them one can talk about it."""
    by = shown.candidacy.told_by
    person = Person.objects.filter(user=by).first() if by is not None else None
    return str(person.given_name) if person else ""


@require_http_methods(["GET", "POST"])
def take_back(request: SignedIn) -> HttpResponse:
    """Two taps: this page, and yes."""
    shown = _mine(request)
    if request.method == "POST":
        withdraw(actor=request.user, candidacy=shown.candidacy)
        messages.success(request, _("You took it back. Nothing else changes for you."))
        return redirect("selection:mine")
    if not _may_withdraw(shown):
        return redirect("selection:mine")
    context = {"mine": shown, "back_url": reverse("selection:mine"), "tab": TAB}
    return render(request, "selection/take_back.html", context)


@require_safe
def voice(request: SignedIn) -> HttpResponse:
    """My own voice, as I sent it."""
    shown = _mine(request)
    files = [one.wish_voice for one in shown.said if one.person.user_id == request.user.pk]
    found = next((file for file in files if file is not None), None)
    if found is None:
        raise Http404
    return respond(found, ranges=request.headers.get("Range", ""))
