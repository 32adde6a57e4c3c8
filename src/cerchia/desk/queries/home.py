"""The home of a participant: own words, money, objectives, the next meeting. Eight queries at
most, whatever the number of people; which of them are asked follows from where the person stands.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.utils.translation import get_language

from cerchia.access.models import User
from cerchia.circles.models import Attendance, CircleMembership, Meeting
from cerchia.desk.rules import Standpoint, home_state
from cerchia.funds.models import (
    Disbursement,
    ExpenseQuestion,
    Fund,
    FundMember,
    Pact,
    PactExplanation,
    PactLine,
    PactSignature,
    Proposal,
    Vote,
)
from cerchia.kit import clock
from cerchia.people.models import Person, PersonLanguage
from cerchia.programmes import standing
from cerchia.programmes.standing import Standing
from cerchia.projects.models import Objective, Project, ProjectMember, Wish
from cerchia.support.models import Commitment

PARTICIPANT = CircleMembership.Role.PARTICIPANT
MEDIATOR = CircleMembership.Role.MEDIATOR
MOST_AIMS = 7


@dataclass(frozen=True, slots=True)
class Purse:
    """The fund that the home shows, and what waits in it."""

    fund: Fund
    owners: int
    coming_cents: int
    coming_by: date | None
    is_asked: bool
    waits_for_vote: bool
    others: int


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective in a list. `left_cents` is None where no money was agreed for it yet.

    In a shared fund `is_mine` tells one's own, which have a page, from those of the others.
    """

    id: UUID
    title: str
    picture: str
    done: int
    total: int
    left_cents: int | None
    result: str
    dropped: str
    is_mine: bool
    waits: bool

    @property
    def is_reached(self) -> bool:
        return self.result == Objective.Result.REACHED


@dataclass(frozen=True, slots=True)
class Seat:
    """The place in a circle, its next meeting, and who interprets there."""

    membership: CircleMembership
    meeting_id: UUID | None
    starts_at: datetime | None
    place: str
    answer: str
    interpreter: Person | None = None
    interprets: str = ""
    help_waits: bool = False
    """Help of the territory waits for the person's yes or no."""

    @property
    def is_invitation(self) -> bool:
        return self.membership.state == "invited"


@dataclass(frozen=True, slots=True)
class PactSeen:
    pact: Pact
    is_explained: bool
    has_signed: bool


@dataclass(frozen=True, slots=True)
class Way:
    """From the signature to the money: what is done, what comes, who signed with the person."""

    signed_at: datetime
    payment: Disbursement | None
    beside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Home:
    state: str
    wish: Wish | None
    purse: Purse | None
    aims: list[Aim]
    project: Project | None
    pact: PactSeen | None
    way: Way | None
    seat: Seat | None
    ended_on: date | None


def home_of(user: User) -> Home:
    """Everything on the first page of a participant."""
    mine = standing.of(user)
    wish = Wish.objects.of_person(mine.person_id).select_related("voice").first()
    purse = _purse(mine)
    seat = _seat(mine.person_id)
    has_money = purse is not None and purse.fund.received_cents > 0
    pact = None if purse is None or has_money else _pact(purse.fund, mine.person_id)
    project = None if purse else _project(mine.person_id)
    way = _way(pact.pact) if pact and pact.pact.activated_at else None
    if seat and seat.meeting_id and not way:
        seat = _with_interpreter(seat)
    aims = _aims(purse, pact, project, mine.person_id)
    return Home(
        state=_state(mine, wish, purse, pact, project),
        wish=wish,
        purse=purse,
        aims=aims,
        project=project,
        pact=pact,
        way=way,
        seat=seat,
        ended_on=_ended(mine),
    )


def _state(
    mine: Standing,
    wish: Wish | None,
    purse: Purse | None,
    seen: PactSeen | None,
    project: Project | None,
) -> str:
    return home_state(
        Standpoint(
            has_wish=wish is not None,
            has_project=project is not None or purse is not None,
            has_pact=seen is not None,
            may_sign=bool(seen and seen.is_explained),
            has_signed=bool(seen and seen.has_signed),
            pact_in_force=bool(seen and seen.pact.activated_at),
            has_received=bool(purse and purse.fund.received_cents),
            is_closed=bool(purse and purse.fund.closed_at),
            has_ended=_ended(mine) is not None,
        )
    )


def _ended(mine: Standing) -> date | None:
    """The last day of a person who takes part in nothing any more."""
    days = [place.ended_on for place in mine.places]
    past = [day for day in days if day is not None and day <= clock.today()]
    return max(past) if past and len(past) == len(days) else None


def _purse(mine: Standing) -> Purse | None:
    """The open fund of the person that came last, with its owners and what waits. One query."""
    if mine.person_id is None:
        return None
    own = FundMember.objects.current().filter(person=mine.person_id).values("fund")
    coming = Disbursement.objects.waiting().filter(fund=OuterRef("fund"))
    asked = ExpenseQuestion.objects.filter(
        person_id=mine.person_id, expense__fund=OuterRef("fund"), answered_at=None, closed_at=None
    )
    voted = Vote.objects.filter(proposal=OuterRef("pk"), person=mine.person_id)
    votes = Proposal.objects.open().filter(~Exists(voted), fund=OuterRef("fund"))
    sums = coming.order_by().values("fund").annotate(cents=Sum("amount_cents"))
    rows: list[Any] = list(
        FundMember.objects.current()
        .filter(fund__in=own)
        .select_related("fund")
        .annotate(
            coming_cents=Subquery(sums.values("cents")),
            coming_by=Subquery(coming.order_by("due_on").values("due_on")[:1]),
            is_asked=Exists(asked),
            waits_for_vote=Exists(votes),
        )
    )
    rows.sort(key=lambda row: (row.fund.closed_at is None, row.fund.created_at), reverse=True)
    if not rows:
        return None
    first = rows[0]
    return Purse(
        fund=first.fund,
        owners=sum(row.fund_id == first.fund_id for row in rows),
        coming_cents=first.coming_cents or 0,
        coming_by=first.coming_by,
        is_asked=first.is_asked,
        waits_for_vote=first.waits_for_vote,
        others=len({row.fund_id for row in rows}) - 1,
    )


def _pact(fund: Fund, person_id: UUID | None) -> PactSeen | None:
    """The pact that goes on in a fund, in force or still being written. One query."""
    explained = PactExplanation.objects.filter(revision__pact=OuterRef("pk"), person=person_id)
    signed = PactSignature.objects.filter(pact=OuterRef("pk"), person=person_id)
    rows: Any = Pact.objects.filter(fund=fund, ended_at=None).annotate(
        is_explained=Exists(explained), has_signed=Exists(signed)
    )
    row = rows.order_by(F("activated_at").desc(nulls_last=True), "-drafted_at").first()
    return PactSeen(row, row.is_explained, row.has_signed) if row else None


def _way(pact: Pact) -> Way:
    """The payment that the person waits for, and who signed and explained. Two queries."""
    waiting = Q(executed_at=None)
    rows = Disbursement.objects.filter(pact=pact, rejected_at=None, cancelled_at=None)
    payment = rows.filter(waiting).order_by("due_on", "code").first()
    signed = Q(pact_signatures__pact=pact, pact_signatures__side=PactSignature.Side.PROGRAMME)
    explained = PactExplanation.objects.filter(revision__pact=pact).values("explained_by")
    beside = Person.objects.filter(signed | Q(pk__in=explained)).distinct()
    names = [str(person.given_name) for person in beside.order_by("created_at", "pk")]
    assert pact.activated_at is not None  # noqa: S101 - only a pact in force has a way
    return Way(pact.activated_at, payment, names)


def _project(person_id: UUID | None) -> Project | None:
    """The project being planned, newest first. One query."""
    rows = Project.objects.of_person(person_id).filter(stopped_at=None, completed_at=None)
    return rows.first()


def _aims(
    purse: Purse | None, seen: PactSeen | None, project: Project | None, me: UUID | None
) -> list[Aim]:
    """Objectives with what is left for each, or those of a plan that has no money yet."""
    if seen is not None and seen.pact.activated_at:
        return []
    if purse is not None and purse.fund.received_cents:
        return _aims_of_fund(purse.fund, me)
    if seen is not None:
        return _aims_of_projects(Project.objects.filter(pacts=seen.pact), me)
    return _aims_of_projects([project.pk], me) if project else []


def _aims_of_fund(fund: Fund, me: UUID | None) -> list[Aim]:
    mine = ProjectMember.objects.filter(
        project=OuterRef("objective__project"), person=me, left_at=None
    )
    done = Count("objective__steps", filter=Q(objective__steps__done_at__isnull=False))
    rows: Any = (
        PactLine.objects.filter(fund=fund)
        .select_related("objective")
        .annotate(total=Count("objective__steps"), done=done, is_mine=Exists(mine))
        .order_by("objective__position", "objective__proposed_at", "pk")
    )
    return [
        _aim(row.objective, row.done, row.total, row.left_cents, is_mine=row.is_mine)
        for row in rows
    ]


def _aims_of_projects(projects: Any, me: UUID | None) -> list[Aim]:
    mine = ProjectMember.objects.filter(project=OuterRef("project"), person=me, left_at=None)
    rows: Any = Objective.objects.filter(project__in=projects).with_steps()
    rows = rows.annotate(is_mine=Exists(mine)).order_by("position", "proposed_at", "pk")
    return [_aim(row, row.steps_done, row.steps_total, None, is_mine=row.is_mine) for row in rows]


def _aim(one: Objective, done: int, total: int, left_cents: int | None, *, is_mine: bool) -> Aim:
    is_dropped = one.result == Objective.Result.DROPPED
    return Aim(
        id=one.pk,
        title=one.title_for(get_language()),
        picture=one.picture,
        done=done,
        total=total,
        left_cents=left_cents,
        result=one.result,
        dropped=one.dropped_reason if is_dropped else "",
        is_mine=is_mine,
        waits=one.accepted_at is None and not is_dropped,
    )


def _seat(person_id: UUID | None) -> Seat | None:
    """The place that the person has or is offered, with the next meeting. One query."""
    coming = Meeting.objects.planned().filter(
        circle=OuterRef("circle"), starts_at__gte=clock.start_of(clock.today())
    )
    first = coming.order_by("starts_at").values
    answers = Attendance.objects.filter(meeting=OuterRef("meeting_id"), person=OuterRef("person"))
    offered = Commitment.objects.filter(
        state=Commitment.State.PROPOSED,
        project__members__person=OuterRef("person"),
        project__members__left_at=None,
    )
    row: Any = (
        CircleMembership.objects.open()
        .filter(person=person_id, role=PARTICIPANT, circle__closed_at=None)
        .select_related("circle")
        .annotate(
            meeting_id=Subquery(first("pk")[:1]),
            starts_at=Subquery(first("starts_at")[:1]),
            meets_in=Subquery(first("place")[:1]),
        )
        .annotate(answer=Subquery(answers.values("answer")[:1]), help_waits=Exists(offered))
        .order_by("-invited_at")
        .first()
    )
    if row is None:
        return None
    found = Seat(row, row.meeting_id, row.starts_at, row.meets_in or "", row.answer or "")
    return replace(found, help_waits=row.help_waits)


def _with_interpreter(seat: Seat) -> Seat:
    """Who of the mediators speaks a language of the person, not the one of the house. One query."""
    member = seat.membership
    own = PersonLanguage.objects.filter(person=member.person_id)
    seats = (
        CircleMembership.objects.current()
        .in_office()
        .filter(circle=member.circle_id, role=MEDIATOR, paused_at=None)
    )
    found = (
        PersonLanguage.objects.filter(person__in=seats.values("person"))
        .filter(language__in=own.values("language"))
        .exclude(language=settings.LANGUAGE_CODE)
        .select_related("person")
        .order_by("-interprets", "position", "pk")
        .first()
    )
    if found is None:
        return seat
    return Seat(
        member,
        seat.meeting_id,
        seat.starts_at,
        seat.place,
        seat.answer,
        found.person,
        found.language,
    )
