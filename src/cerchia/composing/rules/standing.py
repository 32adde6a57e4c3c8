"""A draft beside who is at the table now: who is gone, who is new, who sits elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cerchia.composing.rules.table import NEW, Keep, Ring, Table


def still_here(rings: Iterable[Ring], table: Table) -> list[Ring]:
    """The circles without those who are at the table no more, nor those that are not included."""
    known = set(table.names)
    gone = set(ghosts(rings := list(rings), table))
    return [
        replace(
            ring,
            people=tuple(one for one in ring.people if one in known),
            operators=tuple(one for one in ring.operators if one in known),
            mediators=tuple(one for one in ring.mediators if one in known),
        )
        for ring in rings
        if ring.id not in gone
    ]


def ghosts(rings: Iterable[Ring], table: Table) -> list[str]:
    """Ids of circles that were there already and are closed now, or not included any more."""
    return [one.id for one in rings if not NEW.fullmatch(one.id) and one.id not in table.there]


def before(rings: Sequence[Ring], table: Table) -> list[Ring]:
    """What a new proposal starts from: the draft, and circles included since."""
    drafted = {ring.id for ring in rings}
    gone = set(ghosts(rings, table))
    later = [one.ring for one in table.existing if one.ring.id not in drafted]
    return [*(ring for ring in rings if ring.id not in gone), *later]


def elsewhere(rings: Iterable[Ring], table: Table) -> list[str]:
    """Who does not sit where they walk already, or sits where they left: codes and ids."""
    found = list[str]()
    by_id = {ring.id: ring for ring in rings}
    for one in table.existing:
        ring = by_id.get(one.ring.id)
        seated = {*ring.people, *ring.team} if ring else set[str]()
        found += [who for who in (*one.ring.people, *one.ring.team) if who not in seated]
        found += [who for who in one.left if who in seated]
    return sorted(set(found))


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
