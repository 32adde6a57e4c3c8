"""What the pages of the room share: who may come here, which organisation, an act and its words."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.network.models import Organisation
from cerchia.network.models.organisations import FIELD
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.vault.files import RECORDINGS, take_in
from cerchia.vault.models import SealedFile
from cerchia.web.responses import OK, attempt

SECTION = "network"


def only_field_staff(user: User) -> None:
    """Pages of operators, mediators and coordinators: 404 for everybody else."""
    if not standing.of(user).has(*FIELD):
        raise Http404


def organisation_of(request: SignedIn, pk: UUID) -> Organisation:
    """One of the user's territories, or the same 404 for all others."""
    only_field_staff(request.user)
    scope = Organisation.objects.visible_to(request.user).select_related("territory", "programme")
    return get_object_or_404(scope, pk=pk, merged_into=None)


def me(user: User) -> Person:
    return get_object_or_404(Person, user=user)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing."""
    return request.POST if request.method == "POST" else None


def language() -> str:
    return (get_language() or "it")[:2]


def network_url() -> str:
    """The first page of the network, which a higher room draws."""
    try:
        return reverse("desk:network")
    except NoReverseMatch:
        return reverse("network:queue")


def crumbs(row: Organisation | None = None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    path = [(_("Network"), network_url())]
    if row is not None:
        path.append((row.name, reverse("network:organisation_detail", args=[row.pk])))
    return [*path, *more]


def done(request: SignedIn, row: Organisation, words: object) -> HttpResponse:
    messages.success(request, str(words))
    return redirect("network:organisation_detail", row.pk)


def tried(form: BaseForm, act: Callable[[], object]) -> bool:
    return attempt(form, act) == OK


def recorded(user: User, person: Person, upload: object) -> SealedFile | None:
    """The voice that was sent, sealed with the key of whoever speaks."""
    if not upload:
        return None
    return take_in(
        subject=person.pk,
        upload=upload,  # type: ignore[arg-type]
        allowed=RECORDINGS,
        created_by=user.pk,
    )
