"""Circles put together, as plain values: the pool for the solver, and changes made by hand."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

Values = dict[str, Any]
WORKING, KNOWN_WELL = "it", "C2"
LEVEL = "B1"
VOICES = 2
CAPACITY = 3
NO_URGENCY = (1, 1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
HOURS = tuple(f"{day}-{part}" for day in DAYS[:6] for part in PARTS)
UNSAID = "undisclosed"
GENDERS = {"woman": "f", "man": "m"}
OPERATOR, MEDIATOR = "operator", "mediator"


@dataclass(frozen=True, slots=True)
class Shape:
    """How many people, operators and mediators a circle has, from and to."""

    size: tuple[int, int] = (4, 7)
    operators: tuple[int, int] = (2, 2)
    mediators: tuple[int, int] = (1, 2)


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who takes part and waits for a circle. `territory`: where they will walk."""

    code: str
    person_id: UUID
    name: str
    initials: str
    territory: str
    languages: Mapping[str, str]
    hours: tuple[str, ...] = ()
    theme: str = ""
    is_student: bool = False
    gender: str = ""
    known_operator: str | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """An operator or a mediator; `capacity` is how many circles at most."""

    id: str
    person_id: UUID
    name: str
    initials: str
    role: str
    territories: tuple[str, ...]
    languages: Mapping[str, str]
    hours: tuple[str, ...] = ()
    capacity: int = CAPACITY


@dataclass(frozen=True, slots=True)
class Keep:
    """Who stays together or apart, by codes and ids."""

    id: str
    kind: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    id: str
    member: str
    circle: str


@dataclass(frozen=True, slots=True)
class Table:
    """Everybody who sits at the table of a composition, and what was said about them."""

    shape: Shape
    walkers: tuple[Walker, ...]
    helpers: tuple[Helper, ...]
    keeps: tuple[Keep, ...] = ()
    locks: tuple[Lock, ...] = ()

    @property
    def hours(self) -> tuple[str, ...]:
        """Every hour that anybody named; without any, those of a week."""
        named = {hour for one in self.walkers for hour in one.hours}
        named |= {hour for one in self.helpers for hour in one.hours}
        return tuple(sorted(named)) or HOURS

    @property
    def names(self) -> dict[str, str]:
        """What to call everybody, by code or id."""
        return {w.code: w.name for w in self.walkers} | {h.id: h.name for h in self.helpers}


@dataclass(frozen=True, slots=True)
class Ring:
    """One circle of a draft: ids only."""

    id: str
    territory: str
    hour: str
    people: tuple[str, ...]
    operators: tuple[str, ...]
    mediators: tuple[str, ...]

    @property
    def team(self) -> tuple[str, ...]:
        return (*self.operators, *self.mediators)

    @classmethod
    def read(cls, values: Values) -> "Ring":
        return cls(
            values["id"],
            values["territory"],
            values["slot"],
            tuple(values["beneficiaries"]),
            tuple(values["operators"]),
            tuple(values["mediators"]),
        )

    def written(self) -> Values:
        return {
            "id": self.id,
            "territory": self.territory,
            "slot": self.hour,
            "beneficiaries": sorted(self.people),
            "operators": sorted(self.operators),
            "mediators": sorted(self.mediators),
        }


# --- The pool in the exchange format ----------------------------------------------------------


def exchange(table: Table, *, circles: Collection[str] = ()) -> Values:
    """The pool, schema 1. Locks count for circles of an earlier draft, named by `circles`."""
    hours = list(table.hours)
    known = {*(w.code for w in table.walkers), *(h.id for h in table.helpers)}
    rules: list[Values] = [
        {
            "id": "circle",
            "kind": "circle",
            "size": list(table.shape.size),
            "operators": list(table.shape.operators),
            "mediators": list(table.shape.mediators),
            "language_cover": 1,
            "language_cover_wanted": VOICES,
            "level": LEVEL,
        }
    ]
    for keep in table.keeps:
        members = [one for one in keep.members if one in known]
        if len(members) > 1:
            rules.append({"id": keep.id, "kind": keep.kind, "members": members})
    rules += [
        {"id": lock.id, "kind": "lock_in", "member": lock.member, "circle": lock.circle}
        for lock in table.locks
        if lock.member in known and lock.circle in circles
    ]
    return {
        "schema": 1,
        "slots": hours,
        "candidates": [_candidate(one, hours) for one in table.walkers],
        "staff": [_staff(one, hours) for one in table.helpers],
        "rules": rules,
        "selected_for_circles": [one.code for one in table.walkers],
    }


def _candidate(one: Walker, hours: list[str]) -> Values:
    return {
        "id": one.code,
        "territory": one.territory,
        "status": UNSAID,
        "student": "yes" if one.is_student else "no",
        "gender": GENDERS.get(one.gender, UNSAID),
        "age_band": UNSAID,
        "theme": one.theme or UNSAID,
        "languages": dict(one.languages),
        "slots": list(one.hours) or hours,
        "urgency": list(NO_URGENCY),
        "household": None,
        "known_operator": one.known_operator,
    }


def _staff(one: Helper, hours: list[str]) -> Values:
    return {
        "id": one.id,
        "role": one.role,
        "territories": sorted(one.territories),
        "languages": {WORKING: KNOWN_WELL, **one.languages},
        "slots": list(one.hours) or hours,
        "capacity": one.capacity,
    }


def too_few(table: Table) -> dict[str, int]:
    """Territories with fewer people than the smallest circle, and how many they have."""
    counted = Counter(one.territory for one in table.walkers)
    return {place: n for place, n in sorted(counted.items()) if n < table.shape.size[0]}


# --- Changes by hand --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One trial: somebody goes to a circle, or one of the team joins or leaves one."""

    who: str
    circle: str
    leaves: bool = False


def tried(rings: Sequence[Ring], change: Change, helpers: Mapping[str, Helper]) -> list[Ring]:
    """The circles after a change; the same ones if it changes nothing."""
    helper = helpers.get(change.who)
    if helper is None:
        return [_seated(ring, change) for ring in rings]
    return [_staffed(ring, helper, change) if ring.id == change.circle else ring for ring in rings]


def _seated(ring: Ring, change: Change) -> Ring:
    others = tuple(one for one in ring.people if one != change.who)
    if ring.id == change.circle and not change.leaves:
        return replace(ring, people=tuple(sorted((*others, change.who))))
    return replace(ring, people=others)


def _staffed(ring: Ring, helper: Helper, change: Change) -> Ring:
    there = ring.operators if helper.role == OPERATOR else ring.mediators
    after = {one for one in there if one != helper.id}
    if not change.leaves:
        after.add(helper.id)
    if helper.role == OPERATOR:
        return replace(ring, operators=tuple(sorted(after)))
    return replace(ring, mediators=tuple(sorted(after)))


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not where it was: who moved (from, to), whom of the team a circle got or lost."""

    moved: tuple[tuple[str, str, str], ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    hours: tuple[tuple[str, str, str], ...] = ()

    @property
    def count(self) -> int:
        return len(self.moved) + len(self.joined) + len(self.left) + len(self.hours)


def difference(before: Sequence[Ring], after: Sequence[Ring]) -> Difference:
    """Circle by circle of the same id."""
    was = {one: ring.id for ring in before for one in ring.people}
    now = {one: ring.id for ring in after for one in ring.people}
    old = {ring.id: ring for ring in before}
    links_before = {(one, ring.id) for ring in before for one in ring.team}
    links_after = {(one, ring.id) for ring in after for one in ring.team}
    return Difference(
        moved=tuple(
            (one, was.get(one, ""), to) for one, to in sorted(now.items()) if was.get(one) != to
        ),
        joined=tuple(sorted(links_after - links_before)),
        left=tuple(sorted(links_before - links_after)),
        hours=tuple(
            (ring.id, old[ring.id].hour, ring.hour)
            for ring in after
            if ring.id in old and old[ring.id].hour != ring.hour
        ),
    )


# --- What a circle is like --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Portrait:
    """What binds a circle, and what an absence would break; all by codes and ids."""

    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    breaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone_in_theme: tuple[str, ...] = ()
    themes: Mapping[str, int] = field(default_factory=dict)
    covered: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()


def portrait(ring: Ring, walkers: Mapping[str, Walker], helpers: Mapping[str, Helper]) -> Portrait:
    """Of people and staff who are still there; others are left out."""
    people = [walkers[one] for one in ring.people if one in walkers]
    team = [helpers[one] for one in ring.team if one in helpers]
    links = {p.code: tuple(h.id for h in team if _understand(h, p)) for p in people}
    breaks = {h.id: tuple(code for code, of in links.items() if of == (h.id,)) for h in team}
    themes = Counter(p.theme for p in people if p.theme)
    spoken = [language for p in people for language in p.languages if language != WORKING]
    heard = {language for h in team for language in _well(h.languages)}
    return Portrait(
        links=links,
        breaks={one: left for one, left in breaks.items() if left},
        alone_in_theme=tuple(p.code for p in people if p.theme and themes[p.theme] == 1),
        themes=dict(themes.most_common()),
        covered=tuple(one for one in dict.fromkeys(spoken) if one in heard),
        not_covered=tuple(p.code for p in people if not links[p.code]),
    )


def _understand(helper: Helper, walker: Walker) -> bool:
    return bool(_well({WORKING: KNOWN_WELL, **helper.languages}) & _well(walker.languages))


def _well(languages: Mapping[str, str]) -> set[str]:
    return {language for language, level in languages.items() if level >= LEVEL}


def loads(rings: Iterable[Ring], helpers: Iterable[Helper]) -> dict[str, int]:
    """In how many circles each of the team walks."""
    counted = Counter(one for ring in rings for one in ring.team)
    return {one.id: counted[one.id] for one in helpers}


def still_here(rings: Iterable[Ring], table: Table) -> list[Ring]:
    """The circles without those who are at the table no more."""
    known = set(table.names)
    return [
        replace(
            ring,
            people=tuple(one for one in ring.people if one in known),
            operators=tuple(one for one in ring.operators if one in known),
            mediators=tuple(one for one in ring.mediators if one in known),
        )
        for ring in rings
    ]


def gone_or_new(rings: Iterable[Ring], table: Table) -> tuple[list[str], list[str]]:
    """Codes and ids in the circles that are at the table no more; codes that sit in no circle."""
    inside = {one for ring in rings for one in (*ring.people, *ring.team)}
    known = set(table.names)
    return sorted(inside - known), [w.code for w in table.walkers if w.code not in inside]


def kept_apart(rings: Iterable[Ring], keeps: Iterable[Keep]) -> list[str]:
    """Ids of the rules whose people should be apart and are not."""
    apart = [keep for keep in keeps if keep.kind == "apart"]
    return [
        keep.id
        for ring in rings
        for keep in apart
        if len({*ring.people, *ring.team}.intersection(keep.members)) > 1
    ]
