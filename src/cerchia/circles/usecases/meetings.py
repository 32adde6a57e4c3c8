"""Meetings: planned, answered, held on one sheet that two people may fill at the same time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.errors import (
    Clash,
    MeetingInThePast,
    MeetingNotYet,
    MeetingOver,
    NotAMember,
    SheetClash,
)
from cerchia.circles.models import (
    Attendance,
    Circle,
    CircleDecision,
    CircleMembership,
    Meeting,
    MeetingWord,
)
from cerchia.circles.rules import merge
from cerchia.circles.standing import person_id_of
from cerchia.circles.usecases.circles import locked
from cerchia.kit import clock
from cerchia.vault import keys

# --- What a saved sheet says ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a member was there. `base` is what the sheet showed when it was opened."""

    presence: str
    base: str = Attendance.Presence.UNKNOWN


@dataclass(frozen=True, slots=True)
class Said:
    """A member's words. `base` names the words that the sheet showed when it was opened."""

    text: str
    language: str
    base: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """A decision. Its id comes from the sheet, so that saving twice writes it once."""

    id: UUID
    text: str
    owner_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True)
class NextDate:
    starts_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One save of the meeting page: presences and words by person, decisions, the next date."""

    presences: Mapping[UUID, Presence] = field(default_factory=dict)
    words: Mapping[UUID, Said] = field(default_factory=dict)
    decisions: Sequence[Agreed] = ()
    next_date: NextDate | None = None


# --- Before -----------------------------------------------------------------------------------


@transaction.atomic
def plan_meeting(*, actor: User, circle: Circle, starts_at: datetime, place: str) -> Meeting:
    """A date and a place. The same date planned again is the same meeting."""
    require(actor, "circles.plan_meeting", circle)
    circle = locked(circle)
    if starts_at < clock.now():
        raise MeetingInThePast
    return _planned(actor, circle, NextDate(starts_at, place))


@transaction.atomic
def cancel_meeting(*, actor: User, meeting: Meeting) -> Meeting:
    require(actor, "circles.cancel_meeting", meeting)
    called_off = Meeting.objects.planned().filter(pk=meeting.pk).update(cancelled_at=clock.now())
    if not called_off:
        raise MeetingOver
    record("circles.meeting.cancelled", actor=actor, about=meeting)
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def answer_meeting(*, actor: User, meeting: Meeting, answer: str) -> Attendance:
    """Say "I will be there" or "I cannot", and change one's mind until it is held."""
    require(actor, "circles.answer_meeting", meeting)
    if meeting.held_at or meeting.cancelled_at:
        raise MeetingOver
    person = person_id_of(actor)
    if person is None:
        raise NotAMember
    mine, _new = Attendance.objects.get_or_create(meeting=meeting, person_id=person)
    if mine.answer != answer:
        mine.answer, mine.answered_at = Attendance.Answer(answer), clock.now()
        mine.save(update_fields=["answer", "answered_at"])
        record("circles.meeting.answered", actor=actor, about=meeting, facts={"answer": answer})
    return mine


# --- The sheet --------------------------------------------------------------------------------


@transaction.atomic
def hold_meeting(*, actor: User, meeting: Meeting, sheet: Sheet) -> Meeting:
    """Save the sheet of a meeting, all of it or nothing. The same save again changes nothing.

    Where somebody wrote something else since the sheet was opened, raises `SheetClash` with both
    texts and saves nothing; a sheet that shows both may then be saved over the newer text.
    """
    require(actor, "circles.hold_meeting", meeting)
    circle = locked(meeting.circle)
    meeting = circle.meetings.get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise MeetingOver
    if clock.day_of(meeting.starts_at) > clock.today():
        raise MeetingNotYet
    _only_members(meeting, sheet)
    _Saving(actor, meeting, sheet).save()
    return meeting


@transaction.atomic
def finish_decision(*, actor: User, decision: CircleDecision) -> CircleDecision:
    """Done. Said twice, the first time stands."""
    require(actor, "circles.finish_decision", decision)
    open_ones = CircleDecision.objects.filter(pk=decision.pk, done_at=None)
    if open_ones.update(done_at=clock.now()):
        record("circles.decision.done", actor=actor, about=decision)
    decision.refresh_from_db()
    return decision


class _Saving:
    """One save of one sheet, with what stands in the database now beside it."""

    def __init__(self, actor: User, meeting: Meeting, sheet: Sheet) -> None:
        self.actor, self.meeting, self.sheet = actor, meeting, sheet
        self.seats = {row.person_id: row for row in meeting.attendances.all()}
        self.said = {word.pk: word for word in meeting.words.order_by("written_at", "pk")}
        self.latest = {word.person_id: word for word in self.said.values()}
        ids = [decision.id for decision in sheet.decisions]
        self.agreed = {d.pk: d for d in meeting.decisions.filter(pk__in=ids)}
        keys.unlock({meeting.circle_id, *sheet.words})

    def save(self) -> None:
        presences, words, decisions = self._presences(), self._words(), self._decisions()
        clashes = {
            "presences": {who: clash for who, (_, clash) in presences.items() if clash},
            "words": {who: clash for who, (_, clash) in words.items() if clash},
            "decisions": {which: clash for which, (_, clash) in decisions.items() if clash},
        }
        if any(clashes.values()):
            raise SheetClash(**clashes)
        changed = self._write_presences({who: value for who, (value, _) in presences.items()})
        changed += self._write_words({who: value for who, (value, _) in words.items()})
        changed += self._write_decisions()
        self._finish(changed)

    def _presences(self) -> dict[UUID, tuple[str, Clash | None]]:
        return {
            who: _merged(typed.base, typed.presence, self._presence_of(who))
            for who, typed in self.sheet.presences.items()
        }

    def _words(self) -> dict[UUID, tuple[str, Clash | None]]:
        return {
            who: _merged(self._text(who, said.base), said.text.strip(), self._latest(who))
            for who, said in self.sheet.words.items()
        }

    def _decisions(self) -> dict[UUID, tuple[str, Clash | None]]:
        return {one.id: ("", self._told_otherwise(one)) for one in self.sheet.decisions}

    def _told_otherwise(self, one: Agreed) -> Clash | None:
        old = self.agreed.get(one.id)
        if old is None or old.text == one.text.strip():
            return None
        return Clash(theirs=old.text, mine=one.text.strip(), base="")

    def _presence_of(self, who: UUID) -> str:
        row = self.seats.get(who)
        return row.presence if row else Attendance.Presence.UNKNOWN

    def _latest(self, who: UUID) -> str:
        word = self.latest.get(who)
        return word.text if word else ""

    def _text(self, who: UUID, base: UUID | None) -> str:
        word = self.said.get(base) if base else None
        return word.text if word and word.person_id == who else ""

    def _write_presences(self, wanted: Mapping[UUID, str]) -> int:
        changed = 0
        for who, presence in wanted.items():
            if presence == self._presence_of(who):
                continue
            row = self.seats.get(who) or Attendance(meeting=self.meeting, person_id=who)
            row.presence = Attendance.Presence(presence)
            row.save()
            changed += 1
        return changed

    def _write_words(self, wanted: Mapping[UUID, str]) -> int:
        fresh = [
            MeetingWord(
                meeting=self.meeting,
                person_id=who,
                text=text,
                language=self.sheet.words[who].language,
                written_by=self.actor,
            )
            for who, text in wanted.items()
            if text != self._latest(who)
        ]
        MeetingWord.objects.bulk_create(fresh)
        return len(fresh)

    def _write_decisions(self) -> int:
        ids = [one.id for one in self.sheet.decisions]
        elsewhere = CircleDecision.objects.exclude(meeting=self.meeting)
        taken = set(elsewhere.filter(pk__in=ids).values_list("pk", flat=True))
        fresh = [
            CircleDecision(
                pk=uuid4() if one.id in taken else one.id,
                meeting=self.meeting,
                circle_id=self.meeting.circle_id,
                text=one.text.strip(),
                owner_id=one.owner_id,
                due_on=one.due_on,
                written_by=self.actor,
            )
            for one in self.sheet.decisions
            if one.id not in self.agreed
        ]
        CircleDecision.objects.bulk_create(fresh)
        return len(fresh)

    def _finish(self, changed: int) -> None:
        first_time = self.meeting.held_at is None
        if first_time:
            self.meeting.held_at = clock.now()
            self.meeting.save(update_fields=["held_at"])
        if self.sheet.next_date:
            _planned(self.actor, self.meeting.circle, self.sheet.next_date)
        if changed or first_time:
            action = "circles.meeting.held" if first_time else "circles.meeting.completed"
            record(action, actor=self.actor, about=self.meeting, facts={"changes": changed})


def _merged(base: str, mine: str, theirs: str) -> tuple[str, Clash | None]:
    merged = merge(base, mine, theirs)
    return merged.value, Clash(theirs, mine, base) if merged.clash else None


def _planned(actor: User, circle: Circle, when: NextDate) -> Meeting:
    already = circle.meetings.planned().filter(starts_at=when.starts_at).first()
    if already:
        return already
    meeting = circle.meetings.create(
        starts_at=when.starts_at, place=when.place.strip(), planned_by=actor
    )
    record("circles.meeting.planned", actor=actor, about=meeting, edition_id=circle.edition_id)
    return meeting


def _only_members(meeting: Meeting, sheet: Sheet) -> None:
    """Members today, and whoever had a place on the sheet already."""
    here = CircleMembership.objects.current().filter(circle=meeting.circle_id)
    allowed = set(here.values_list("person_id", flat=True))
    allowed.update(meeting.attendances.values_list("person_id", flat=True))
    named = {*sheet.presences, *sheet.words, *(one.owner_id for one in sheet.decisions)}
    if not named <= allowed:
        raise NotAMember
