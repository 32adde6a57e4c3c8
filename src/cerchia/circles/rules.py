"""The relation of a circle in figures, its guards, and how two saves of one sheet come together.

Pure: who is in the circle and who saw whom goes in, what to look at comes out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")

PARTICIPANT = "participant"
OPERATOR = "operator"
MEDIATOR = "mediator"

NEAR_POINTS = 5
LEAST_PARTICIPANTS = 2
LEAST_OF_A_KIND = 1
GOOD_PARTICIPANTS = 3
GOOD_OF_A_KIND = 2

# --- Who saw or heard whom --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contact:
    """Two members saw or heard each other outside a meeting."""

    first: UUID
    second: UUID
    kind: str
    at: datetime

    def other(self, person: UUID) -> UUID | None:
        """Whom `person` had this contact with; None if it was not theirs."""
        if person == self.first:
            return self.second
        return self.first if person == self.second else None


@dataclass(frozen=True, slots=True)
class Weight:
    """How much of the contacts of a participant goes through one and the same of the staff.

    `times` of `of` contacts: those with the other participants count in `of` as well.
    """

    person_id: UUID
    staff_id: UUID | None
    times: int
    of: int
    limit: int

    @property
    def percent(self) -> int:
        return round(100 * self.times / self.of) if self.of else 0

    @property
    def is_over(self) -> bool:
        return self.times * 100 > self.limit * self.of

    @property
    def is_near(self) -> bool:
        reached = self.times * 100 >= (self.limit - NEAR_POINTS) * self.of
        return bool(self.of) and reached and not self.is_over


def weight_of(
    person: UUID, staff: Collection[UUID], contacts: Iterable[Contact], *, limit: int
) -> Weight:
    """The weight of the most frequent contact with the staff; of equals the latest one."""
    counts: Counter[UUID] = Counter()
    latest: dict[UUID, datetime] = {}
    for contact in contacts:
        if (other := contact.other(person)) is not None:
            counts[other] += 1
            latest[other] = max(contact.at, latest.get(other, contact.at))
    most = max(
        (one for one in counts if one in staff),
        key=lambda one: (counts[one], latest[one], str(one)),
        default=None,
    )
    times = counts[most] if most else 0
    return Weight(person, most, times, counts.total(), limit)


def weights(
    people: Iterable[UUID], staff: Collection[UUID], contacts: Sequence[Contact], *, limit: int
) -> list[Weight]:
    """One weight a participant, heaviest first."""
    found = [weight_of(person, staff, contacts, limit=limit) for person in people]
    return sorted(found, key=lambda w: (-w.times / w.of if w.of else 0, str(w.person_id)))


def who_else(
    weight: Weight,
    staff: Iterable[UUID],
    contacts: Sequence[Contact],
    speaks: Mapping[UUID, Collection[str]],
) -> UUID | None:
    """Another of the staff who could see this person: one who shares a language, then one who
    knows them already, then the least busy."""
    load: Counter[UUID] = Counter()
    known: set[UUID] = set()
    for contact in contacts:
        load.update((contact.first, contact.second))
        if (other := contact.other(weight.person_id)) is not None:
            known.add(other)
    mine = set(speaks.get(weight.person_id, ()))
    return min(
        (one for one in staff if one != weight.staff_id),
        key=lambda s: (not mine & set(speaks.get(s, ())), s not in known, load[s], str(s)),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """The last sign of a person: with whom (nobody named in a meeting), how and when."""

    at: datetime
    kind: str
    with_id: UUID | None = None


def last_heard(
    person: UUID, contacts: Iterable[Contact], met_at: Iterable[datetime] = ()
) -> Heard | None:
    """The latest contact or meeting attended."""
    signs = [Heard(moment, "meeting") for moment in met_at]
    signs += [
        Heard(contact.at, contact.kind, other)
        for contact in contacts
        if (other := contact.other(person)) is not None
    ]
    return max(signs, key=lambda sign: sign.at, default=None)


def days_between(then: date, today: date) -> int:
    return max((today - then).days, 0)


def is_quiet(days: int, *, quiet_days: int) -> bool:
    return days >= quiet_days


# --- Languages --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language of a member. `bridges`: well enough to carry words for somebody else."""

    language: str
    bridges: bool = False


def without_bridge(
    people: Mapping[UUID, Sequence[Spoken]], staff: Iterable[Sequence[Spoken]], *, working: str
) -> list[str]:
    """The first languages of those who have no language but the `working` one with the staff."""
    bridged = {spoken.language for languages in staff for spoken in languages if spoken.bridges}
    missing: dict[str, None] = {}
    for languages in people.values():
        own = [spoken.language for spoken in languages if spoken.language != working]
        if own and not bridged & set(own):
            missing[own[0]] = None
    return sorted(missing)


# --- Guards -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind walk in the circle now; paused ones do not."""

    participants: int
    operators: int
    mediators: int

    @classmethod
    def of(cls, roles: Iterable[str]) -> "Counts":
        found = Counter(roles)
        return cls(found[PARTICIPANT], found[OPERATOR], found[MEDIATOR])


def lacks(counts: Counts) -> list[str]:
    """What a circle needs to be active and has not: codes of the kinds of members."""
    needs = (
        (PARTICIPANT, counts.participants >= LEAST_PARTICIPANTS),
        (OPERATOR, counts.operators >= LEAST_OF_A_KIND),
        (MEDIATOR, counts.mediators >= LEAST_OF_A_KIND),
    )
    return [kind for kind, enough in needs if not enough]


def thin(counts: Counts) -> list[str]:
    """Kinds of which there are enough, and barely: a warning, never a refusal."""
    wishes = (
        (PARTICIPANT, counts.participants >= GOOD_PARTICIPANTS),
        (OPERATOR, counts.operators >= GOOD_OF_A_KIND),
        (MEDIATOR, counts.mediators >= GOOD_OF_A_KIND),
    )
    missing = lacks(counts)
    return [kind for kind, good in wishes if not good and kind not in missing]


# --- Two people, one sheet --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    value: T
    clash: bool = False


def merge(base: T, mine: T, theirs: T) -> Merged[T]:
    """What stands after `mine` is saved over a sheet that I read as `base` and is now `theirs`.

    Only one side changed it: that side stands. Both, differently: a clash, and theirs stays
    until a person chooses.
    """
    if mine in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    return Merged(theirs, clash=True)


# --- The ring ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair on the ring and how many contacts it had. `heavy`: the weight to look at."""

    first: UUID
    second: UUID
    times: int
    heavy: bool


def interleave(people: Sequence[T], staff: Sequence[T]) -> list[T]:
    """Both lists in their order, spread evenly through each other."""
    placed = [((i + 0.25) / len(people), 0, one) for i, one in enumerate(people)]
    placed += [((i + 0.5) / len(staff), 1, one) for i, one in enumerate(staff)]
    return [one for _, _, one in sorted(placed, key=lambda place: place[:2])]


def ties(
    on_ring: Collection[UUID],
    contacts: Iterable[Contact],
    *,
    heavy: Collection[frozenset[UUID]] = (),
) -> list[Tie]:
    """The pairs among those on the ring, the fewest contacts first, heavy pairs last."""
    counts: Counter[frozenset[UUID]] = Counter(
        frozenset((contact.first, contact.second))
        for contact in contacts
        if contact.first in on_ring and contact.second in on_ring
    )
    pairs = [(sorted(pair, key=str), times, pair in heavy) for pair, times in counts.items()]
    found = [Tie(pair[0], pair[1], times, is_heavy) for pair, times, is_heavy in pairs]
    return sorted(found, key=lambda tie: (tie.heavy, tie.times, str(tie.first), str(tie.second)))
