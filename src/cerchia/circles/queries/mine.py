"""The circle from the inside: what a participant sees of it. First names, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import get_language, gettext

from cerchia.access.models import User
from cerchia.circles.models import (
    Attendance,
    Circle,
    CircleDecision,
    CircleMembership,
    CircleNote,
    Meeting,
    MeetingWord,
)
from cerchia.kit import clock
from cerchia.people.rules import LANGUAGES
from cerchia.vault import keys

Role = CircleMembership.Role
Presence = Attendance.Presence


@dataclass(frozen=True, slots=True)
class Companion:
    """A member as participants see each other: the first name, and what they do here."""

    person_id: UUID
    name: str
    initials: str
    role: str
    languages: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What somebody of the staff does here, and in which languages; nothing on participants."""
        if self.role == Role.PARTICIPANT:
            return ""
        tongues = ", ".join(LANGUAGES.get(code, code) for code in self.languages)
        return ": ".join(filter(None, [str(Role(self.role).label), tongues]))


@dataclass(frozen=True, slots=True)
class MyCircle:
    """What a participant sees of the circle. No absences, no figures, nothing about the others."""

    circle: Circle
    membership: CircleMembership
    companions: tuple[Companion, ...]
    meeting: Meeting | None
    answer: str
    mediator: Companion | None
    decisions: tuple[CircleDecision, ...]
    notes: tuple[CircleNote, ...]

    @property
    def interpreter(self) -> str:
        """Say who interprets for the person, where somebody does."""
        if self.mediator is None:
            return ""
        return gettext("%(name)s interprets for you") % {"name": self.mediator.name}

    @property
    def staff(self) -> tuple[Companion, ...]:
        return tuple(c for c in self.companions if c.role != Role.PARTICIPANT)

    @property
    def others(self) -> tuple[Companion, ...]:
        return tuple(c for c in self.companions if c.person_id != self.membership.person_id)


LATEST = 7


def my_membership(user: User) -> CircleMembership | None:
    """The place in a circle that a participant has or is offered now, the latest first."""
    return (
        CircleMembership.objects.open()
        .filter(person__user=user, role=Role.PARTICIPANT)
        .select_related("circle__edition", "person")
        .order_by("circle__closed_at", "-invited_at")
        .first()
    )


def my_circle(membership: CircleMembership) -> MyCircle:
    """The circle of a participant; six queries."""
    circle = membership.circle
    companions = _companions(circle)
    coming = circle.meetings.planned().filter(starts_at__gte=clock.start_of(clock.today()))
    meeting = coming.order_by("starts_at").first()
    decisions = circle.decisions.select_related("owner").order_by(
        F("done_at").asc(nulls_first=True), "due_on", "pk"
    )[:LATEST]
    notes = circle.notes.filter(about=membership.person_id).select_related("written_by__person")
    mine = list(notes.order_by("-written_at")[:LATEST])
    agreed = list(decisions)
    keys.unlock({d.owner_id for d in agreed} | {circle.pk, membership.person_id} | _writers(mine))
    answer = Attendance.objects.filter(meeting=meeting, person=membership.person_id).first()
    spoken = {
        code for c in companions if c.person_id == membership.person_id for code in c.languages
    }
    mediators = [c for c in companions if c.role == Role.MEDIATOR]
    return MyCircle(
        circle=circle,
        membership=membership,
        companions=tuple(companions),
        meeting=meeting,
        answer=answer.answer if answer else Attendance.Answer.NONE,
        mediator=next((c for c in mediators if spoken & set(c.languages)), None),
        decisions=tuple(agreed),
        notes=tuple(mine),
    )


def notes_about(user: User) -> list[CircleNote]:
    """All that circles wrote about the person, newest first; it stays theirs to read."""
    rows = CircleNote.objects.filter(about__user=user).select_related("written_by__person")
    return list(rows.order_by("-written_at"))


def _writers(notes: Iterable[CircleNote]) -> set[UUID]:
    people = (getattr(note.written_by, "person", None) for note in notes)
    return {person.pk for person in people if person}


def _companions(circle: Circle) -> list[Companion]:
    """Current members with their languages, first names open: two queries."""
    rows: Iterable[Any] = (
        circle.memberships.current()
        .in_office()
        .select_related("person")
        .annotate(tongue=F("person__languages__language"))
        .order_by("invited_at", "pk", "person__languages__position")
    )
    found: dict[UUID, tuple[CircleMembership, list[str]]] = {}
    for row in rows:
        languages = found.setdefault(row.person_id, (row, []))[1]
        if row.tongue:
            languages.append(row.tongue)
    keys.unlock({circle.pk, *found})
    return [
        Companion(person, _called(row), row.person.initials[:1], row.role, tuple(spoken))
        for person, (row, spoken) in found.items()
    ]


def _called(row: CircleMembership) -> str:
    """First names; those who work here in the letters of the reader, where they write them so."""
    if row.role == Role.PARTICIPANT:
        return str(row.person.given_name)
    return row.person.name_for(get_language())


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """A meeting as a participant sees it: own words, and what was decided together."""

    meeting: Meeting
    answer: str
    presence: str
    word: MeetingWord | None
    decisions: tuple[CircleDecision, ...]


def my_meeting(meeting: Meeting, person_id: UUID) -> MyMeeting:
    """Four queries."""
    mine = meeting.attendances.filter(person=person_id).first()
    word = meeting.words.filter(person=person_id).order_by("-written_at", "-pk").first()
    decisions = list(meeting.decisions.select_related("owner").order_by("due_on", "pk"))
    keys.unlock({meeting.circle_id, person_id, *(d.owner_id for d in decisions)})
    return MyMeeting(
        meeting=meeting,
        answer=mine.answer if mine else Attendance.Answer.NONE,
        presence=mine.presence if mine else Presence.UNKNOWN,
        word=word,
        decisions=tuple(decisions),
    )


def companions(circle: Circle) -> list[Companion]:
    """Whom one can say to have met: first names only. Two queries."""
    return _companions(circle)
