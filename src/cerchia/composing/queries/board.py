"""The page of a composition: its circles as cards, what binds them, what stands beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cerchia.composing import solving
from cerchia.composing.models import Answer, Composition, CompositionLock, Decision
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import (
    Difference,
    Existing,
    Helper,
    Portrait,
    Ring,
    Table,
    Values,
    Walker,
    difference,
    elsewhere,
    ghosts,
    gone_or_new,
    loads,
    portrait,
    still_here,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who walks in a circle of the draft. `links`: who of the team speaks with them."""

    code: str
    name: str
    initials: str
    languages: tuple[str, ...]
    links: tuple[str, ...]
    theme: str
    is_alone_in_theme: bool
    is_locked: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody of the team in a circle of the draft, and in how many circles they walk."""

    id: str
    name: str
    initials: str
    role: str
    languages: tuple[str, ...]
    circles: int
    capacity: int
    is_locked: bool
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A circle of the draft. `breaks`: who of the team leaves whom without a voice if away."""

    ring: Ring
    seats: tuple[Seat, ...]
    posts: tuple[Post, ...]
    portrait: Portrait
    breaks: tuple[tuple[str, tuple[str, ...]], ...]
    is_size_right: bool
    existing: Existing | None = None
    hour_lock: str = ""

    @property
    def newcomers(self) -> tuple[str, ...]:
        """Who would be invited, by name."""
        people = [one.name for one in self.seats if not one.is_there]
        return (*people, *(one.name for one in self.posts if not one.is_there))


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose from, beside the draft. `alternative`: its number in the answer."""

    answer: Answer
    rings: tuple[Ring, ...]
    levels: Mapping[str, int]
    difference: Difference
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page. `refused`: the answer that found no circles, if that is the last."""

    composition: Composition
    table: Table
    rings: tuple[Ring, ...]
    cards: tuple[Card, ...]
    levels: Mapping[str, int]
    content: Values
    broken: tuple[str, ...]
    gone: int
    new: tuple[Walker, ...]
    elsewhere: tuple[str, ...]
    has_ghosts: bool
    helpers: tuple[Post, ...]
    options: tuple[Option, ...]
    refused: Answer | None
    acts: tuple[Decision, ...]

    @property
    def has_answers(self) -> bool:
        """Whether the solver answered after the draft, and somebody has to choose."""
        return bool(self.options) and self.options[0].alternative is None

    @property
    def is_stale(self) -> bool:
        """Whether something changed since the draft, so that it needs a new proposal."""
        return bool(self.new or self.gone or self.elsewhere or self.has_ghosts)

    @property
    def people(self) -> list[UUID]:
        """Whose names stand on the page."""
        return [one.person_id for one in self.table.walkers]


def board_of(composition: Composition) -> Board:
    """The page of a composition. The number of queries does not grow with its people."""
    table = table_of(composition)
    standing = composition.standing
    content: Values = standing.content if standing else {}
    all_rings = [Ring.read(one) for one in content.get("circles", [])]
    gone, new = gone_or_new(all_rings, table)
    rings = tuple(still_here(all_rings, table))
    walkers = {one.code: one for one in table.walkers}
    helpers = {one.id: one for one in table.helpers}
    offered = list(composition.answers.filter(on_version=composition.version))
    reading = solving.read(table, rings) if rings else solving.Reading({}, ())
    refused = [one for one in offered if not one.content.get("circles")]
    return Board(
        composition=composition,
        table=table,
        rings=rings,
        cards=tuple(_card(ring, rings, table, walkers, helpers) for ring in rings),
        levels=reading.levels,
        content=content,
        broken=reading.broken,
        gone=len(gone),
        new=tuple(walkers[code] for code in new) if rings else (),
        elsewhere=tuple(table.names[one] for one in elsewhere(rings, table)) if rings else (),
        has_ghosts=bool(ghosts(all_rings, table)),
        helpers=tuple(_posts(table.helpers, rings, table)),
        options=tuple(_options(composition, offered, rings, table)),
        refused=refused[-1] if refused and refused[-1] == offered[-1] else None,
        acts=tuple(composition.decisions.select_related("by__person").order_by("-at", "-pk")[:8]),
    )


def _card(
    ring: Ring,
    rings: Sequence[Ring],
    table: Table,
    walkers: Mapping[str, Walker],
    helpers: Mapping[str, Helper],
) -> Card:
    found = portrait(ring, walkers, helpers)
    held = {(lock.member, lock.circle) for lock in table.locks}
    names = table.names
    low, high = table.shape.size
    return Card(
        ring=ring,
        seats=tuple(
            Seat(
                code=code,
                name=walkers[code].name,
                initials=walkers[code].initials,
                languages=tuple(walkers[code].languages),
                links=tuple(names[one] for one in found.links[code]),
                theme=walkers[code].theme,
                is_alone_in_theme=code in found.alone_in_theme,
                is_locked=(code, ring.id) in held,
                is_there=table.stays(code, ring.id),
            )
            for code in ring.people
        ),
        posts=tuple(
            _post(
                helpers[one],
                rings,
                is_locked=(one, ring.id) in held,
                is_there=table.stays(one, ring.id),
            )
            for one in ring.team
        ),
        portrait=found,
        breaks=tuple(
            (names[one], tuple(names[code] for code in left)) for one, left in found.breaks.items()
        ),
        is_size_right=low <= len(ring.people) <= high,
        existing=table.there.get(ring.id),
        hour_lock=next(
            (lock.id for lock in table.locks if lock.hour and lock.circle == ring.id), ""
        ),
    )


def _posts(helpers: Sequence[Helper], rings: Sequence[Ring], table: Table) -> list[Post]:
    held = {lock.member for lock in table.locks}
    return [_post(one, rings, is_locked=one.id in held) for one in helpers]


def _post(one: Helper, rings: Sequence[Ring], *, is_locked: bool, is_there: bool = False) -> Post:
    return Post(
        id=one.id,
        name=one.name,
        initials=one.initials,
        role=one.role,
        languages=tuple(one.languages),
        circles=loads(rings, [one])[one.id],
        capacity=one.capacity,
        is_locked=is_locked,
        is_there=is_there,
    )


def _options(
    composition: Composition, offered: list[Answer], rings: Sequence[Ring], table: Table
) -> list[Option]:
    """After a draft its two answers; beside a proposal of the solver its alternatives."""
    latest = {one.kind: one for one in offered if one.pk != composition.standing_id}
    found = [
        option_of(latest[kind], rings, table)
        for kind in (Answer.Kind.FEWEST_CHANGES, Answer.Kind.BEST_AGAIN)
        if kind in latest and latest[kind].content.get("circles")
    ]
    if found or composition.standing is None:
        return found
    others = composition.standing.content.get("alternatives", [])
    return [option_of(composition.standing, rings, table, n) for n in range(len(others))]


def option_of(
    answer: Answer, rings: Sequence[Ring], table: Table, alternative: int | None = None
) -> Option:
    """An answer beside the draft, with what it is worth and what it changes."""
    content = answer.content
    if alternative is not None:
        content = content["alternatives"][alternative]
    theirs = still_here([Ring.read(one) for one in content["circles"]], table)
    return Option(
        answer=answer,
        rings=tuple(theirs),
        levels=solving.read(table, theirs).levels,
        difference=difference(rings, theirs),
        alternative=alternative,
    )


def locks_of(composition: Composition) -> list[CompositionLock]:
    rows = composition.locks.filter(ended_at=None)
    return list(rows.select_related("person", "locked_by__person"))
