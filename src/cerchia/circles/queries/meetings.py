"""One meeting, as the staff fills its sheet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from cerchia.circles.models import (
    STAFF,
    Attendance,
    CircleDecision,
    CircleMembership,
    Meeting,
    MeetingWord,
)
from cerchia.people.models import Person, PersonLanguage
from cerchia.vault import keys

Role = CircleMembership.Role
Presence = Attendance.Presence


@dataclass(frozen=True, slots=True)
class Seat:
    """A member on the sheet of a meeting."""

    person: Person
    role: str
    languages: tuple[str, ...]
    answer: str
    presence: str
    word: MeetingWord | None

    @property
    def role_word(self) -> str:
        return str(Role(self.role).label)


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Meeting
    seats: tuple[Seat, ...]
    decisions: tuple[CircleDecision, ...]
    open_before: tuple[CircleDecision, ...]
    next_at: datetime | None

    @property
    def person_ids(self) -> list[UUID]:
        return [seat.person.pk for seat in self.seats if seat.role == Role.PARTICIPANT]

    @property
    def answered(self) -> int:
        return sum(seat.answer != Attendance.Answer.NONE for seat in self.seats)

    @property
    def all_open(self) -> list[CircleDecision]:
        """Decisions not done yet, of this meeting and of earlier ones."""
        return [one for one in (*self.decisions, *self.open_before) if one.done_at is None]

    @property
    def people(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.role == Role.PARTICIPANT)


def meeting_page(meeting: Meeting) -> MeetingPage:
    """The sheet of a meeting found `with_next_date`: members and who else was there, what each
    said, decisions. Five queries.
    """
    circle = meeting.circle
    attended = Attendance.objects.filter(meeting=meeting).values("person")
    places = circle.memberships.filter(
        Q(left_at=None, accepted_at__isnull=False) | Q(person__in=attended)
    ).with_attendance(meeting)
    rows = list(places.select_related("person").order_by("invited_at", "pk"))
    words = {word.person_id: word for word in meeting.words.order_by("written_at", "pk")}
    tongues: dict[UUID, list[str]] = {}
    for person, language in PersonLanguage.objects.filter(
        person__in=[row.person_id for row in rows]
    ).values_list("person", "language"):
        tongues.setdefault(person, []).append(language)
    decisions = list(
        circle.decisions.filter(Q(meeting=meeting) | Q(done_at=None))
        .select_related("owner")
        .order_by("due_on", "written_at", "pk")
    )
    keys.unlock({circle.pk, *(r.person_id for r in rows), *(d.owner_id for d in decisions)})
    seats = {}
    for row in rows:
        seats[row.person_id] = Seat(
            person=row.person,
            role=row.role,
            languages=tuple(tongues.get(row.person_id, ())),
            answer=row.answered or Attendance.Answer.NONE,
            presence=row.seen or Presence.UNKNOWN,
            word=words.get(row.person_id),
        )
    return MeetingPage(
        meeting=meeting,
        seats=tuple(sorted(seats.values(), key=lambda seat: seat.role in STAFF)),
        decisions=tuple(d for d in decisions if d.meeting_id == meeting.pk),
        open_before=tuple(d for d in decisions if d.meeting_id != meeting.pk),
        next_at=meeting.following_at,
    )
