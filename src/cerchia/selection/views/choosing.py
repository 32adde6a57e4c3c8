"""What the team writes on the page of somebody whom it met."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.selection.forms.choosing import ThoughtsForm, UrgencyForm
from cerchia.selection.queries.page import frozen
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.usecases.thoughts import note_thoughts
from cerchia.selection.usecases.urgency import write_urgency
from cerchia.selection.views.candidacies import done, find


@require_POST
def thoughts(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    require(request.user, "selection.record_interview", candidacy)
    version = frozen(candidacy.round)
    counted = version is not None and Sheet.read(version.content).one_a_household
    form = ThoughtsForm(candidacy, request.POST, household=counted)

    def act() -> object:
        return note_thoughts(actor=request.user, candidacy=candidacy, **form.told())

    return done(request, candidacy, form, act, thinking=form)


@require_POST
def urgency(request: SignedIn, code: str) -> HttpResponse:
    candidacy = find(request, code)
    require(request.user, "selection.write_urgency", candidacy)
    form = UrgencyForm(request.POST, prefix="urgency")

    def act() -> object:
        said = form.cleaned_data
        return write_urgency(
            actor=request.user, candidacy=candidacy, level=said["level"], why=said["why"]
        )

    return done(request, candidacy, form, act, urgent=form)
