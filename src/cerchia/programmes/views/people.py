"""Who works in an edition and who takes part in it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.people.forms import IdentityForm, LanguagesFormSet
from cerchia.programmes import queries, usecases
from cerchia.programmes.forms import AdmissionForm, AssignmentForm
from cerchia.programmes.models import Participation
from cerchia.programmes.views.common import edition_of, page_of, typed
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def staff_list(request: SignedIn, pk: UUID) -> HttpResponse:
    """Jobs of today; a coordinator gives new ones where they coordinate, never to themselves."""
    edition = edition_of(request, pk)
    territories = queries.territories_coordinated(request.user, edition)
    everywhere = may(request.user, "programmes.change_edition", edition)
    form = AssignmentForm(territories, typed(request), everywhere=everywhere)

    def act() -> None:
        names = (form.cleaned_data["given_name"], form.cleaned_data["family_name"])
        usecases.engage(
            actor=request.user,
            edition=edition,
            username=form.cleaned_data["username"],
            names=names,
            role=form.cleaned_data["role"],
            territory=form.chosen_territory(),
        )

    status = attempt(form, act) if request.method == "POST" else None
    if status == OK:
        messages.success(request, _("The job is given, from today on."))
        return redirect("programmes:staff_list", edition.pk)
    context = {"form": form, "part": "staff", "jobs": queries.staff_of(edition)}
    return page_of(request, edition, "programmes/staff_list.html", context, status or OK)


@require_http_methods(["GET", "POST"])
def person_admit(request: SignedIn) -> HttpResponse:
    """A new participant: who they are, which languages they use, and where they take part."""
    edition = queries.edition_in_use(request.user)
    territories = queries.territories_coordinated(request.user, edition) if edition else []
    if edition is None or not territories:
        raise Http404
    data = typed(request)
    form, place = IdentityForm(data), AdmissionForm(territories, data)
    languages = LanguagesFormSet(data)
    made: list[Participation] = []

    def act() -> None:
        made.append(
            usecases.welcome(
                actor=request.user,
                edition=edition,
                identity=form.identity(),
                languages=languages.spoken(),
                territory=place.chosen_territory(),
                is_student=place.cleaned_data["is_student"],
            )
        )

    ready = request.method == "POST" and place.is_valid() and languages.is_valid()
    status = attempt(form, act) if ready else UNPROCESSABLE
    if status == OK:
        messages.success(request, _("The person takes part. Now invite them to a circle."))
        return redirect("desk:person_detail", made[0].person_id)
    context = {"section": "people", "form": form, "place": place, "languages": languages}
    shown = OK if data is None else status
    return render(request, "programmes/person_admit.html", context, status=shown)
