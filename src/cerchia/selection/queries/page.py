"""The page of a round: who is proposed, who waits, who is in neither, and how it all balances.

It opens no trace: whoever shows it writes one first, with `page.person_ids`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.policies import coordinates
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, CriteriaSheet, Decision, Lock, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import groups_in, ties_of
from cerchia.selection.queries.people import (
    INSIDE,
    Team,
    facts_of,
    languages_of,
    people_met,
    team_of,
)
from cerchia.selection.rules.balancing import COMMON, HEARD, Fact, Line, imbalances, lines, unheard
from cerchia.selection.rules.bonds import Groups, group_of, torn
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.telling import tongue
from cerchia.vault import keys

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
NEVER_CAME = (State.DRAFT,)
FITS = (
    *(State.ELIGIBLE, State.INTERVIEWED, State.PROPOSED),
    *(State.WAITING_LIST, State.SELECTED, State.NOT_SELECTED),
)
LIFE = {
    State.PROPOSED: "proposed",
    State.SELECTED: "proposed",
    State.WAITING_LIST: "waiting",
    State.INTERVIEWED: "apart",
    State.NOT_SELECTED: "apart",
}
Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many came, fit, were met, and stand where."""

    came: int = 0
    fit: int = 0
    met: int = 0
    proposed: int = 0
    waiting: int = 0
    apart: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate. Without `is_named` only code and territory are shown.

    `trial`: "in", "out" or nothing. `beside`: with whom they are chosen together.
    """

    candidacy: Candidacy
    group: str
    languages: tuple[str, ...]
    is_named: bool
    may_change: bool
    lock: Lock | None = None
    trial: str = ""
    beside: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.candidacy.code


@dataclass(frozen=True, slots=True)
class Trial:
    """Codes of who would leave and who would enter; nothing of it is kept.

    `alone`: who leaves is followed by nobody, the place stays free. `going` and `coming` are the
    same with those who are chosen together with them.
    """

    leaves: str = ""
    enters: str = ""
    alone: bool = False
    going: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anybody would move."""
        return bool(self.leaves or self.enters)


NOTHING = Trial()


@dataclass(frozen=True, slots=True)
class RoundPage:
    """`free`: places that nobody holds now. `lines` compare the trial with what stands. `torn`:
    who belongs together and stands on both sides; `partings`: of whom one went meanwhile.
    """

    round: SelectionRound
    sheet: Sheet
    version: CriteriaSheet
    counts: Counts
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    unheard: tuple[tuple[str, ...], ...]
    free: int
    free_in: tuple[str, ...] = ()
    person_ids: tuple[UUID, ...] = ()
    territories: tuple[str, ...] = ()
    trial: Trial = NOTHING
    torn: tuple[tuple[str, ...], ...] = ()
    partings: tuple[tuple[str, ...], ...] = ()

    @property
    def off(self) -> list[str]:
        """What is out of balance, one name for what moves together."""
        return imbalances(self.lines)

    @property
    def fits(self) -> bool:
        """Whether there is a place for everybody who would enter."""
        return len(self.trial.coming) <= self.free + len(self.trial.going)

    @property
    def tongues(self) -> list[tuple[str, str]]:
        """The languages of those shown by name, for the filter."""
        codes = {code for row in self.rows if row.is_named for code in row.languages}
        return sorted(((code, tongue(code)) for code in codes), key=lambda each: each[1])

    def of_group(self, name: str) -> list[Row]:
        return [row for row in self.rows if row.group == name]

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.code == code), None)


def round_of(user: User, pk: str = "") -> SelectionRound | None:
    """The round that a page is about: the one asked for, else the newest that is in sight."""
    rows = SelectionRound.objects.visible_to(user).select_related("edition")
    if pk:
        return rows.filter(pk=pk).first()
    return rows.order_by("-opens_on", "-number").first()


def frozen(round_: SelectionRound) -> CriteriaSheet | None:
    """The criteria in force: the last version that was frozen."""
    return round_.sheets.exclude(frozen_at=None).order_by("-version").first()


def counts_of(round_: SelectionRound) -> Counts:
    """One query, without opening anything."""
    rows = Candidacy.objects.standing_alone().filter(round=round_).exclude(state__in=NEVER_CAME)
    states = Counter(rows.values_list("state", flat=True))
    groups = Counter(dict.fromkeys(LIFE.values(), 0))
    for state, name in LIFE.items():
        groups[name] += states[state]
    return Counts(
        came=sum(states.values()),
        fit=sum(states[state] for state in FITS),
        met=sum(groups.values()),
        proposed=groups["proposed"],
        waiting=groups["waiting"],
        apart=groups["apart"],
        withdrawn=states[State.WITHDRAWN],
    )


def round_page(
    user: User, round_: SelectionRound, version: CriteriaSheet, trial: Trial | None = None
) -> RoundPage:
    """The whole page under frozen criteria."""
    team = team_of(round_.edition_id)
    sheet = Sheet.read(version.content).in_order(team.territories)
    people = people_met(round_)
    facts = facts_of(people, sheet, team)
    ties = ties_of(round_)
    groups = groups_in(ties)
    trial = _possible(trial or Trial(), people, groups)
    rows = _rows(user, round_, people, trial, groups)
    held = [one for one in people if _holds(one)]
    keys.unlock(row.candidacy.person_id for row in rows if row.is_named)
    keys.unlock([round_.pk])
    before = [facts[one.code] for one in held]
    after = _tried(before, facts, trial)
    return RoundPage(
        round=round_,
        sheet=sheet,
        version=version,
        counts=counts_of(round_),
        rows=tuple(rows),
        lines=tuple(lines(sheet, team.operators, before, after)),
        unheard=_unheard(after, people),
        free=max(0, sheet.seats - len(held)),
        free_in=_free_in(sheet, held),
        person_ids=tuple(row.candidacy.person_id for row in rows if row.is_named),
        territories=team.territories,
        trial=trial,
        torn=tuple(tuple(sorted(one)) for one in torn(groups, [one.code for one in held])),
        partings=tuple(
            tuple(one.code for one in (*tie.members, *tie.gone))
            for tie in ties
            if tie.is_together and tie.gone and tie.members and round_.decided_at is None
        ),
    )


def balance_of(
    round_: SelectionRound, version: CriteriaSheet, codes: Sequence[str]
) -> tuple[list[Line], list[Fact]]:
    """How another list would balance, beside what stands: for answers side by side."""
    team = team_of(round_.edition_id)
    sheet = Sheet.read(version.content).in_order(team.territories)
    people = people_met(round_)
    facts = facts_of(people, sheet, team)
    before = [facts[one.code] for one in people if _holds(one)]
    after = [facts[code] for code in codes if code in facts]
    return lines(sheet, team.operators, before, after), after


def _holds(one: Candidacy) -> bool:
    """Whether somebody has a place: proposed, or chosen and not gone."""
    gone = one.participation is not None and one.participation.ended_on is not None
    return one.state in INSIDE and not gone


def _possible(trial: Trial, people: Sequence[Candidacy], groups: Groups) -> Trial:
    """What of a trial still fits: who would leave is proposed, who would enter is not."""
    states = {one.code: one.state for one in people}
    leaves = trial.leaves if states.get(trial.leaves) == State.PROPOSED else ""
    outside = (State.INTERVIEWED, State.WAITING_LIST)
    enters = trial.enters if states.get(trial.enters) in outside else ""
    going = [one for one in group_of(groups, leaves) if states.get(one) == State.PROPOSED]
    coming = [one for one in group_of(groups, enters) if states.get(one) in outside]
    return Trial(
        leaves,
        enters,
        alone=bool(trial.alone and leaves and not enters),
        going=frozenset(going if leaves else ()),
        coming=frozenset(coming if enters else ()) - frozenset(going),
    )


def _tried(before: list[Fact], facts: dict[str, Fact], trial: Trial) -> list[Fact]:
    after = [one for one in before if one.code not in trial.going]
    return [*after, *(facts[one] for one in sorted(trial.coming))]


def _rows(
    user: User,
    round_: SelectionRound,
    people: Sequence[Candidacy],
    trial: Trial,
    groups: Groups,
) -> list[Row]:
    mine = standing.of(user)
    locks = {
        lock.candidacy_id: lock
        for lock in Lock.objects.standing().filter(round=round_).select_related("by__person")
    }
    places = {one.code: one.territory_id for one in people}
    named = {one: mine.covers(round_.edition_id, one, *FIELD) for one in set(places.values())}
    changing = {one: coordinates(user, round_.edition_id, one) for one in named}
    return [
        Row(
            candidacy=one,
            group=LIFE[State(one.state)],
            languages=_told(languages_of(one.person)),
            is_named=named[one.territory_id] and one.person.user_id != user.pk,
            may_change=all(
                changing[places[code]] for code in group_of(groups, one.code) if code in places
            ),
            lock=locks.get(one.pk),
            trial=_tried_with(trial, one.code),
            beside=tuple(sorted(group_of(groups, one.code) - {one.code})),
        )
        for one in people
    ]


def _tried_with(trial: Trial, code: str) -> str:
    if code in trial.going:
        return "out"
    return "in" if code in trial.coming else ""


def _told(spoken: Mapping[str, str]) -> tuple[str, ...]:
    """Languages for the row: Italian only where it is spoken well, or alone."""
    return tuple(
        code for code, level in spoken.items() if code != COMMON or level in HEARD
    ) or tuple(spoken)


def _unheard(facts: Sequence[Fact], people: Sequence[Candidacy]) -> tuple[tuple[str, ...], ...]:
    """The languages of each whom no mediator hears, Italian apart."""
    spoken = {one.code: languages_of(one.person) for one in people}
    return tuple(
        tuple(code for code in spoken[one.code] if code != COMMON) for one in unheard(facts)
    )


def _free_in(sheet: Sheet, held: Sequence[Candidacy]) -> tuple[str, ...]:
    """Territories with fewer people than wanted."""
    counted = Counter(one.territory.name for one in held)
    return tuple(name for name, each in sheet.places.items() if counted[name] < each.wanted)


@dataclass(frozen=True, slots=True)
class Task:
    """Somebody for whom something is to be done, by code. `what`: look, meet, tell, weigh
    (write the urgency) or again (the two are far apart about it).
    """

    code: str
    what: str
    territory: str
    since: datetime | None


def tasks(user: User, round_: SelectionRound) -> list[Task]:
    """Who is to be looked at, met or told, in the user's territories. One query, no name."""
    rows = Candidacy.objects.visible_to(user).standing_alone().filter(round=round_)
    early = Q(state__in=[State.SUBMITTED, State.ELIGIBLE])
    due = rows.filter(early | Q(pk__in=rows.waiting_for_words()))
    told = due.order_by("code").values_list("code", "state", "territory__name", "submitted_at")
    what = {State.SUBMITTED: "look", State.ELIGIBLE: "meet"}
    return [
        Task(code, what.get(State(state), "tell"), place, since)
        for code, state, place, since in told
    ]


@dataclass(frozen=True, slots=True)
class Event:
    """An act as the history tells it. The reason is there only for who may read it."""

    decision: Decision
    who: str
    reason: str
    is_kept: bool = False


def history(user: User, round_: SelectionRound, after: int = 0) -> list[Event]:
    """What was done, the newest first; acts after version `after` only."""
    rows = (
        round_.decisions.filter(version__gt=after).select_related("by__person").order_by("-version")
    )
    acts = list(rows)
    people = [one.by.person.pk for one in acts if one.by and hasattr(one.by, "person")]
    keys.unlock([round_.pk, *people])
    return [_event(user, round_, one) for one in acts]


def _event(user: User, round_: SelectionRound, act: Decision) -> Event:
    where = [UUID(one) for one in act.facts.get("territories", [])]
    mine = standing.of(user)
    mine_too = all(mine.covers(round_.edition_id, one, *FIELD) for one in where)
    reads = mine_too and (bool(where) or round_.edition_id in mine.editions(*FIELD))
    return Event(act, _name(act.by), str(act.reason) if reads else "", is_kept=not reads)


def _name(user: User | None) -> str:
    if user is None:
        return ""
    person = getattr(user, "person", None)
    return person.short_name if person is not None else user.username


def days_to_closing(round_: SelectionRound, on: date | None = None) -> int:
    return (round_.closes_on - (on or clock.today())).days


__all__ = ["Counts", "Event", "RoundPage", "Row", "Team", "Trial", "round_page"]
