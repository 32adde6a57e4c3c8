"""Two doors for people outside: is your entry still true, and come in for your organisation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.network import network_of
from cerchia.access.requests import SignedIn
from cerchia.kit.errors import DomainError
from cerchia.network import usecases
from cerchia.network.errors import LinkOver
from cerchia.network.forms.doors import NewcomerForm, RefreshForm
from cerchia.network.models import (
    Organisation,
    OrganisationInvitation,
    OrganisationMember,
    RefreshLink,
)
from cerchia.network.queries.lists import place_words
from cerchia.network.views.common import (
    SECTION,
    crumbs,
    done,
    language,
    only_field_staff,
    organisation_of,
    typed,
)
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

OVER = 404


# --- Outside -----------------------------------------------------------------------------------


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def refresh(request: HttpRequest, code: str) -> HttpResponse:
    """One question, three answers, once. It names no person."""
    try:
        link = usecases.open_refresh(code=code, network=network_of(request))
    except DomainError as over:
        return _over(request, over)
    form = RefreshForm(typed(request))
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                status = attempt(
                    form, lambda: usecases.answer_refresh(link=link, **form.cleaned_data)
                )
            except LinkOver as over:
                return _over(request, over)
            if status == OK:
                return render(request, "network/refreshed.html")
    row = link.organisation
    context = {"form": form, "row": row, "place": place_words(row)}
    return render(request, "network/refresh.html", context, status=status)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """An account for one person of the organisation, once. A link that was used opens nothing."""
    try:
        row = usecases.open_invitation(code=code, network=network_of(request))
    except DomainError as over:
        return _over(request, over)
    form = NewcomerForm(typed(request))
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                status = attempt(
                    form,
                    lambda: usecases.accept_invitation(
                        invitation=row, newcomer=form.newcomer(language())
                    ),
                )
            except LinkOver as over:
                return _over(request, over)
            if status == OK:
                messages.success(request, _("Your account is ready. Enter with it now."))
                return redirect("access:enter")
    context = {"form": form, "name": row.organisation.name}
    return render(request, "network/invitation.html", context, status=status)


def _over(request: HttpRequest, refused: DomainError) -> HttpResponse:
    """One plain answer for links that were used, forwarded, are old or never were."""
    answer = render(request, "network/link_over.html", {"refused": refused}, status=refused.status)
    if seconds := getattr(refused, "retry_after", 0):
        answer.headers["Retry-After"] = str(seconds)
    return answer


# --- The team ----------------------------------------------------------------------------------


@require_POST
def refresh_ask(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    fresh = usecases.ask_refresh(actor=request.user, organisation=row)
    return _link(
        request,
        row,
        request.build_absolute_uri(reverse("network:refresh", args=[fresh.code])),
        kind="refresh",
    )


@require_POST
def member_invite(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    fresh = usecases.invite_member(actor=request.user, organisation=row)
    return _link(
        request,
        row,
        request.build_absolute_uri(reverse("network:invitation", args=[fresh.code])),
        kind="invitation",
    )


def _link(request: SignedIn, row: Organisation, address: str, *, kind: str) -> HttpResponse:
    """The link, shown this once: only its hash is kept."""
    context = {
        "section": SECTION,
        "crumbs": crumbs(row),
        "row": row,
        "address": address,
        "kind": kind,
    }
    return render(request, "network/link.html", context)


@require_POST
def refresh_handle(request: SignedIn, pk: UUID) -> HttpResponse:
    only_field_staff(request.user)
    seen = Organisation.objects.visible_to(request.user)
    links = RefreshLink.objects.filter(organisation__in=seen, answered_at__isnull=False)
    link = get_object_or_404(links.select_related("organisation"), pk=pk)
    usecases.handle_refresh(actor=request.user, link=link)
    return done(request, link.organisation, _("Written down."))


@require_POST
def member_end(request: SignedIn, pk: UUID) -> HttpResponse:
    only_field_staff(request.user)
    seen = Organisation.objects.visible_to(request.user)
    members = OrganisationMember.objects.filter(organisation__in=seen)
    member = get_object_or_404(members.select_related("organisation", "person"), pk=pk)
    usecases.end_member(actor=request.user, member=member)
    return done(request, member.organisation, _("This person speaks for it no more."))


@require_POST
def invitation_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    only_field_staff(request.user)
    seen = Organisation.objects.visible_to(request.user)
    rows = OrganisationInvitation.objects.filter(organisation__in=seen)
    row = get_object_or_404(rows.select_related("organisation"), pk=pk)
    usecases.withdraw_invitation(actor=request.user, invitation=row)
    return done(request, row.organisation, _("The invitation opens nothing any more."))
