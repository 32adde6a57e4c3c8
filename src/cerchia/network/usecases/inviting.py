"""The organisation's own people: a link that makes one account, once; who comes in no more.

The team invites, and whoever speaks for the organisation invites colleagues.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from cerchia.access import limits, secrets
from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.access.usecases import create_account, set_password
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network.errors import InvitationUsed, LastOne, LinkOver, ManyInvitations
from cerchia.network.models import Organisation, OrganisationInvitation, OrganisationMember
from cerchia.network.models.organisations import FIELD
from cerchia.network.policies.offers import speaks_for
from cerchia.network.policies.organisations import works_in
from cerchia.network.usecases.common import as_it_is_now, clean, edition_for
from cerchia.people.usecases import Identity, register_person
from cerchia.programmes.standing import Role
from cerchia.programmes.usecases import assign, end_assignment

LIVES = timedelta(days=14)
MOST_WAITING = 5
TRIES_OF_A_NETWORK, HOUR = 30, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Fresh:
    """An invitation as it is shown once; the database keeps the hash of its code."""

    code: str
    row: OrganisationInvitation


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who opens the invitation, and how they will come in."""

    given_name: str
    family_name: str
    username: str
    password: str
    language: str = ""


@transaction.atomic
def invite_member(*, actor: User, organisation: Organisation) -> Fresh:
    """A link for one person of it.

    Of the team one link waits at a time: the one sent before works no more. Its own people may
    have a few waiting, one for each colleague.
    """
    row = as_it_is_now(organisation)
    require(actor, "network.invite_member", row)
    now = clock.now()
    theirs = row.members.filter(person__user__isnull=False).values("person__user")
    waiting = row.invitations.filter(used_at=None, expires_at__gt=now)
    if not speaks_for(actor, row):
        waiting.exclude(made_by__in=theirs).update(expires_at=now)
    elif waiting.filter(made_by__in=theirs).count() >= MOST_WAITING:
        raise ManyInvitations(most=MOST_WAITING)
    code = secrets.fresh()
    made = OrganisationInvitation.objects.create(
        organisation=row,
        edition=edition_for(actor, row, Role.ORGANISATION, *FIELD),
        code_hash=secrets.hash_of(code),
        made_by=actor,
        made_at=now,
        expires_at=now + LIVES,
    )
    record("network.member.invited", actor=actor, about=row)
    return Fresh(code, made)


def open_invitation(*, code: str, network: str) -> OrganisationInvitation:
    """The invitation if it still opens. One answer for used, old and invented ones, counted."""
    limits.look(f"invitation {network}", most=TRIES_OF_A_NETWORK)
    found = (
        OrganisationInvitation.objects.select_related("organisation__territory", "edition")
        .filter(code_hash=secrets.hash_of(code), used_at=None, expires_at__gt=clock.now())
        .filter(edition__closed_on=None, organisation__merged_into=None)
        .first()
    )
    if found is None:
        limits.take(f"invitation {network}", most=TRIES_OF_A_NETWORK, per=HOUR)
        raise LinkOver
    return found


@transaction.atomic
def accept_invitation(*, invitation: OrganisationInvitation, newcomer: Newcomer) -> User:
    """Make the account, the person and the role; of two who open the same link one does.

    Raises Django's ValidationError with words for people when the password is too weak.
    """
    now = clock.now()
    unused = OrganisationInvitation.objects.filter(
        pk=invitation.pk, used_at=None, expires_at__gt=now
    )
    if not unused.update(used_at=now):
        raise LinkOver
    organisation = as_it_is_now(invitation.organisation)
    user = create_account(actor=None, name=newcomer.username.strip(), language=newcomer.language)
    set_password(actor=None, user=user, password=newcomer.password)
    identity = Identity(clean(newcomer.given_name)[:80], clean(newcomer.family_name)[:80])
    person = register_person(actor=user, identity=identity, user=user)
    OrganisationInvitation.objects.filter(pk=invitation.pk).update(used_by=person)
    OrganisationMember.objects.create(organisation=organisation, person=person)
    assign(
        actor=None,
        edition=invitation.edition,
        person=person,
        role=Role.ORGANISATION,
        territory=organisation.territory,
    )
    record(
        "network.member.joined",
        actor=user,
        about=organisation,
        edition_id=invitation.edition_id,
        facts={"invited_by": str(invitation.made_by_id)},
    )
    return user


@transaction.atomic
def withdraw_invitation(*, actor: User, invitation: OrganisationInvitation) -> None:
    """The link opens nothing any more; twice is once. Raises `InvitationUsed` if it is too late."""
    row = as_it_is_now(invitation.organisation)
    require(actor, "network.invite_member", row)
    unused = OrganisationInvitation.objects.filter(pk=invitation.pk, used_at=None)
    now = clock.now()
    if unused.filter(expires_at__gt=now).update(expires_at=now):
        record("network.invitation.withdrawn", actor=actor, about=invitation)
    elif not unused.exists():
        raise InvitationUsed


@transaction.atomic
def end_member(*, actor: User, member: OrganisationMember) -> None:
    """They speak for it no more, and without another organisation they come in no more.

    Links that they made open nothing any more. Its own people never end the last of them; the
    coordination may.
    """
    row = as_it_is_now(member.organisation)
    require(actor, "network.end_member", row)
    now = clock.now()
    others = row.members.filter(ended_at=None, person__user__is_active=True).exclude(pk=member.pk)
    if not works_in(actor, row.territory_id, Role.COORDINATOR) and not others.exists():
        raise LastOne
    rows = OrganisationMember.objects.filter(pk=member.pk, ended_at=None)
    if not rows.update(ended_at=now):
        return
    sent = row.invitations.filter(made_by__person=member.person_id, used_at=None)
    sent.filter(expires_at__gt=now).update(expires_at=now)
    if not member.person.organisations.filter(ended_at=None).exists():
        jobs = member.person.staff_assignments.filter(role=Role.ORGANISATION, ends_on=None)
        for job in jobs.select_related("edition", "person"):
            end_assignment(actor=None, assignment=job, on=clock.today() - timedelta(days=1))
    record("network.member.ended", actor=actor, about=member)
