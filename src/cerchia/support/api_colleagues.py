"""Who comes in for an organisation, for programs: the team and its own people, as on the pages."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Schema, Status

from cerchia.access.models import User
from cerchia.network.models import Organisation, OrganisationInvitation, OrganisationMember
from cerchia.network.usecases import end_member, invite_member, withdraw_invitation
from cerchia.support.queries.colleagues import colleagues_of, invitations_of

router = Router(tags=["support"])


class ColleagueOut(Schema):
    id: UUID
    name: str
    since: datetime
    is_me: bool


class InvitedOut(Schema):
    id: UUID
    made_at: datetime
    until: datetime


class PeopleOut(Schema):
    """Who comes in today, and the invitations that nobody used yet."""

    people: list[ColleagueOut]
    invitations: list[InvitedOut]


class LinkOut(Schema):
    """`url` is told this once and opens once: only its hash is kept."""

    id: UUID
    url: str
    until: datetime


@router.get("/organisations/{uuid:pk}/people", response=PeopleOut, summary="Who comes in for it")
def colleague_list(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    return _people(user, _body(user, pk))


@router.post(
    "/organisations/{uuid:pk}/invitations",
    response={201: LinkOut},
    summary="A link that makes one account for it, once",
)
def colleague_invite(request: HttpRequest, pk: UUID) -> Status[dict[str, Any]]:
    user = _user(request)
    fresh = invite_member(actor=user, organisation=_body(user, pk))
    url = request.build_absolute_uri(reverse("network:invitation", args=[fresh.code]))
    return Status(201, {"id": fresh.row.pk, "url": url, "until": fresh.row.expires_at})


@router.post(
    "/organisations/invitations/{uuid:pk}/withdraw",
    response=PeopleOut,
    summary="The link opens nothing any more; twice is once",
)
def colleague_invitation_withdraw(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    rows = OrganisationInvitation.objects.filter(organisation__in=_bodies(user).values("pk"))
    row = get_object_or_404(rows.select_related("organisation"), pk=pk)
    withdraw_invitation(actor=user, invitation=row)
    return _people(user, row.organisation)


@router.post(
    "/organisations/people/{uuid:pk}/end",
    response=PeopleOut,
    summary="They come in no more; never the last one, unless by the coordination",
)
def colleague_end(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    rows = OrganisationMember.objects.filter(organisation__in=_bodies(user).values("pk"))
    row = get_object_or_404(rows.select_related("organisation", "person"), pk=pk)
    end_member(actor=user, member=row)
    return _people(user, row.organisation)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - nobody comes here signed out
    return request.user


def _bodies(user: User) -> Any:
    """Those of one's territories, and those for which one speaks."""
    seen = Organisation.objects.visible_to(user) | Organisation.objects.of_member(user)
    return seen.standing_alone().distinct()


def _body(user: User, pk: UUID) -> Organisation:
    found: Organisation = get_object_or_404(_bodies(user), pk=pk)
    return found


def _people(user: User, body: Organisation) -> dict[str, Any]:
    return {
        "people": [asdict(one) for one in colleagues_of(user, body)],
        "invitations": [asdict(one) for one in invitations_of(user, body)],
    }
