"""Reading funds: what is left, per objective; who owns it; sums by territory and domain.

Totals are stored; a page costs the same queries for one fund and for fifty.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.funds.models import Disbursement, Expense, Fund, FundMember, FundRule, Pact, PactLine
from cerchia.funds.rules.votes import needed
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Territory
from cerchia.projects.models import Domain
from cerchia.vault import keys
from cerchia.web.paging import page_of

PAGE = 25
Rows = TypeVar("Rows", bound="QuerySet[Any]")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An owner, as the other owners and the circle call them."""

    id: UUID
    name: str
    short_name: str
    initials: str
    task: str
    is_you: bool


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its money and its steps. `title` is its domain for who reads no plans,
    and the person's own words for who reads a page of theirs in that language.
    """

    id: UUID
    title: str
    picture: str
    domain: str
    planned_cents: int
    spent_cents: int
    left_cents: int
    steps_done: int
    steps_total: int
    result: str


@dataclass(frozen=True, slots=True)
class FundSheet:
    """A fund as screens and the JSON interface show it. `pact_on`: the day of the pact in force."""

    fund: Fund
    members: list[MemberRow]
    objectives: list[ObjectiveRow]

    @property
    def several(self) -> bool:
        return len(self.members) > 1

    @property
    def others(self) -> list[MemberRow]:
        return [one for one in self.members if not one.is_you]


@dataclass(frozen=True, slots=True)
class Spent:
    """Planned and spent of one domain or territory."""

    key: str
    label: str
    planned_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int:
        return max(0, self.planned_cents - self.spent_cents)


@dataclass(frozen=True, slots=True)
class Totals:
    funds: int
    agreed_cents: int
    received_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int:
        return self.received_cents - self.spent_cents


@dataclass(frozen=True, slots=True)
class EvidenceShare:
    """How much of what was spent has a paper or a signed word, by value, in cents."""

    spent_cents: int
    paper_cents: int
    declared_cents: int

    @property
    def complete_percent(self) -> int:
        """Papers and declarations together, as a whole percent; 100 when nothing was spent."""
        if not self.spent_cents:
            return 100
        return round(100 * (self.paper_cents + self.declared_cents) / self.spent_cents)

    @property
    def declared_percent(self) -> int:
        return round(100 * self.declared_cents / self.spent_cents) if self.spent_cents else 0


def sheets(
    user: User, funds: Iterable[Fund], *, plans: bool = True, language: str | None = None
) -> list[FundSheet]:
    """Funds with owners and objectives. Three queries. `plans` False hides the words of plans.

    `language`: that of a page of the owners, where objectives are called with their own words.
    """
    rows = list(funds)
    ids = [fund.pk for fund in rows]
    members = _members(user, ids)
    objectives = _objectives(ids, plans=plans, language=language)
    return [FundSheet(fund, members[fund.pk], objectives[fund.pk]) for fund in rows]


def sheet(user: User, fund: Fund, *, plans: bool = True, language: str | None = None) -> FundSheet:
    return sheets(user, [fund], plans=plans, language=language)[0]


def own_funds(user: User) -> list[Fund]:
    """Funds of the person, open ones first, newest first."""
    mine = Fund.objects.filter(members__person__user=user, members__left_at=None)
    rows = list(mine.select_related("edition").order_by("-created_at", "pk"))
    return sorted(rows, key=lambda fund: fund.closed_at is not None)


def home(user: User) -> FundSheet | None:
    """The fund on the participant's first page, with objectives and steps. Three queries."""
    mine = own_funds(user)
    return sheet(user, mine[0]) if mine else None


def rule_of(fund: Fund) -> FundRule | None:
    """The rule in force."""
    rules = FundRule.objects.filter(fund=fund, in_force_at__isnull=False)
    return rules.select_related("account_holder").first()


def rule_waiting(fund: Fund) -> FundRule | None:
    """A newer rule that not all have agreed on yet."""
    newest = FundRule.objects.filter(fund=fund).select_related("account_holder").first()
    return newest if newest and newest.in_force_at is None else None


def yes_needed(rule: FundRule | None, heads: int) -> int:
    """How many of `heads` owners have to say yes above the solo limit."""
    return needed(heads, unanimous=rule is not None and rule.above_limit == "unanimity")


def pact_day(fund: Fund) -> datetime | None:
    """When the first pact of the fund came into force."""
    first = Pact.objects.filter(fund=fund, activated_at__isnull=False).order_by("activated_at")
    return first.values_list("activated_at", flat=True).first()


def on_the_way(fund: Fund) -> Disbursement | None:
    """The next money that is promised and not there yet."""
    return Disbursement.objects.filter(fund=fund).waiting().order_by("due_on").first()


def staff_of(fund: Fund) -> list[Person]:
    """Operators and mediators of the circles of the owners: who sees a question."""
    owners = fund.members.current().values("person")
    circles = CircleMembership.objects.current().filter(person__in=owners, role="participant")
    seats = CircleMembership.objects.current().filter(
        circle__in=circles.values("circle"), role__in=["operator", "mediator"]
    )
    people = Person.objects.filter(pk__in=seats.values("person")).order_by("created_at", "pk")
    return _unlocked(people)


def page_of_funds(
    user: User,
    *,
    edition: UUID | None = None,
    territory: UUID | None = None,
    after: str = "",
    size: int = PAGE,
) -> tuple[list[Fund], str]:
    """A page of the funds that `user` may see, newest first, and the mark of the next one."""
    rows = Fund.objects.visible_to(user).select_related("edition", "territory")
    if edition:
        rows = rows.filter(edition=edition)
    if territory:
        rows = rows.filter(territory=territory)
    return page_of(rows, "-created_at", after=after, size=size)


# --- Sums ----------------------------------------------------------------------------------------


def totals(edition: Edition | UUID, *, territories: Collection[UUID] | None = None) -> Totals:
    """Stored totals of all funds of an edition, or of some of its territories. One query."""
    return _totals(_in(Fund.objects.filter(edition=edition), territories, "territory"))


def totals_seen(user: User, *, territory: UUID | None = None) -> Totals:
    """Stored totals of the funds that `user` may see. One query."""
    return _totals(
        _in(Fund.objects.visible_to(user), [territory] if territory else None, "territory")
    )


def _totals(rows: QuerySet[Fund]) -> Totals:
    sums = rows.aggregate(
        funds=Count("pk"),
        agreed_cents=Sum("agreed_cents", default=0),
        received_cents=Sum("received_cents", default=0),
        spent_cents=Sum("spent_cents", default=0),
    )
    return Totals(**sums)


def by_territory(edition: Edition | UUID) -> list[Spent]:
    """Agreed and spent per territory. One query."""
    rows = (
        Territory.objects.filter(funds__edition=edition)
        .annotate(planned=Sum("funds__agreed_cents"), spent=Sum("funds__spent_cents"))
        .order_by("position", "name")
    )
    return [Spent(str(row.pk), row.name, row.planned, row.spent) for row in rows]


def by_domain(
    edition: Edition | UUID, *, territories: Collection[UUID] | None = None
) -> list[Spent]:
    """Planned and spent per domain of objectives, in the order of the domains. One query."""
    lines = _in(PactLine.objects.filter(fund__edition=edition), territories, "fund__territory")
    sums = lines.values("objective__domain").annotate(
        planned=Sum("planned_cents"), spent=Sum("spent_cents")
    )
    found = {row["objective__domain"]: row for row in sums}
    return [
        Spent(domain.value, str(domain.label), found[domain]["planned"], found[domain]["spent"])
        for domain in Domain
        if domain in found
    ]


def evidence_share(
    edition: Edition | UUID | None = None,
    *,
    fund: Fund | None = None,
    territories: Collection[UUID] | None = None,
) -> EvidenceShare:
    """By value, of an edition (or some territories) or of one fund. One query."""
    rows = Expense.objects.standing()
    rows = rows.filter(fund=fund) if fund else rows.filter(fund__edition=edition)
    rows = _in(rows, territories, "fund__territory").with_state()
    sums = rows.aggregate(
        spent_cents=Sum("amount_cents", default=0),
        paper_cents=Sum("amount_cents", filter=Q(has_paper=True), default=0),
        declared_cents=Sum("amount_cents", filter=Q(has_paper=False, is_declared=True), default=0),
    )
    return EvidenceShare(**sums)


def declared_cents(fund: Fund) -> int:
    """What the owners declared without paper. One query."""
    return evidence_share(fund=fund).declared_cents


# --- Inside --------------------------------------------------------------------------------------


def _members(user: User, funds: Sequence[UUID]) -> dict[UUID, list[MemberRow]]:
    rows = list(
        FundMember.objects.current()
        .filter(fund__in=funds)
        .select_related("person")
        .order_by("joined_at", "pk")
    )
    keys.unlock([row.person_id for row in rows])
    found: dict[UUID, list[MemberRow]] = defaultdict(list)
    for row in rows:
        found[row.fund_id].append(_member(row, user))
    return found


def _member(row: FundMember, user: User) -> MemberRow:
    person = row.person
    return MemberRow(
        id=person.pk,
        name=str(person.given_name),
        short_name=str(person.short_name),
        initials=person.initials,
        task=str(row.task),
        is_you=person.user_id == user.pk,
    )


def _objectives(
    funds: Sequence[UUID], *, plans: bool, language: str | None
) -> dict[UUID, list[ObjectiveRow]]:
    done = Count("objective__steps", filter=Q(objective__steps__done_at__isnull=False))
    lines = list(
        PactLine.objects.filter(fund__in=funds)
        .select_related("objective")
        .annotate(steps_total=Count("objective__steps"), steps_done=done)
        .order_by("objective__position", "objective__proposed_at", "pk")
    )
    if plans:
        keys.unlock([line.objective.project_id for line in lines])
    found: dict[UUID, list[ObjectiveRow]] = defaultdict(list)
    for line in lines:
        found[line.fund_id].append(_objective(line, plans=plans, language=language))
    return found


def _objective(line: PactLine, *, plans: bool, language: str | None) -> ObjectiveRow:
    objective = line.objective
    steps: dict[str, int] = line.__dict__
    return ObjectiveRow(
        id=objective.pk,
        title=objective.title_for(language) if plans else str(objective.get_domain_display()),
        picture=objective.picture,
        domain=objective.domain,
        planned_cents=line.planned_cents,
        spent_cents=line.spent_cents,
        left_cents=line.left_cents,
        steps_done=steps["steps_done"],
        steps_total=steps["steps_total"],
        result=objective.result,
    )


def _in(rows: Rows, territories: Collection[UUID] | None, path: str) -> Rows:
    return rows if territories is None else rows.filter(**{f"{path}__in": territories})


def _unlocked(people: "QuerySet[Person]") -> list[Person]:
    found = list(people)
    keys.unlock([person.pk for person in found])
    return found
