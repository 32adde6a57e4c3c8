"""What a database filled with the demo says on a day, in plain values."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from hashlib import sha256
from statistics import median
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from cerchia.access.models import User
from cerchia.audit import queries as audit
from cerchia.circles import invariants as circles
from cerchia.circles.models import Circle
from cerchia.circles.queries import CirclePage, circle_page
from cerchia.funds import invariants as funds
from cerchia.funds.models import (
    Disbursement,
    Expense,
    ExpenseQuestion,
    Fund,
    FundMember,
    PactLine,
    Proposal,
)
from cerchia.funds.queries.payment import days_of, planned_by_domain
from cerchia.funds.rules.calendar import DaysToMoney
from cerchia.kit import clock
from cerchia.ledger import verification as ledger
from cerchia.network.models import Organisation
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Participation
from cerchia.projects.models import Objective, Project, ProjectStep, ReviewMoment, Wish
from cerchia.selection.models import SelectionRound
from cerchia.selection.queries.page import round_page

Counts = dict[str, int]


@dataclass(frozen=True)
class People:
    by_territory: Counts
    women: int
    students: Counts
    statuses: Counts
    countries: Counts
    ages: list[int]

    @property
    def median_age(self) -> float:
        return median(self.ages)


@dataclass(frozen=True)
class Money:
    forms: Counts
    agreed_cents: int
    received_cents: int
    spent_cents: int
    reserved_cents: int
    individual_cents: list[int]
    domains: dict[str, tuple[int, int]]
    days: DaysToMoney
    payments: Counts
    paper_percent: float
    declared_percent: float


@dataclass(frozen=True)
class Facts:
    people: People
    money: Money
    circles: dict[str, CirclePage]
    states: dict[str, tuple[str, date | None]]
    kinds: Counts
    results: Counts
    self_named: int
    late_reviews: list[int]
    broken: list[str]
    digest: str


@dataclass(frozen=True)
class Choice:
    """How the selection stands. `codes`: given name → code of everybody on the page."""

    counts: dict[str, int]
    off: list[str]
    balance: dict[str, list[float]]
    codes: dict[str, str]
    groups: dict[str, str]
    locked: list[str]
    unheard: list[str]
    state: str


def choice_on(day: date) -> Choice:
    """What the coordinator of both territories sees of the round on the morning of `day`."""
    with clock.at(datetime.combine(day, time(9), tzinfo=clock.zone())):
        round_ = SelectionRound.objects.get()
        marta = User.objects.get(username="marta")
        page = round_page(marta, round_, round_.sheets.get())
        names = {row.code: str(row.candidacy.person.given_name) for row in page.rows}
        return Choice(
            counts=asdict(page.counts),
            off=list(page.off),
            balance={line.key: [line.before, line.low] for line in page.lines},
            codes={name: code for code, name in names.items()},
            groups={names[row.code]: row.group for row in page.rows},
            locked=sorted(names[row.code] for row in page.rows if row.lock),
            unheard=[tongues[0] for tongues in page.unheard],
            state=round_.state,
        )


def facts_on(day: date) -> Facts:
    """Everything the tests ask for, as it stands on the morning of `day`."""
    with clock.at(datetime.combine(day, time(9), tzinfo=clock.zone())):
        return Facts(
            people=_people(),
            money=_money(),
            circles={circle.name: circle_page(circle) for circle in _open_circles()},
            states={one.name: (one.state, _day(one.weakened_at)) for one in Circle.objects.all()},
            kinds=_tally(Project.objects.all(), "kind"),
            results=_tally(Objective.objects.all(), "result"),
            self_named=Project.objects.exclude(wishes__first_named_by__in=NOT_SELF).count(),
            late_reviews=[
                row.after_days or 0 for row in ReviewMoment.objects.waiting().filter(due_on__lt=day)
            ],
            broken=broken(),
            digest=digest(),
        )


NOT_SELF = ("circle", "operator", "call", "family", "other")


def broken() -> list[str]:
    """What any law of the house complains about."""
    walks = (ledger.verify(), funds.broken(), circles.broken(), audit.broken())
    return [str(finding) for walk in walks for finding in walk]


def digest() -> str:
    """One value for all that is said, done and spent; ids are not part of it."""
    told = sorted(f"{wish.person.full_name}: {wish.text}" for wish in Wish.objects.all())
    told += sorted(
        f"{one.spent_on} {one.spender.full_name} {one.amount_cents} {one.what} {one.told}"
        for one in Expense.objects.select_related("spender")
    )
    told += sorted(f"{one.title} {one.done_at}" for one in ProjectStep.objects.all())
    told += sorted(
        f"{one.name} {one.state} {one.known_at} {one.contacted_at} {one.engaged_at}"
        for one in Organisation.objects.all()
    )
    return sha256("\n".join(told).encode()).hexdigest()


def person(name: str) -> Person:
    return Person.objects.get(user__username=name)


def fund_of(name: str) -> Fund:
    return FundMember.objects.get(person=person(name), left_at=None).fund


def lines_of(name: str) -> dict[str, tuple[int, int]]:
    """Cents planned and left of each objective of a fund."""
    rows = PactLine.objects.filter(fund=fund_of(name)).select_related("objective")
    return {str(row.objective.title): (row.planned_cents, row.left_cents) for row in rows}


def steps_of(name: str) -> tuple[int, int]:
    """Steps done, and in all."""
    rows = ProjectStep.objects.filter(objective__project__members__person=person(name))
    return rows.exclude(done_at=None).count(), rows.count()


def open_proposals(name: str) -> list[tuple[str, int, date, list[str]]]:
    rows = Proposal.objects.undecided().filter(fund=fund_of(name))
    return [(str(row.what), row.amount_cents, row.open_until, _voters(row)) for row in rows]


def questions_of(name: str) -> list[tuple[str, date | None]]:
    rows = ExpenseQuestion.objects.filter(person_id=person(name).pk, closed_at=None)
    return [(str(row.text), _day(row.asked_at)) for row in rows]


def _voters(proposal: Proposal) -> list[str]:
    return sorted(str(vote.person.given_name) for vote in proposal.votes.filter(answer="yes"))


def _people() -> People:
    places = Participation.objects.current().select_related("person", "territory")
    current = Participation.objects.current()
    inside = Person.objects.filter(participations__in=current)
    protections = inside.filter(protections__ended_on=None)
    return People(
        by_territory=_tally(current, "territory__name"),
        women=inside.filter(gender="woman").count(),
        students=_tally(current.filter(is_student=True), "territory__name"),
        statuses=_tally(protections, "protections__status"),
        countries=_count(str(place.person.country) for place in places),
        ages=sorted(2013 - int(place.person.birth_year) for place in places),
    )


def _money() -> Money:
    edition = Edition.objects.get()
    totals = Fund.objects.aggregate(
        a=Sum("agreed_cents"), r=Sum("received_cents"), s=Sum("spent_cents")
    )
    papers, declared, whole = _papers()
    still = ProjectStep.objects.filter(done_at=None).exclude(objective__result="dropped")
    return Money(
        forms=_tally(Fund.objects.all(), "form"),
        agreed_cents=totals["a"],
        received_cents=totals["r"],
        spent_cents=totals["s"],
        reserved_cents=still.aggregate(cents=Sum("cost_cents"))["cents"],
        individual_cents=sorted(
            Fund.objects.filter(form="individual").values_list("agreed_cents", flat=True)
        ),
        domains={
            one.domain: (one.planned_cents, one.spent_cents)
            for one in planned_by_domain(edition.pk)
        },
        days=days_of(edition.pk),
        payments=_count(row.state for row in Disbursement.objects.filter(executed_at=None)),
        paper_percent=100 * papers / whole,
        declared_percent=100 * declared / whole,
    )


def _papers() -> tuple[int, int, int]:
    rows = list(Expense.objects.standing().with_state())
    papers = sum(row.amount_cents for row in rows if row.has_paper)
    declared = sum(row.amount_cents for row in rows if row.is_declared)
    return papers, declared, sum(row.amount_cents for row in rows)


def _open_circles() -> list[Circle]:
    return list(Circle.objects.open().select_related("edition"))


def _day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None


def _tally(rows: QuerySet[Any], column: str) -> Counts:
    found = rows.order_by().annotate(key=F(column)).values_list("key").annotate(n=Count("pk"))
    return {str(key): n for key, n in found}


def _count(values: Iterable[str]) -> Counts:
    found: Counts = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found
