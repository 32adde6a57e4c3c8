"""What circles hold about people, and what stays when a person's data goes."""

from cerchia.circles.models import (
    Attendance,
    Circle,
    CircleDecision,
    CircleMembership,
    CircleNote,
    Encounter,
    Meeting,
    MeetingWord,
)

TABLES = (CircleMembership, Attendance, MeetingWord, CircleNote, Encounter, CircleDecision)
KEPT = {
    Circle: "A circle is a group of an edition; its row names nobody.",
    Meeting: "Place and date of a meeting of several people; who planned it is a member of staff.",
}
