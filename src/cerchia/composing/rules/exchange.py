"""The table as a pool in the exchange format of `balance`, by codes and ids only."""

from collections import Counter
from collections.abc import Collection

from cerchia.composing.rules.table import (
    GENDERS,
    KNOWN_WELL,
    LEVEL,
    NO_URGENCY,
    UNSAID,
    VOICES,
    WORKING,
    Existing,
    Helper,
    Table,
    Values,
    Walker,
)


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
        {"id": lock.id, "kind": "lock_in", "circle": lock.circle, "slot": lock.hour}
        if lock.hour
        else {"id": lock.id, "kind": "lock_in", "member": lock.member, "circle": lock.circle}
        for lock in table.locks
        if lock.circle in circles and (lock.hour or lock.member in known)
    ]
    for one in table.existing:
        rules += _as_it_is(one)
    return {
        "schema": 1,
        "slots": hours,
        "candidates": [_candidate(one, hours) for one in table.walkers],
        "staff": [_staff(one, hours) for one in table.helpers],
        "rules": rules,
        "selected_for_circles": [one.code for one in table.walkers],
    }


def _as_it_is(circle: Existing) -> list[Values]:
    """Who walks in it stays, at its hour; who left it is not put back."""
    ring = circle.ring
    inside = (*ring.people, *ring.team)
    rules = [
        {"id": f"there:{ring.id}:{one}", "kind": "lock_in", "member": one, "circle": ring.id}
        for one in inside
    ]
    if inside and ring.hour:
        at = {"id": f"at:{ring.id}", "kind": "lock_in", "circle": ring.id, "slot": ring.hour}
        rules.append(at)
    return rules + [
        {"id": f"left:{ring.id}:{one}", "kind": "lock_out", "member": one, "circle": ring.id}
        for one in circle.left
    ]


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
