"""Who is still to be asked, and the names that were only said aloud."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.network import queries, usecases
from cerchia.network.forms.mine import FRESH, SpokenForm
from cerchia.network.forms.organisations import QueueFilter
from cerchia.network.likeness import Likeness, Named, like
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.models.organisations import FIELD
from cerchia.network.queries import Wanted
from cerchia.network.views.common import SECTION, crumbs, only_field_staff, typed
from cerchia.programmes import standing
from cerchia.vault.files import respond
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

PART = "contact"


@require_safe
def queue(request: SignedIn) -> HttpResponse:
    """Everybody who was named and not asked yet; nobody falls out of it."""
    only_field_staff(request.user)
    wanted = _wanted(request)
    rows, following = queries.queue(request.user, wanted, request.GET.get("dopo", ""))
    territories = {
        one.territory.pk: one.territory.name for one in queries.places_worked(request.user)
    }
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "rows": rows,
        "wanted": wanted,
        "counts": queries.coverage(request.user, territory=wanted.territory).total,
        "spoken": queries.spoken(request.user),
        "views": _views(wanted),
        "chips": _chips(wanted, territories, request.user.pk),
        "following": _address(wanted, dopo=following) if following else "",
    }
    return render(request, "network/queue.html", context)


def _wanted(request: SignedIn) -> Wanted:
    form = QueueFilter(request.GET)
    form.is_valid()
    said = form.cleaned_data
    owner = said.get("chi", "")
    return Wanted(
        again=said.get("vista") == "ancora",
        territory=said.get("territorio"),
        owner=request.user.pk if owner == "io" else None,
        nobodys=owner == "nessuno",
    )


def _address(wanted: Wanted, **changed: object) -> str:
    """The address of the queue as it stands, with something changed."""
    owner = "io" if wanted.owner else "nessuno" if wanted.nobodys else ""
    asked: dict[str, object] = {
        "vista": "ancora" if wanted.again else "",
        "territorio": wanted.territory or "",
        "chi": owner,
        **changed,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('network:queue')}?{query}" if query else reverse("network:queue")


def _views(wanted: Wanted) -> list[dict[str, object]]:
    return [
        {
            "label": _("Not asked yet"),
            "url": _address(wanted, vista=""),
            "current": not wanted.again,
        },
        {
            "label": _("To try again"),
            "url": _address(wanted, vista="ancora"),
            "current": wanted.again,
        },
    ]


def _chips(wanted: Wanted, territories: Mapping[UUID, str], me: UUID) -> list[dict[str, object]]:
    chips: list[dict[str, object]] = [
        {
            "label": _("With me"),
            "url": _address(wanted, chi="" if wanted.owner == me else "io"),
            "current": wanted.owner == me,
        },
        {
            "label": _("With nobody"),
            "url": _address(wanted, chi="" if wanted.nobodys else "nessuno"),
            "current": wanted.nobodys,
        },
    ]
    if len(territories) > 1:
        chips += [
            {
                "label": name,
                "url": _address(wanted, territorio="" if wanted.territory == pk else pk),
                "current": wanted.territory == pk,
            }
            for pk, name in territories.items()
        ]
    return chips


@require_http_methods(["GET", "POST"])
def spoken(request: SignedIn, pk: UUID) -> HttpResponse:
    """Listen to a name and write it down; those that are alike are shown before it is saved."""
    known = _waiting(request, pk)
    form = SpokenForm(typed(request))
    alike: list[Likeness] = []
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            alike = _alike(known, form)
            status = OK if alike else attempt(form, lambda: _write(request.user, known, form))
            if status == OK and not alike:
                messages.success(request, _("Written down. It is in the queue."))
                return redirect("network:queue")
    context = {
        "section": SECTION,
        "crumbs": crumbs(None, (_("To contact"), reverse("network:queue"))),
        "known": known,
        "form": form,
        "alike": alike,
        "fresh": FRESH,
    }
    return render(request, "network/spoken.html", context, status=status)


def _alike(known: KnownContact, form: SpokenForm) -> list[Likeness]:
    if form.cleaned_data["chosen"]:
        return []
    return like(Named(form.cleaned_data["name"], territory_ids=[known.territory_id]))


def _write(user: User, known: KnownContact, form: SpokenForm) -> None:
    picked = None
    if (wanted := form.chosen_id()) is not None:
        here = Organisation.objects.standing_alone().filter(territory=known.territory_id)
        picked = get_object_or_404(here, pk=wanted)
    said = form.cleaned_data
    usecases.write_down_spoken(
        actor=user, known=known, name=said["name"], place=said["town"], organisation=picked
    )


@require_GET
def spoken_voice(request: SignedIn, pk: UUID) -> HttpResponse:
    """The recording. Whose it is nobody is told; the person reads that somebody listened."""
    known = _waiting(request, pk)
    assert known.voice is not None  # noqa: S101 - what waits was said aloud
    _trace(request.user, known)
    return respond(known.voice, ranges=request.headers.get("Range", ""))


@require_POST
def spoken_unclear(request: SignedIn, pk: UUID) -> HttpResponse:
    known = _waiting(request, pk)
    usecases.set_spoken_aside(actor=request.user, known=known)
    messages.success(request, _("The person sees that they may say it again."))
    return redirect("network:queue")


def _waiting(request: SignedIn, pk: UUID) -> KnownContact:
    """A spoken name of the user's territories that is still there; written ones are over."""
    only_field_staff(request.user)
    territories = {one.territory.pk for one in queries.places_worked(request.user)}
    rows = KnownContact.objects.current().filter(
        territory__in=territories, organisation=None, unclear_at=None, voice__isnull=False
    )
    return get_object_or_404(rows.select_related("voice", "territory"), pk=pk)


def _trace(user: User, known: KnownContact) -> None:
    mine = standing.of(user)
    if known.person_id != mine.person_id:
        role = next(str(role) for role in FIELD if mine.has(role))
        file_opened(reader=user, role=role, people=[known.person_id], part=PART)
