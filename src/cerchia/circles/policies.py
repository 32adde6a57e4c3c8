"""Who may do what in a circle. The facts: a seat in it, or the coordination of its territory."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.circles.models import STAFF, Circle, CircleDecision, CircleMembership, Meeting
from cerchia.circles.parts import READERS, WRITERS, Part
from cerchia.circles.scope import participants_visible_to, roles_towards
from cerchia.circles.standing import person_id_of, sits_in
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import StaffAssignment
from cerchia.programmes.standing import Role

OPERATOR = CircleMembership.Role.OPERATOR


def coordinates(actor: User, circle: Circle) -> bool:
    return standing.of(actor).covers(circle.edition_id, circle.territory_id, Role.COORDINATOR)


def works_for(actor: User, circle: Circle) -> bool:
    return sits_in(actor, circle.pk, *STAFF) or coordinates(actor, circle)


def leads(actor: User, circle: Circle) -> bool:
    """Operators of the circle and coordinators: who is in it is theirs to arrange."""
    return sits_in(actor, circle.pk, OPERATOR) or coordinates(actor, circle)


def _is(actor: User, person_id: UUID) -> bool:
    return person_id_of(actor) == person_id


@policy("circles.form_circle")
def may_form(actor: User, circle: Circle) -> bool:
    """`circle` is not saved yet: only its edition and territory count."""
    return coordinates(actor, circle)


@policy("circles.read_circle")
def may_read(actor: User, circle: Circle) -> bool:
    """The file of the circle, as staff."""
    return works_for(actor, circle)


@policy("circles.activate_circle")
def may_activate(actor: User, circle: Circle) -> bool:
    return leads(actor, circle)


@policy("circles.close_circle")
def may_close(actor: User, circle: Circle) -> bool:
    return coordinates(actor, circle)


@policy("circles.invite_member")
def may_invite(actor: User, circle: Circle) -> bool:
    return leads(actor, circle)


@policy("circles.move_member")
def may_move(actor: User, membership: CircleMembership, target: Circle) -> bool:
    """Both circles must be theirs: nobody is pushed into a stranger's circle."""
    return leads(actor, membership.circle) and leads(actor, target)


@policy("circles.pause_member")
def may_pause(actor: User, membership: CircleMembership) -> bool:
    return _is(actor, membership.person_id) or leads(actor, membership.circle)


@policy("circles.leave_circle")
def may_leave(actor: User, membership: CircleMembership) -> bool:
    return _is(actor, membership.person_id) or leads(actor, membership.circle)


@policy("circles.answer_invitation")
def may_answer_invitation(actor: User, membership: CircleMembership) -> bool:
    """The invited person; for somebody without an account, who leads the circle writes it down."""
    if _is(actor, membership.person_id):
        return True
    return membership.person.user_id is None and leads(actor, membership.circle)


@policy("circles.plan_meeting")
def may_plan_meeting(actor: User, circle: Circle) -> bool:
    return works_for(actor, circle)


@policy("circles.cancel_meeting")
def may_cancel_meeting(actor: User, meeting: Meeting) -> bool:
    return works_for(actor, meeting.circle)


@policy("circles.hold_meeting")
def may_hold_meeting(actor: User, meeting: Meeting) -> bool:
    return works_for(actor, meeting.circle)


@policy("circles.answer_meeting")
def may_answer_meeting(actor: User, meeting: Meeting) -> bool:
    return sits_in(actor, meeting.circle_id)


@policy("circles.finish_decision")
def may_finish_decision(actor: User, decision: CircleDecision) -> bool:
    """Whoever took it on, and the staff of the circle."""
    return _is(actor, decision.owner_id) or works_for(actor, decision.circle)


@policy("circles.record_encounter")
def may_record_encounter(actor: User, circle: Circle, first: UUID) -> bool:
    """Everyone their own; staff also what two others tell them."""
    own = _is(actor, first) and sits_in(actor, circle.pk)
    return own or works_for(actor, circle)


@policy("circles.write_note")
def may_write_note(actor: User, circle: Circle) -> bool:
    return works_for(actor, circle)


@policy("circles.connect_phone")
def may_connect_phone(actor: User, person: Person) -> bool:
    """Operators of the person's circle and coordinators; never for somebody who works here.

    Whoever connects the phone of a colleague would come in as that colleague; and a mediator, to
    whom the money is closed, as its owner.
    """
    beside = {str(standing.Role.OPERATOR), str(standing.Role.COORDINATOR)}
    works_here = StaffAssignment.objects.current().filter(person=person).exists()
    in_scope = bool(beside & roles_towards(actor, person))
    return in_scope and not works_here and not _is(actor, person.pk)


@policy("circles.take_phone_away")
def may_take_phone_away(actor: User, person: Person) -> bool:
    """Any staff whom the person's circle or territory knows: a lost phone is closed at once."""
    in_scope = participants_visible_to(actor).filter(pk=person.pk).exists()
    return in_scope and not _is(actor, person.pk)


@policy("circles.read_file")
def may_read_file(actor: User, person: Person, part: Part) -> bool:
    """A part of the file of a participant, in one of the roles that read it."""
    return not _is(actor, person.pk) and bool(READERS[part] & roles_towards(actor, person))


@policy("circles.write_file")
def may_write_file(actor: User, person: Person, part: Part) -> bool:
    """Who writes it down for the person; the person writes their own on their own pages."""
    return not _is(actor, person.pk) and bool(WRITERS[part] & roles_towards(actor, person))
