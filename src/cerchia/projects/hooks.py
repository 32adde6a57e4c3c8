"""What rooms above tell this one: the money of an objective, of a project, the way to a new pact,
the help of the territory for a project and its steps.

A room above registers while it starts (in its `AppConfig.ready` or beside its policies):

    @hooks.money_of_objectives
    def left(user, objectives): return {objective_id: Money(...)}

A source tells only what `user` may see, and asks the same few queries whatever the number.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cerchia.access.models import User
from cerchia.projects.models import Project, ReviewMoment


@dataclass(frozen=True, slots=True)
class Money:
    """Of one objective, in cents: agreed in the pact, spent, still there."""

    planned_cents: int
    spent_cents: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class FundLine:
    """A fund that a project stands on. `note` is for people already; `url` may be empty."""

    words: str
    cents: int
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Help of the territory that a project stands on (R14b), in cents where somebody said so."""

    words: str
    note: str = ""
    cents: int = 0
    url: str = ""
    step_id: UUID | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class StepDoor:
    """Beside a step: what was `asked` of the territory for it, or the way to ask."""

    words: str
    url: str
    asked: bool = False


MoneySource = Callable[[User, Collection[UUID]], Mapping[UUID, Money]]
FundSource = Callable[[User, Project], Iterable[FundLine]]
PactDoor = Callable[[User, ReviewMoment], str]

HelpSource = Callable[[User, Project], Iterable[HelpLine]]
StepDoors = Callable[[User, Project], Mapping[UUID, StepDoor]]

_money: list[MoneySource] = []
_funds: list[FundSource] = []
_doors: list[PactDoor] = []
_help: list[HelpSource] = []
_steps: list[StepDoors] = []


def money_of_objectives(source: MoneySource) -> MoneySource:
    """Register who knows the money of objectives, once."""
    if source not in _money:
        _money.append(source)
    return source


def funds_of_project(source: FundSource) -> FundSource:
    """Register who knows the funds of a project, once."""
    if source not in _funds:
        _funds.append(source)
    return source


def new_pact_version(door: PactDoor) -> PactDoor:
    """Register who gives the address where a juncture goes on as a new version of the pact, once.

    The door answers with nothing where there is no pact or `user` may not write it.
    """
    if door not in _doors:
        _doors.append(door)
    return door


def help_of_project(source: HelpSource) -> HelpSource:
    """Register who knows what the territory gives to a project, once."""
    if source not in _help:
        _help.append(source)
    return source


def doors_of_steps(source: StepDoors) -> StepDoors:
    """Register who knows what was asked of the territory for steps, once."""
    if source not in _steps:
        _steps.append(source)
    return source


def help_for(user: User, project: Project) -> list[HelpLine]:
    return [line for source in _help for line in source(user, project)]


def doors_for(user: User, project: Project) -> dict[UUID, StepDoor]:
    """Step → what stands beside it."""
    return {key: door for source in _steps for key, door in source(user, project).items()}


def money_for(user: User, objectives: Collection[UUID]) -> dict[UUID, Money]:
    """Objective → money, for those of which `user` may see it."""
    told: dict[UUID, Money] = {}
    for source in _money:
        told |= source(user, objectives)
    return told


def funds_for(user: User, project: Project) -> list[FundLine]:
    return [line for source in _funds for line in source(user, project)]


def pact_address(user: User, review: ReviewMoment) -> str:
    """Where the new version of the pact is written after this juncture, or nothing."""
    return next((url for door in _doors if (url := door(user, review))), "")
