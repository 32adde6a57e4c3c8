"""The shapes in which a circle comes to a page: plain values, opened names, no queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cerchia.circles import rules
from cerchia.circles.models import STAFF, Attendance, Circle, CircleMembership
from cerchia.circles.rules import Contact, Counts, Heard, Tie, Weight
from cerchia.kit import clock

Role = CircleMembership.Role
Presence = Attendance.Presence


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the staff of the circle sees them. Names are open; `words` are the latest own.

    `presences` follow the last meetings held, oldest first: here, told or away.
    """

    membership_id: UUID
    person_id: UUID
    role: str
    state: str
    given_name: str
    short_name: str
    initials: str
    languages: tuple[str, ...]
    words: str = ""
    words_language: str = ""
    presences: tuple[str, ...] = ()
    heard: Heard | None = None
    quiet_days: int | None = None

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting with its answers and presences by person."""

    id: UUID
    starts_at: datetime
    place: str
    held_at: datetime | None
    cancelled_at: datetime | None
    answers: Mapping[UUID, str]
    presences: Mapping[UUID, str]

    @property
    def answered(self) -> int:
        return sum(answer != Attendance.Answer.NONE for answer in self.answers.values())

    @property
    def there(self) -> int:
        return sum(one == Presence.THERE for one in self.presences.values())


@dataclass(frozen=True, slots=True)
class WeightLine:
    """A participant's most frequent contact with the staff; who else could see them, if near."""

    weight: Weight
    person: Member
    staff: Member | None
    other: Member | None = None


@dataclass(frozen=True, slots=True)
class QuietLine:
    """Not heard from for a while: last sign, and the member who could give the next."""

    person: Member
    days: int
    heard: Heard | None
    last_with: Member | None


@dataclass(frozen=True, slots=True)
class CirclePage:
    """Everything a page needs about one circle. Times are those of the edition's rules."""

    circle: Circle
    today: date
    days: int
    limit: int
    members: tuple[Member, ...]
    meetings: tuple[Gathering, ...]
    contacts: tuple[Contact, ...]
    weights: tuple[WeightLine, ...]
    quiet: tuple[QuietLine, ...]
    languages: tuple[str, ...]
    without_mediator: tuple[str, ...]
    ring: tuple[Member, ...]
    ties: tuple[Tie, ...]
    counts: Counts

    @property
    def people(self) -> tuple[Member, ...]:
        """Participants who accepted, paused ones among them."""
        return tuple(m for m in self.members if m.role == Role.PARTICIPANT and m.state != "invited")

    @property
    def staff(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.is_staff and m.state != "invited")

    @property
    def invited(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.state == "invited")

    @property
    def person_ids(self) -> list[UUID]:
        """Participants whose file this page opens: for the trace."""
        return [m.person_id for m in self.members if not m.is_staff]

    @property
    def next_meeting(self) -> Gathering | None:
        coming = [m for m in self._planned if clock.day_of(m.starts_at) >= self.today]
        return min(coming, key=lambda m: m.starts_at, default=None)

    @property
    def unwritten(self) -> tuple[Gathering, ...]:
        """Meetings whose day has passed and whose sheet nobody has filled yet."""
        return tuple(m for m in self._planned if clock.day_of(m.starts_at) < self.today)

    @property
    def _planned(self) -> list[Gathering]:
        return [m for m in self.meetings if not m.held_at and not m.cancelled_at]

    @property
    def held(self) -> tuple[Gathering, ...]:
        """The last meetings held, oldest first."""
        return tuple(m for m in self.meetings if m.held_at)

    @property
    def over(self) -> tuple[WeightLine, ...]:
        """One-to-one patterns: for the coordinator."""
        return tuple(line for line in self.weights if line.weight.is_over)

    @property
    def near(self) -> tuple[WeightLine, ...]:
        return tuple(line for line in self.weights if line.weight.is_near)

    @property
    def strongest(self) -> Tie | None:
        return max(self.ties, key=lambda tie: tie.times, default=None)

    @property
    def thin(self) -> list[str]:
        """Kinds of members of whom there are barely enough."""
        return rules.thin(self.counts)

    @property
    def lacks(self) -> list[str]:
        return rules.lacks(self.counts)

    def member(self, person_id: UUID) -> Member | None:
        return next((m for m in self.members if m.person_id == person_id), None)
