"""The phones of a participant, as staff of their circle sees them: connect one, take one away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.fresh import fresh_sign_in
from cerchia.access.models import Device
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.circles.scope import participants_visible_to, reading_role
from cerchia.circles.usecases import show_code, take_phone_away
from cerchia.circles.views.common import SECTION
from cerchia.documents.codes import qr_svg
from cerchia.people.models import Person


def _person(request: SignedIn, pk: UUID) -> Person:
    """A participant in scope, with a trace that their file was opened."""
    scope = participants_visible_to(request.user).select_related("user")
    person = get_object_or_404(scope, pk=pk)
    if person.user_id == request.user.pk:
        raise Http404
    file_opened(
        reader=request.user, role=reading_role(request.user), people=[person.pk], part="profile"
    )
    return person


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_sign_in
def phone_connect(request: SignedIn, pk: UUID) -> HttpResponse:
    """The phones that are connected; a POST shows the code for one more, once."""
    person = _person(request, pk)
    context = {
        "person": person,
        "here": request.path,
        "may_connect": may(request.user, "circles.connect_phone", person),
        "phones": person.user.devices.bound() if person.user else [],
        "section": SECTION,
        "crumbs": [(_("People"), "/persone/"), (person.short_name, f"/persone/{person.pk}/")],
    }
    if request.method == "POST":
        made = show_code(actor=request.user, person=person)
        link = request.build_absolute_uri(reverse("access:connect", args=[made.code]))
        context |= {
            "qr": qr_svg(link, label=_("Picture code for the phone")),
            "until": made.row.expires_at,
        }
    return render(request, "circles/phones.html", context)


@require_POST
def phone_revoke(request: SignedIn, pk: UUID, device_pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    device = get_object_or_404(Device.objects.bound(), pk=device_pk, user__person=person)
    take_phone_away(actor=request.user, person=person, device=device)
    messages.success(request, _("That phone opens nothing any more."))
    return redirect("circles:phone_connect", person.pk)
