"""Who walks in a circle: invited, accepted, paused, left, moved. History stays."""

from django.db import IntegrityError, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.errors import (
    AlreadyInACircle,
    InvitationAnswered,
    MembershipOver,
    NothingToMove,
    NotInTheEdition,
)
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.usecases.circles import locked, refresh_guards
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import Participation, StaffAssignment

Role = CircleMembership.Role


@transaction.atomic
def invite_member(*, actor: User, circle: Circle, person: Person, role: str) -> CircleMembership:
    """Offer a place. A participant can hold one place in an edition, staff several."""
    require(actor, "circles.invite_member", circle)
    circle = locked(circle)
    if not _takes_part(circle, person, role):
        raise NotInTheEdition
    membership = _new_place(circle, person, role)
    _write("invited", actor, membership)
    return membership


@transaction.atomic
def accept_invitation(*, actor: User, membership: CircleMembership) -> CircleMembership:
    """Yes. Asked twice, the first yes stands."""
    membership = _open(membership)
    require(actor, "circles.answer_invitation", membership)
    if membership.accepted_at is None:
        membership.accepted_at = clock.now()
        membership.save(update_fields=["accepted_at"])
        _write("accepted", actor, membership)
        refresh_guards(membership.circle)
    return membership


@transaction.atomic
def decline_invitation(*, actor: User, membership: CircleMembership) -> CircleMembership:
    """No, without a reason and without any consequence."""
    membership = _open(membership)
    require(actor, "circles.answer_invitation", membership)
    if membership.accepted_at:
        raise InvitationAnswered
    membership.left_at = clock.now()
    membership.left_by_wish_of = CircleMembership.WishOf.PERSON
    membership.save(update_fields=["left_at", "left_by_wish_of"])
    _write("declined", actor, membership)
    return membership


@transaction.atomic
def pause_member(*, actor: User, membership: CircleMembership) -> CircleMembership:
    """Stop for a while; the place stays."""
    return _set_pause(actor, membership, paused=True)


@transaction.atomic
def resume_member(*, actor: User, membership: CircleMembership) -> CircleMembership:
    """Walk along again."""
    return _set_pause(actor, membership, paused=False)


@transaction.atomic
def leave_circle(
    *, actor: User, membership: CircleMembership, wished_by: str, reason: str = ""
) -> CircleMembership:
    """Give the place up. `wished_by`: person, circle or programme; the reason is optional."""
    membership = _open(membership)
    require(actor, "circles.leave_circle", membership)
    membership.left_at = clock.now()
    membership.left_by_wish_of = CircleMembership.WishOf(wished_by)
    membership.left_reason = reason.strip()
    membership.save(update_fields=["left_at", "left_by_wish_of", "left_reason"])
    _write("left", actor, membership, wished_by=str(membership.left_by_wish_of))
    refresh_guards(membership.circle)
    return membership


@transaction.atomic
def move_member(
    *, actor: User, membership: CircleMembership, target: Circle, wished_by: str, reason: str = ""
) -> CircleMembership:
    """To another circle of the edition. What was said and done in the old one stays there."""
    membership = _open(membership)
    require(actor, "circles.move_member", membership, target)
    target = locked(target)
    if target.pk == membership.circle_id or target.edition_id != membership.edition_id:
        raise NothingToMove
    membership.left_at = clock.now()
    membership.left_by_wish_of = CircleMembership.WishOf(wished_by)
    membership.left_reason = reason.strip()
    membership.moved_to = target
    membership.save(update_fields=["left_at", "left_by_wish_of", "left_reason", "moved_to"])
    place = _new_place(target, membership.person, membership.role)
    place.accepted_at = clock.now() if membership.accepted_at else None
    place.save(update_fields=["accepted_at"])
    _write("moved", actor, membership, to=str(target.pk))
    refresh_guards(membership.circle)
    refresh_guards(target)
    return place


def _takes_part(circle: Circle, person: Person, role: str) -> bool:
    here = {"edition": circle.edition_id, "person": person}
    if role == Role.PARTICIPANT:
        return Participation.objects.current().filter(**here).exists()
    posts = StaffAssignment.objects.current().filter(**here, role=Role(role))
    reach = posts.values_list("territory_id", flat=True)
    return any(territory in (None, circle.territory_id) for territory in reach)


def _new_place(circle: Circle, person: Person, role: str) -> CircleMembership:
    try:
        with transaction.atomic():
            return CircleMembership.objects.create(
                circle=circle, edition_id=circle.edition_id, person=person, role=role
            )
    except IntegrityError as taken:
        raise AlreadyInACircle from taken


def _set_pause(actor: User, membership: CircleMembership, *, paused: bool) -> CircleMembership:
    membership = _open(membership)
    require(actor, "circles.pause_member", membership)
    if bool(membership.paused_at) != paused:
        membership.paused_at = clock.now() if paused else None
        membership.save(update_fields=["paused_at"])
        _write("paused" if paused else "resumed", actor, membership)
        refresh_guards(membership.circle)
    return membership


def _open(membership: CircleMembership) -> CircleMembership:
    """The membership as it is now, after the circle was taken hold of."""
    circle = locked(membership.circle)
    places = circle.memberships.select_related("person")
    fresh = places.get(pk=membership.pk)
    if fresh.left_at:
        raise MembershipOver
    fresh.circle = circle
    return fresh


def _write(verb: str, actor: User, membership: CircleMembership, **facts: str) -> None:
    record(
        f"circles.member.{verb}",
        actor=actor,
        about=membership,
        edition_id=membership.edition_id,
        facts={"role": membership.role, "circle": str(membership.circle_id), **facts},
    )
