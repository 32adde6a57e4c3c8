"""What can be done in a circle, one verb a function."""

from cerchia.circles.usecases.circles import (
    activate_circle,
    close_circle,
    form_circle,
    refresh_guards,
    refresh_guards_of,
)
from cerchia.circles.usecases.endings import end_assignment, end_participation
from cerchia.circles.usecases.files import (
    Checks,
    Permit,
    end_contact,
    write_checks,
    write_contact,
    write_identity,
    write_languages,
    write_protection,
)
from cerchia.circles.usecases.meetings import (
    Agreed,
    NextDate,
    Presence,
    Said,
    Sheet,
    answer_meeting,
    cancel_meeting,
    finish_decision,
    hold_meeting,
    plan_meeting,
)
from cerchia.circles.usecases.members import (
    accept_invitation,
    decline_invitation,
    invite_member,
    leave_circle,
    move_member,
    pause_member,
    resume_member,
)
from cerchia.circles.usecases.phones import show_code, take_phone_away
from cerchia.circles.usecases.relation import record_encounter, write_note

__all__ = [
    "Agreed",
    "Checks",
    "NextDate",
    "Permit",
    "Presence",
    "Said",
    "Sheet",
    "accept_invitation",
    "activate_circle",
    "answer_meeting",
    "cancel_meeting",
    "close_circle",
    "decline_invitation",
    "end_assignment",
    "end_contact",
    "end_participation",
    "finish_decision",
    "form_circle",
    "hold_meeting",
    "invite_member",
    "leave_circle",
    "move_member",
    "pause_member",
    "plan_meeting",
    "record_encounter",
    "refresh_guards",
    "refresh_guards_of",
    "resume_member",
    "show_code",
    "take_phone_away",
    "write_checks",
    "write_contact",
    "write_identity",
    "write_languages",
    "write_note",
    "write_protection",
]
