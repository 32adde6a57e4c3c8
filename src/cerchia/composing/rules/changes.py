"""Changes made by hand, and how two drafts differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cerchia.composing.rules.table import OPERATOR, Helper, Ring, Table
from cerchia.selection.rules.hours import PARTS, WEEK


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


@dataclass(frozen=True, slots=True)
class HourChoice:
    """An hour that a circle could meet at, and who could not come; by codes and ids.

    `busy`: who of the team walks in another circle then.
    """

    hour: str
    away: tuple[str, ...]
    busy: tuple[str, ...]

    @property
    def suits_all(self) -> bool:
        return not (self.away or self.busy)


def hour_choices(table: Table, rings: Iterable[Ring], circle: str) -> list[HourChoice]:
    """Every hour for a circle of the draft, those that suit all before the others."""
    rings = list(rings)
    mine = next(ring for ring in rings if ring.id == circle)
    told = {one.code: one.hours for one in table.walkers}
    told |= {one.id: one.hours for one in table.helpers}
    inside = [one for one in (*mine.people, *mine.team) if one in told]
    found = [
        HourChoice(
            hour=hour,
            away=tuple(one for one in inside if told[one] and hour not in told[one]),
            busy=tuple(
                one
                for one in mine.team
                if any(one in ring.team for ring in rings if ring.hour == hour and ring != mine)
            ),
        )
        for hour in table.hours
    ]
    return sorted(found, key=lambda one: (len(one.away) + len(one.busy), in_week(one.hour)))


def in_week(hour: str) -> tuple[int, int, str]:
    """Where an hour stands in the week; one that was written otherwise comes last."""
    day, _sign, part = hour.partition("-")
    if day in WEEK and part in PARTS:
        return WEEK.index(day), PARTS.index(part), hour
    return len(WEEK), 0, hour
