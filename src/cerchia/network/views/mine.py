"""Naming an organisation that one knows: on the participant's phone, on the desk of the team."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.requests import SignedIn
from cerchia.kit.errors import DomainError
from cerchia.network import queries, usecases
from cerchia.network.forms.mine import FRESH, KnownForm
from cerchia.network.likeness import Likeness
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.views.common import SECTION, crumbs, me, only_field_staff, recorded, typed
from cerchia.people.models import Person
from cerchia.places import municipality
from cerchia.programmes import standing
from cerchia.vault.files import respond
from cerchia.vault.models import SealedFile
from cerchia.web.addresses import address
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

TAB = "circle"


@require_GET
def my_known(request: SignedIn) -> HttpResponse:
    """The participant's own list."""
    _only_participants(request)
    context = {
        "tab": TAB,
        "back_url": address("me:circle"),
        "rows": queries.mine(request.user),
        "may_name": bool(queries.places_named(request.user)),
    }
    return render(request, "network/my_known.html", context)


@require_http_methods(["GET", "POST"])
def my_known_new(request: SignedIn) -> HttpResponse:
    _only_participants(request)
    context = {"back_url": reverse("network:my_known")}
    return _naming(request, Page("network/my_known_new.html", "network:my_known", context))


@require_http_methods(["GET", "POST"])
def known_list(request: SignedIn) -> HttpResponse:
    """The same for who works here: the list and the form on one page."""
    only_field_staff(request.user)
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "rows": queries.mine(request.user),
    }
    return _naming(request, Page("network/known_list.html", "network:known_list", context))


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which one names: its template, where to go afterwards, what it shows besides."""

    template: str
    following: str
    context: Mapping[str, object]


def _only_participants(request: SignedIn) -> None:
    if not standing.of(request.user).has("participant"):
        raise Http404


def _naming(request: SignedIn, page: Page) -> HttpResponse:
    """Ask; show those that are alike; keep what was said."""
    places = queries.places_named(request.user)
    if not places:
        raise Http404
    form = KnownForm(places, typed(request), request.FILES or None)
    alike: list[Choice] = []
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status, alike = _said(request, form)
            if status == OK and not alike:
                messages.success(request, _("It is kept. Somebody of the team will go and ask."))
                return redirect(page.following)
    context = {**page.context, "form": form, "alike": alike, "fresh": FRESH}
    return render(request, page.template, context, status=status)


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation that may be the one: a name and a place, nothing more."""

    id: UUID
    name: str
    place: str
    why: str


def _said(request: SignedIn, form: KnownForm) -> tuple[int, list[Choice]]:
    """Either it is kept, or those that are alike come back to choose from."""
    person = me(request.user)
    try:
        voice = _voice(request, person, form)
    except DomainError as refused:
        form.add_error("voice", str(refused))
        return UNPROCESSABLE, []
    place = form.place()
    if not form.cleaned_data["chosen"] and form.cleaned_data["name"].strip():
        alike = queries.choices_for(place, form.cleaned_data["name"], form.cleaned_data["town"])
        if alike:
            _carry(form, voice)
            return OK, [_choice(one) for one in alike]
    picked = _picked(form, place)

    def keep() -> None:
        usecases.name_contact(
            actor=request.user,
            person=person,
            place=place,
            saying=form.saying(voice),
            organisation=picked,
        )

    return attempt(form, keep), []


def _carry(form: KnownForm, voice: SealedFile | None) -> None:
    """Let the next page know the voice that came with this one."""
    form.data = {**dict(form.data.items()), "kept": str(voice.pk) if voice else ""}


def _voice(request: SignedIn, person: Person, form: KnownForm) -> SealedFile | None:
    said = form.cleaned_data
    if said["voice"]:
        return recorded(request.user, person, said["voice"])
    if said["kept"]:
        mine = SealedFile.objects.filter(subject=person.pk, created_by=request.user.pk)
        return get_object_or_404(mine, pk=said["kept"])
    return None


def _picked(form: KnownForm, place: queries.Place) -> Organisation | None:
    if (wanted := form.chosen_id()) is None:
        return None
    here = Organisation.objects.standing_alone().filter(territory=place.territory)
    return get_object_or_404(here, pk=wanted)


def _choice(one: Likeness) -> Choice:
    found = municipality(one.municipality)
    return Choice(
        one.organisation_id, one.name, found.name if found else "", ", ".join(one.reasons)
    )


@require_POST
def my_known_take_back(request: SignedIn, pk: UUID) -> HttpResponse:
    known = get_object_or_404(KnownContact.objects.of_user(request.user), pk=pk)
    usecases.take_back_contact(actor=request.user, known=known)
    messages.success(request, _("It is no longer in your list."))
    staff = known.named_as == KnownContact.Named.STAFF
    return redirect("network:known_list" if staff else "network:my_known")


@require_GET
def my_known_voice(request: SignedIn, pk: UUID) -> HttpResponse:
    """One's own recording."""
    mine = KnownContact.objects.of_user(request.user).select_related("voice")
    known = get_object_or_404(mine, pk=pk, voice__isnull=False)
    assert known.voice is not None  # noqa: S101 - asked for above
    return respond(known.voice, ranges=request.headers.get("Range", ""))
