"""Reading expenses: movements by pages without counting, one expense whole, what to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.circles.standing import circle_ids
from cerchia.funds.models import (
    Disbursement,
    Evidence,
    Expense,
    ExpenseQuerySet,
    ExpenseQuestion,
    ExpenseSeen,
    Fund,
    KeptVersion,
    Proposal,
    Vote,
)
from cerchia.funds.queries.fund import PAGE, MemberRow
from cerchia.funds.rules.expense import DayWords, Draft, PaperRule, day_words
from cerchia.kit import clock
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.programmes.standing import Role
from cerchia.vault import keys
from cerchia.web.paging import page_of, place_of

NEWEST = "-recorded_at"
ORDER = {"open": 0, "agreed": 1}
FIELD = (CircleMembership.Role.OPERATOR, CircleMembership.Role.MEDIATOR)


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """An expense in a list. `state`: question, corrected, photo, no_paper or sent."""

    id: UUID
    fund_id: UUID
    what: str
    spent_on: date
    recorded_at: datetime
    amount_cents: int
    from_fund_cents: int
    own_money_cents: int
    objective_id: UUID | None
    objective: str
    picture: str
    spender_id: UUID
    spender: str
    state: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class Received:
    """Money that arrived in the fund."""

    id: UUID
    at: datetime
    amount_cents: int
    kind: str


@dataclass(frozen=True, slots=True)
class Movements:
    """A page of what came and went, newest first."""

    rows: list[ExpenseRow | Received]
    following: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    question: ExpenseQuestion
    asker: str
    asker_initials: str
    by_house: bool
    answer_by: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """One expense with all that stands around it."""

    expense: Expense
    row: ExpenseRow
    papers: list[Evidence]
    questions: list[QuestionRow]
    earlier: list[ExpenseRow]
    later: Expense | None
    kept: list[tuple[KeptVersion, Draft]] = field(default_factory=list)

    @property
    def to_answer(self) -> QuestionRow | None:
        """The question that is answered first: one at a time."""
        waiting = (row for row in self.questions if row.is_open and not row.question.answered_at)
        return next(waiting, None)


def rows_of(
    expenses: ExpenseQuerySet, *, plans: bool = True, language: str | None = None
) -> list[ExpenseRow]:
    """Rows of a queryset. One query, and one for the keys. `language` as in `queries.fund`."""
    return _rows(list(_with_all(expenses)), plans=plans, language=language)


def _with_all(expenses: ExpenseQuerySet) -> ExpenseQuerySet:
    return expenses.with_state().select_related("spender", "objective")


def _rows(found: list[Expense], *, plans: bool, language: str | None = None) -> list[ExpenseRow]:
    subjects = [one.spender_id for one in found]
    if plans:
        subjects += [one.objective.project_id for one in found if one.objective]
    keys.unlock(subjects)
    return [_row(one, plans=plans, language=language) for one in found]


def page_of_expenses(
    fund: Fund,
    *,
    after: str = "",
    size: int = PAGE,
    plans: bool = True,
    language: str | None = None,
) -> tuple[list[ExpenseRow], str]:
    """Newest first; corrected ones stay in the list, struck through."""
    rows = _with_all(Expense.objects.filter(fund=fund))
    found, following = page_of(rows, NEWEST, after=after, size=size)
    return _rows(found, plans=plans, language=language), following


def movements(
    fund: Fund,
    *,
    after: str = "",
    size: int = PAGE,
    plans: bool = True,
    language: str | None = None,
) -> Movements:
    """Received and spent in one list, by time."""
    spent, following = page_of_expenses(
        fund, after=after, size=size, plans=plans, language=language
    )
    came = Disbursement.objects.filter(fund=fund, executed_at__isnull=False)
    if place := place_of(Expense, "recorded_at", after):
        came = came.filter(executed_at__lte=place.value)
    if following:
        came = came.filter(executed_at__gt=spent[-1].recorded_at)
    received = [
        Received(one.pk, one.executed_at, one.amount_cents, one.kind)
        for one in came
        if one.executed_at
    ]
    rows: list[ExpenseRow | Received] = [*spent, *received]
    rows.sort(key=lambda row: row.at if isinstance(row, Received) else row.recorded_at)
    return Movements(rows[::-1], following)


def latest_rows(fund: Fund, *, size: int = 3, language: str | None = None) -> list[ExpenseRow]:
    """The newest expenses that stand."""
    rows = Expense.objects.standing().filter(fund=fund)
    return rows_of(rows.order_by("-recorded_at", "-pk")[:size], language=language)


def detail(expense: Expense, *, plans: bool = True, language: str | None = None) -> Detail:
    """One expense: papers, questions, what it was before, what it became."""
    row = rows_of(Expense.objects.filter(pk=expense.pk), plans=plans, language=language)[0]
    kept = KeptVersion.objects.filter(expense=expense, settled_at=None)
    return Detail(
        expense=expense,
        row=row,
        papers=list(expense.evidence.select_related("file").order_by("added_at")),
        questions=questions_of(expense),
        earlier=_earlier(expense, plans=plans, language=language),
        later=Expense.objects.filter(corrects=expense).first(),
        kept=[(one, Draft.read(str(one.content))) for one in kept],
    )


def questions_of(expense: Expense) -> list[QuestionRow]:
    rows = expense.questions.select_related("asked_by__person").order_by("asked_at")
    days = timedelta(days=expense.fund.edition.question_days)
    return [_question(row, days) for row in rows]


def open_questions(user: User) -> list[ExpenseQuestion]:
    """Questions that wait for an answer of this person."""
    mine = ExpenseQuestion.objects.filter(
        expense__spender__user=user, answered_at=None, closed_at=None
    )
    return list(mine.select_related("expense").order_by("asked_at"))


def inbox(user: User, *, after: str = "", size: int = PAGE) -> tuple[list[ExpenseRow], str]:
    """What a circle has not seen yet, or what has no paper yet for the accounts. Newest first."""
    rows = _with_all(Expense.objects.standing().filter(_waits_for(user)))
    found, following = page_of(rows, NEWEST, after=after, size=size)
    return _rows(found, plans=reads_plans(user)), following


def reads_plans(user: User) -> bool:
    """Accounts see domains, not the words of plans; everybody else who sees money sees both."""
    mine = standing.of(user)
    return not mine.has(Role.ACCOUNTS) or mine.has(Role.OPERATOR, Role.COORDINATOR)


def to_look_at(circle_id: UUID, *, since: datetime | None = None) -> list[ExpenseRow]:
    """Expenses of a circle's people that nobody of it has seen, for a meeting. Newest first."""
    people = CircleMembership.objects.current().filter(
        circle=circle_id, role=CircleMembership.Role.PARTICIPANT
    )
    rows = Expense.objects.standing().filter(spender__in=people.values("person"))
    rows = rows.filter(~Exists(ExpenseSeen.objects.filter(expense=OuterRef("pk"))))
    if since:
        rows = rows.filter(recorded_at__gte=since)
    return rows_of(rows.order_by("-recorded_at", "-pk")[:PAGE])


def day_said(expense: Expense, pact_at: datetime | None) -> DayWords:
    """What is told in words about the day of the expense."""
    pact_on = clock.day_of(pact_at) if pact_at else None
    return day_words(expense.spent_on, today=clock.today(), pact_on=pact_on)


def paper_rule(edition: Edition) -> PaperRule:
    return PaperRule(
        policy=edition.evidence_policy,
        paper_above_cents=edition.paper_above_cents,
        percent=edition.self_declared_percent,
    )


@dataclass(frozen=True, slots=True)
class ProposalSheet:
    """A decision with the answer of each member; `mine` is what the reader answered."""

    proposal: Proposal
    by: str
    answers: list[dict[str, str]]
    mine: str
    after_cents: int


def proposals_of(
    fund: Fund, members: Sequence[MemberRow], *, size: int = 10
) -> list[ProposalSheet]:
    """Open ones first, then agreed ones not made yet, then the newest."""
    found = fund.proposals.select_related("proposed_by", "leaver", "expense")
    rows = list(found.order_by("-proposed_at")[:size])
    rows.sort(key=lambda one: ORDER.get(one.state, len(ORDER)))
    return [proposal_sheet(one, fund, members) for one in rows]


def proposal_sheet(proposal: Proposal, fund: Fund, members: Sequence[MemberRow]) -> ProposalSheet:
    latest = {vote.person_id: vote.answer for vote in _by_weight(proposal.votes.all())}
    answers = [
        {
            "initials": one.initials,
            "name": one.name,
            "you": "yes" if one.is_you else "",
            "answer": latest.get(one.id, ""),
        }
        for one in members
    ]
    mine = next((latest.get(one.id, "") for one in members if one.is_you), "")
    return ProposalSheet(
        proposal=proposal,
        by=str(proposal.proposed_by.given_name),
        answers=answers,
        mine=mine,
        after_cents=max(0, fund.left_cents - proposal.amount_cents),
    )


def _by_weight(votes: Iterable[Vote]) -> list[Vote]:
    """Talk first, then yes and no, so that a final answer stands."""
    return sorted(votes, key=lambda vote: (vote.answer != Vote.Answer.TALK, vote.at))


def _waits_for(user: User) -> Q:
    waits = Q(pk__in=[])
    if circle_ids(user, *FIELD):
        walked = Fund.objects.visible_to(user)
        unseen = ~Exists(ExpenseSeen.objects.filter(expense=OuterRef("pk")))
        waits |= Q(fund__in=walked) & Q(unseen)
    if editions := standing.of(user).editions(Role.ACCOUNTS):
        papers = Evidence.objects.filter(expense=OuterRef("pk"))
        waits |= Q(fund__edition__in=editions) & ~Q(Exists(papers))
    return waits


def _row(one: Expense, *, plans: bool, language: str | None) -> ExpenseRow:
    return ExpenseRow(
        id=one.pk,
        fund_id=one.fund_id,
        what=str(one.what),
        spent_on=one.spent_on,
        recorded_at=one.recorded_at,
        amount_cents=one.amount_cents,
        from_fund_cents=one.from_fund_cents,
        own_money_cents=one.own_money_cents,
        objective_id=one.objective_id,
        objective=_aim(one, plans=plans, language=language),
        picture=one.objective.picture if one.objective else "question",
        spender_id=one.spender_id,
        spender=str(one.spender.given_name),
        state=_state(one),
        is_old=one.is_old,
    )


def _aim(one: Expense, *, plans: bool, language: str | None) -> str:
    if one.objective is None:
        return ""
    return one.objective.title_for(language) if plans else str(one.objective.get_domain_display())


def _state(one: Expense) -> str:
    if one.is_old:
        return "corrected"
    if one.is_asked:
        return "question"
    if one.has_paper:
        return "photo"
    return "no_paper" if one.is_declared else "sent"


def _question(row: ExpenseQuestion, days: timedelta) -> QuestionRow:
    person = getattr(row.asked_by, "person", None) if row.asked_by else None
    return QuestionRow(
        question=row,
        asker=str(person.given_name) if person else "",
        asker_initials=person.initials if person else "",
        by_house=row.asked_by_id is None,
        answer_by=clock.day_of(row.asked_at + days),
        is_open=row.closed_at is None,
    )


def _earlier(expense: Expense, *, plans: bool, language: str | None) -> list[ExpenseRow]:
    found: list[ExpenseRow] = []
    before = expense.corrects_id
    while before:
        found += rows_of(Expense.objects.filter(pk=before), plans=plans, language=language)
        before = Expense.objects.values_list("corrects", flat=True).get(pk=before)
    return found
