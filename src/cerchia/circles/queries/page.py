"""One circle whole: its members, who saw whom, its meetings. Four queries, the rest is Python.

It opens no trace: whoever shows it to staff calls `audit.usecases.file_opened` before answering,
with `page.person_ids`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from cerchia.circles import rules
from cerchia.circles.models import (
    STAFF,
    Attendance,
    Circle,
    CircleMembership,
    Encounter,
    Meeting,
    MeetingWord,
)
from cerchia.circles.queries.shapes import (
    CirclePage,
    Gathering,
    Member,
    QuietLine,
    WeightLine,
)
from cerchia.circles.rules import Contact, Counts, Spoken, Tie
from cerchia.kit import clock
from cerchia.people.models import PersonLanguage
from cerchia.programmes.models import Edition
from cerchia.vault import keys

LAST_MEETINGS = 6
LOOK_BACK = 4
Role = CircleMembership.Role
Presence = Attendance.Presence
BRIDGES_FROM = (PersonLanguage.Level.B2, PersonLanguage.Level.C1, PersonLanguage.Level.C2)


def circle_page(
    circle: Circle, today: date | None = None, *, also: Iterable[UUID] = ()
) -> CirclePage:
    """Load the relation of a circle. Four queries; `circle` should come with its edition.

    `also`: others whose keys the page will need, fetched together with those of the members.
    """
    return circle_pages([circle], today, also=also)[0]


def circle_pages(
    circles: Sequence[Circle], today: date | None = None, *, also: Iterable[UUID] = ()
) -> list[CirclePage]:
    """The same four queries for many circles."""
    today = today or clock.today()
    meetings = _gatherings(circles)
    loaded = _memberships(circles)
    contacts = _contacts(circles, today)
    people = {one.row.person_id for members in loaded.values() for one in members}
    keys.unlock(people.union(loaded, also))
    return [
        _page(one, today, meetings[one.pk], loaded[one.pk], contacts[one.pk]) for one in circles
    ]


def _page(
    circle: Circle,
    today: date,
    meetings: Sequence[Gathering],
    loaded: Sequence["_Loaded"],
    contacts: Sequence[Contact],
) -> CirclePage:
    edition = circle.edition
    since = clock.start_of(today - timedelta(days=edition.relation_days))
    members = tuple(_with_relation(one, meetings, contacts, edition, today) for one in loaded)
    recent = tuple(contact for contact in contacts if contact.at >= since)
    walking = [m for m in members if m.state == "active"]
    weights = _weights(walking, recent, edition.one_to_one_percent)
    ring, ties = _ring(walking, recent, weights)
    people = [m for m in walking if not m.is_staff]
    return CirclePage(
        circle=circle,
        today=today,
        days=edition.relation_days,
        limit=edition.one_to_one_percent,
        members=members,
        meetings=tuple(meetings),
        contacts=recent,
        weights=weights,
        quiet=_quiet(people, members),
        languages=tuple(sorted({code for m in people for code in m.languages})),
        without_mediator=_without_mediator(loaded),
        ring=ring,
        ties=ties,
        counts=Counts.of(m.role for m in walking),
    )


# --- The four loads --------------------------------------------------------------------------


@dataclass(slots=True)
class _Loaded:
    row: CircleMembership
    word: MeetingWord | None
    spoken: list[Spoken]


def _memberships(circles: Sequence[Circle]) -> dict[UUID, list[_Loaded]]:
    """Open memberships with person, languages and latest own words: one query, joined."""
    latest = (
        MeetingWord.objects.filter(person=OuterRef("person"), meeting__circle=OuterRef("circle"))
        .order_by("-meeting__starts_at", "-written_at")
        .values
    )
    rows: Iterable[Any] = (
        CircleMembership.objects.open()
        .in_office()
        .filter(circle__in=circles)
        .select_related("person")
        .annotate(
            word=Subquery(latest("text")[:1]),
            word_language=Subquery(latest("language")[:1]),
            tongue=F("person__languages__language"),
            tongue_level=F("person__languages__level"),
            tongue_speaks=F("person__languages__speaks"),
            tongue_interprets=F("person__languages__interprets"),
        )
        .order_by("invited_at", "pk", "person__languages__position", "person__languages__pk")
    )
    found: dict[UUID, _Loaded] = {}
    for row in rows:
        one = found.setdefault(row.pk, _Loaded(row, _word(row), []))
        if row.tongue:
            fluent = row.tongue_speaks and row.tongue_level in BRIDGES_FROM
            one.spoken.append(Spoken(row.tongue, row.tongue_interprets or fluent))
    by_circle: dict[UUID, list[_Loaded]] = {circle.pk: [] for circle in circles}
    for one in found.values():
        by_circle[one.row.circle_id].append(one)
    return by_circle


def _word(row: Any) -> MeetingWord | None:
    if not row.word:
        return None
    return MeetingWord(person_id=row.person_id, text=row.word, language=row.word_language)


def _gatherings(circles: Sequence[Circle]) -> dict[UUID, list[Gathering]]:
    """The last meetings held and all that are planned, oldest first: one query, joined."""
    here = Meeting.objects.filter(circle__in=circles)
    recent_first = [F("starts_at").desc(), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=F("circle"), order_by=recent_first)
    last = here.held().annotate(rank=rank).filter(rank__lte=LAST_MEETINGS)
    rows = (
        here.filter(Q(pk__in=last.values("pk")) | Q(held_at=None, cancelled_at=None))
        .order_by("starts_at", "pk")
        .values_list(
            "circle",
            "pk",
            "starts_at",
            "place",
            "held_at",
            "cancelled_at",
            "attendances__person",
            "attendances__answer",
            "attendances__presence",
        )
    )
    found: dict[UUID, dict[UUID, Gathering]] = {circle.pk: {} for circle in circles}
    for circle, pk, starts_at, place, held_at, cancelled_at, person, answer, presence in rows:
        new = Gathering(pk, starts_at, place, held_at, cancelled_at, {}, {})
        one = found[circle].setdefault(pk, new)
        if person is not None:
            one.answers[person] = answer  # type: ignore[index]  # filled here, read-only elsewhere
            one.presences[person] = presence  # type: ignore[index]  # the same
    return {circle: list(meetings.values()) for circle, meetings in found.items()}


def _contacts(circles: Sequence[Circle], today: date) -> dict[UUID, list[Contact]]:
    """Contacts of the window of the figures, and of a longer one for the last sign of each."""
    editions = [circle.edition for circle in circles]
    days = LOOK_BACK * max((max(e.relation_days, e.quiet_days) for e in editions), default=0)
    since = clock.start_of(today - timedelta(days=days))
    rows = Encounter.objects.filter(circle__in=circles, at__gte=since).order_by("at", "pk")
    found: dict[UUID, list[Contact]] = {circle.pk: [] for circle in circles}
    for circle, one, two, kind, at in rows.values_list("circle", "first", "second", "kind", "at"):
        found[circle].append(Contact(one, two, kind, at))
    return found


# --- From rows to lines ----------------------------------------------------------------------

DOT: dict[str, str] = {Presence.THERE: "here", Presence.TOLD: "told", Presence.ABSENT: "away"}


def _with_relation(
    one: _Loaded,
    meetings: Sequence[Gathering],
    contacts: Sequence[Contact],
    edition: Edition,
    today: date,
) -> Member:
    row, person = one.row, one.row.person_id
    met_at = [m.starts_at for m in meetings if m.presences.get(person) == Presence.THERE]
    heard = rules.last_heard(person, contacts, met_at)
    since = heard.at if heard else row.accepted_at
    days = rules.days_between(clock.day_of(since), today) if since else None
    is_quiet = days is not None and rules.is_quiet(days, quiet_days=edition.quiet_days)
    return Member(
        membership_id=row.pk,
        person_id=person,
        role=row.role,
        state=row.state,
        given_name=row.person.given_name,
        short_name=row.person.short_name,
        initials=row.person.initials,
        languages=tuple(spoken.language for spoken in one.spoken),
        words=one.word.text if one.word else "",
        words_language=one.word.language if one.word else "",
        presences=tuple(
            DOT[m.presences[person]]
            for m in meetings
            if m.held_at and m.presences.get(person) in DOT
        ),
        heard=heard,
        quiet_days=days if is_quiet else None,
    )


def _weights(
    walking: Sequence[Member], contacts: Sequence[Contact], limit: int
) -> tuple[WeightLine, ...]:
    by_id = {member.person_id: member for member in walking}
    staff = [m.person_id for m in walking if m.is_staff]
    people = [m.person_id for m in walking if not m.is_staff]
    speaks = {m.person_id: m.languages for m in walking}
    lines = []
    for weight in rules.weights(people, staff, contacts, limit=limit):
        other = None
        if weight.is_near or weight.is_over:
            other = rules.who_else(weight, staff, contacts, speaks)
        lines.append(
            WeightLine(
                weight,
                by_id[weight.person_id],
                by_id[weight.staff_id] if weight.staff_id else None,
                by_id[other] if other else None,
            )
        )
    return tuple(lines)


def _quiet(people: Iterable[Member], members: Iterable[Member]) -> tuple[QuietLine, ...]:
    by_id = {member.person_id: member for member in members}
    lines = [
        QuietLine(one, one.quiet_days, one.heard, by_id.get(one.heard.with_id))
        if one.heard and one.heard.with_id
        else QuietLine(one, one.quiet_days, one.heard, None)
        for one in people
        if one.quiet_days is not None
    ]
    return tuple(sorted(lines, key=lambda line: -line.days))


def _without_mediator(loaded: Iterable[_Loaded]) -> tuple[str, ...]:
    walking = [one for one in loaded if one.row.state == "active"]
    return tuple(
        rules.without_bridge(
            {o.row.person_id: o.spoken for o in walking if o.row.role == Role.PARTICIPANT},
            [o.spoken for o in walking if o.row.role in STAFF],
            working=settings.LANGUAGE_CODE,
        )
    )


def _ring(
    walking: Sequence[Member], contacts: Sequence[Contact], weights: Iterable[WeightLine]
) -> tuple[tuple[Member, ...], tuple[Tie, ...]]:
    ring = rules.interleave(
        [m for m in walking if not m.is_staff], [m for m in walking if m.is_staff]
    )
    heavy = {
        frozenset((line.weight.person_id, line.weight.staff_id))
        for line in weights
        if line.weight.staff_id and (line.weight.is_near or line.weight.is_over)
    }
    return tuple(ring), tuple(rules.ties({m.person_id for m in ring}, contacts, heavy=heavy))
