"""Who comes in for an organisation: its own people see them, invite one more, end an access."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.network.models import Organisation, OrganisationInvitation, OrganisationMember
from cerchia.network.usecases import end_member, invite_member, withdraw_invitation
from cerchia.network.usecases.inviting import LIVES, Fresh
from cerchia.support.queries.colleagues import colleagues_of, invitations_of
from cerchia.support.views.common import told
from cerchia.support.views.organisation import bodies_of, context_of, one_of

PAGE = "support:org_people"


@require_GET
def org_people(request: SignedIn) -> HttpResponse:
    bodies = bodies_of(request.user)
    body = one_of(bodies, request.GET.get("chi"))
    context = context_of(bodies, "people") | {
        "body": body,
        "colleagues": colleagues_of(request.user, body),
        "invitations": invitations_of(request.user, body),
        "days": LIVES.days,
    }
    return render(request, "support/org_people.html", context)


@require_POST
def org_invite(request: SignedIn) -> HttpResponse:
    """A link for one colleague, shown this once: only its hash is kept."""
    bodies = bodies_of(request.user)
    body = one_of(bodies, request.POST.get("organisation"))
    made: list[Fresh] = []
    told(request, lambda: made.append(invite_member(actor=request.user, organisation=body)))
    if not made:
        return redirect(_page_of(body, bodies))
    path = reverse("network:invitation", args=[made[0].code])
    context = context_of(bodies, "people") | {
        "body": body,
        "address": request.build_absolute_uri(path),
        "until": made[0].row.expires_at,
        "back": _page_of(body, bodies),
    }
    return render(request, "support/org_link.html", context)


@require_POST
def org_invitation_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    bodies = bodies_of(request.user)
    rows = OrganisationInvitation.objects.filter(organisation__in=bodies)
    row = get_object_or_404(rows.select_related("organisation"), pk=pk)
    told(
        request,
        lambda: withdraw_invitation(actor=request.user, invitation=row),
        _("Withdrawn. This link opens nothing any more."),
    )
    return redirect(_page_of(row.organisation, bodies))


@require_POST
def org_person_end(request: SignedIn, pk: UUID) -> HttpResponse:
    bodies = bodies_of(request.user)
    rows = OrganisationMember.objects.filter(organisation__in=bodies)
    row = get_object_or_404(rows.select_related("organisation", "person"), pk=pk)
    told(
        request,
        lambda: end_member(actor=request.user, member=row),
        _("This person comes in no more."),
    )
    if row.person.user_id == request.user.pk and not _still_inside(request.user):
        return redirect("access:start")
    return redirect(_page_of(row.organisation, bodies))


def _still_inside(user: User) -> bool:
    return Organisation.objects.of_member(user).exists()


def _page_of(body: Organisation, bodies: list[Organisation]) -> str:
    page = reverse(PAGE)
    return f"{page}?chi={body.pk}" if len(bodies) > 1 else page
