"""The shapes in which the story is told."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Says:
    """Words in a language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Who:
    """A participant. `tongues`: language and level, the best known first.

    `wish` in their own words, `wish_it` as the mediator put it into Italian beside them; a wish
    without words was spoken. `doing` is what they said in their last meeting.
    """

    key: str
    name: tuple[str, str]
    age: int
    country: str
    status: str
    circle: str
    tongues: tuple[tuple[str, str], ...]
    wish: Says
    wish_it: str
    doing: Says
    script: str = ""
    is_woman: bool = False
    is_student: bool = False
    named_by: str = "self"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Somebody who works. `posts`: role and territory, or no territory for all."""

    key: str
    name: tuple[str, str]
    posts: tuple[tuple[str, str | None], ...]
    tongues: tuple[tuple[str, str], ...] = ()
    is_woman: bool = False
    script: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle, its staff, its first and its last meetings before autumn."""

    key: str
    territory: str
    place: str
    operators: tuple[str, ...]
    mediators: tuple[str, ...]
    began: date
    weekday: int
    leavers: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective: euros planned, spent by September and by December, steps done by September
    and in all, and how it ended.
    """

    title: str
    domain: str
    picture: str
    planned: int
    september: int
    december: int
    steps: tuple[int, int]
    result: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A project with its pact. With `first` and `second_on` the money comes in two instalments."""

    key: str
    people: tuple[str, ...]
    kind: str
    title: str
    signed: date
    paid: date
    goals: tuple[Goal, ...]
    first: int = 0
    second_on: date | None = None

    @property
    def planned(self) -> int:
        return sum(goal.planned for goal in self.goals)
