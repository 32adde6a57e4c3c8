"""The plain values of the room: what is read, what is proposed, and what people decide about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

Status = Literal["proven", "best_so_far", "impossible", "undecided"]
LevelStatus = Literal["proven", "gap", "time"]
Role = Literal["operator", "mediator"]
Change = Literal["lower", "raise", "drop", "unlock"]

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
FEATURES = ("territory", "theme", "status", "gender", "age_band", "student", "mediated")
PROTECTED = frozenset({"status", "gender", "age_band"})
BALANCED = ("territory", "theme")
CRITICAL = 4
DISCORDANT = 2
SIGNATURES = 2
UNDISCLOSED = frozenset({"", "undisclosed"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person as the solver sees them: no name, no nationality.

    `student` and `mediated` (a mediator of the territory speaks with them) are "yes" or "no".
    """

    id: str
    territory: str
    status: str
    gender: str
    age_band: str
    theme: str
    languages: Mapping[str, str]
    slots: frozenset[str]
    urgency: tuple[int, int]
    household: str | None
    known_operator: str | None
    student: str = "undisclosed"
    mediated: str = "undisclosed"

    @property
    def is_student(self) -> bool:
        return self.student == "yes" or self.status == "student"

    @property
    def points(self) -> int:
        """Urgency as the sum of the two assessments, 2 to 10."""
        return sum(self.urgency)

    @property
    def is_critical(self) -> bool:
        return min(self.urgency) >= CRITICAL

    @property
    def is_discordant(self) -> bool:
        return abs(self.urgency[0] - self.urgency[1]) >= DISCORDANT

    @property
    def needs_mediation(self) -> bool:
        """Italian below B1."""
        return not reaches(self.languages.get("it"), "B1")

    def value(self, feature: str) -> str:
        """The person's value of one of `FEATURES`."""
        return str(getattr(self, feature))


@dataclass(frozen=True, slots=True)
class Staff:
    """An operator or a mediator; `capacity` is how many circles at most."""

    id: str
    role: Role
    territories: frozenset[str]
    languages: Mapping[str, str]
    slots: frozenset[str]
    capacity: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a person wrote. Which fields count depends on `kind`.

    `seats` uses minimum and maximum; `range` and `floor` also feature and value;
    `mediation_capacity` value (the territory) and maximum; the kinds about people use members,
    and locks of circles also circle, staff or slot.
    """

    id: str
    kind: str
    minimum: int | None = None
    maximum: int | None = None
    feature: str | None = None
    value: str | None = None
    members: tuple[str, ...] = ()
    circle: str | None = None
    staff: str | None = None
    slot: str | None = None
    author: str = ""
    reason: str = ""
    protected: bool = False
    review_on: str = ""
    sentence_en: str = ""
    sentence_it: str = ""

    @property
    def is_placed(self) -> bool:
        """A lock that speaks of a circle, a colleague or a slot, hence of composition only."""
        return bool(self.circle or self.staff or self.slot)


@dataclass(frozen=True, slots=True)
class CircleShape:
    """How a circle must look: people, operators, mediators, and who speaks with whom."""

    size: tuple[int, int] = (5, 9)
    operators: tuple[int, int] = (2, 3)
    mediators: tuple[int, int] = (1, 3)
    cover: int = 1
    cover_wanted: int = 2
    level: str = "B1"


@dataclass(frozen=True, slots=True)
class Tolerances:
    """The band of equals: shares kept of S1 and S4 (percent), points added to S2 and S3."""

    critical_percent: int = 95
    worst_gap: int = 1
    total_gap: int = 2
    urgency_percent: int = 95


@dataclass(frozen=True, slots=True)
class CriteriaSheet:
    """Rules, targets and tolerances, frozen before names are seen; `sha256` seals them."""

    rules: tuple[Rule, ...]
    targets: Mapping[str, Mapping[str, int]] | None = None
    tolerances: Tolerances = Tolerances()
    shape: CircleShape = CircleShape()
    approved_by: tuple[str, ...] = ()
    approved_at: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """A whole exchange file, checked and in canonical order: equal content, equal value."""

    slots: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    staff: tuple[Staff, ...]
    sheet: CriteriaSheet
    selected: tuple[str, ...] | None
    sha256: str

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.sheet.rules

    def of_kind(self, *kinds: str) -> tuple[Rule, ...]:
        """The rules of these kinds, by id."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)


@dataclass(frozen=True, slots=True)
class Lock:
    """A person's own choice about a place: `place` is in, out, circle:g or staff:s."""

    subject: str
    place: str
    author: str
    reason: str
    at: datetime
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class LevelResult:
    """One goal of the sheet: its value, what nothing can beat, and whether that is proven."""

    name: str
    value: int
    bound: int
    status: LevelStatus
    binding: str = ""


def as_counted(results: Iterable[LevelResult], counted: Mapping[str, int]) -> list[LevelResult]:
    """Results with the values that plain counting gives: a level not reached in time is loose."""
    return [replace(each, value=counted.get(each.name, each.value)) for each in results]


@dataclass(frozen=True, slots=True)
class Repair:
    """One way out: what to change in which rule, and who may allow it."""

    rule: str
    change: Change
    amount: int
    who_can_approve: str
    sentence: str = ""
    sentence_it: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot hold together; no proper subset of them is impossible."""

    rules: tuple[str, ...]
    persons: tuple[str, ...] = ()
    ways_out: tuple[Repair, ...] = ()
    sentence: str = ""
    sentence_it: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """One composed circle."""

    id: str
    territory: str
    slot: str
    beneficiaries: tuple[str, ...]
    operators: tuple[str, ...]
    mediators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How an answer came about; `reproducible` is false once a wall clock cut the work short."""

    input_sha256: str
    sheet_sha256: str
    software: str
    solver: str
    seed: int
    mode: str
    seconds: float
    reproducible: bool = True
    started: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer inside the tolerances, with its differences level by level."""

    chosen: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    differences: Mapping[str, int] = field(default_factory=dict)
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the room answers: a proposal, or the reason why there is none. Never a decision."""

    status: Status
    run: RunRecord
    chosen: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = ()
    levels: tuple[LevelResult, ...] = ()
    chances: Mapping[str, float] | None = None
    in_no_list: tuple[str, ...] | None = None
    why: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    conflict: Conflict | None = None
    more_conflicts: tuple[Conflict, ...] = ()
    best_again: Alternative | None = None
    changes: int | None = None
    statement: Mapping[str, object] | None = None
    tickets: tuple[tuple[str, ...], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What two people decided about a proposal, in their own words."""

    proposal: str
    outcome: Literal["accepted", "changed", "rejected"]
    by: tuple[str, str]
    reason: str
    at: datetime
    departures: tuple[Lock, ...] = ()

    def __post_init__(self) -> None:
        """Two different people and a written reason, always."""
        if len(set(self.by)) != SIGNATURES or not all(self.by):
            raise ValueError("A decision needs the signatures of two different people.")
        if not self.reason.strip():
            raise ValueError("A decision needs a written reason.")


def reaches(level: str | None, wanted: str) -> bool:
    """Whether a CEFR level is known and at least the wanted one."""
    return level is not None and CEFR.index(level) >= CEFR.index(wanted)


def can_talk(one: Mapping[str, str], other: Mapping[str, str], level: str) -> bool:
    """Whether two people share a language at this level on both sides."""
    return any(
        reaches(have, level) and reaches(other.get(code), level) for code, have in one.items()
    )
