"""Payments for screens and figures: who waits, what is late, how many days money takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.funds.models import Disbursement, Pact, PactLine, PayoutAccount
from cerchia.funds.models.payment import DisbursementQuerySet
from cerchia.funds.models.scope import OPERATOR, own_funds, walked_funds
from cerchia.funds.rules.calendar import DaysToMoney, days_to_money, working_days_between
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import StaffAssignment
from cerchia.programmes.standing import Role, Standing
from cerchia.web.paging import page_of

PAGE = 50
QUEUE = ("to_prepare", "prepared", "approved", "sent")


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment in the queue. `act`: what the reader may do next, or nothing."""

    payment: Disbursement
    state: str
    late_days: int
    has_account: bool
    act: str

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


@dataclass(frozen=True, slots=True)
class Planned:
    """Money of one domain: planned by the pacts in force, and used."""

    domain: str
    planned_cents: int
    spent_cents: int


def visible_payments(user: User) -> DisbursementQuerySet:
    """Payments in the scope of `user`, with what their pages show."""
    rows = Disbursement.objects.visible_to(user)
    return rows.select_related(
        "payee", "fund__territory", "fund__edition", "pact__circle", "account", "prepared_by"
    )


def page_of_payments(
    user: User, *, state: str = "", after: str = "", size: int = PAGE
) -> tuple[list[Disbursement], str]:
    """A page of payments, the earliest due first, and the mark of the next one."""
    rows = visible_payments(user).select_related("account__person__user")
    if state:
        rows = rows.in_state(state)
    return page_of(rows, "due_on", after=after, size=size)


def queue(user: User) -> list[PaymentRow]:
    """What waits, the earliest due first. Six queries, however many rows."""
    rows = list(visible_payments(user).waiting().order_by("due_on", "code"))
    owned = set(own_funds(user).values_list("fund", flat=True))
    walked = set(walked_funds(user, OPERATOR).values_list("fund", flat=True))
    payees = {row.payee_id for row in rows}
    known = PayoutAccount.objects.current().filter(person__in=payees)
    with_account = set(known.values_list("person", flat=True))
    mine = standing.of(user)
    return [
        PaymentRow(
            payment=row,
            state=row.state,
            late_days=late_days(row.due_on),
            has_account=row.payee_id in with_account,
            act="" if row.fund_id in owned else _act(user, mine, row, row.fund_id in walked),
        )
        for row in rows
    ]


def _act(user: User, mine: Standing, row: Disbursement, walks: bool) -> str:
    place = (row.fund.edition_id, row.fund.territory_id)
    coordinates = mine.covers(*place, Role.COORDINATOR)
    accounts = mine.covers(*place, Role.ACCOUNTS)
    allowed = {
        "to_prepare": ("prepare", walks or coordinates or accounts),
        "prepared": ("approve", coordinates and row.prepared_by_id != user.pk),
        "approved": ("send", accounts),
        "sent": ("settle", accounts),
    }
    act, may = allowed[row.state]
    return act if may else ""


def late_days(due_on: date) -> int:
    """Working days past the due date, today included; 0 if it is not late."""
    today = clock.today()
    return max(1, working_days_between(due_on, today)) if due_on < today else 0


def days_of(edition_id: UUID, territory_id: UUID | None = None) -> DaysToMoney:
    """Calendar days from the signature to the first money in hand, median and longest."""
    rows = Disbursement.objects.in_state("executed").filter(
        fund__edition=edition_id, kind=Disbursement.Kind.FIRST
    )
    if territory_id is not None:
        rows = rows.filter(fund__territory=territory_id)
    spans = rows.values_list("signed_on", "executed_on")
    return days_to_money([(signed, arrived) for signed, arrived in spans if arrived])


def days_seen_by(user: User) -> DaysToMoney:
    """The same over every payment in the scope of `user`."""
    rows = Disbursement.objects.visible_to(user).in_state("executed")
    spans = rows.filter(kind=Disbursement.Kind.FIRST).values_list("signed_on", "executed_on")
    return days_to_money([(signed, arrived) for signed, arrived in spans if arrived])


def waiting_cents(edition_id: UUID, territory_id: UUID | None = None) -> int:
    """Money promised and not there yet."""
    rows = Disbursement.objects.waiting().filter(fund__edition=edition_id)
    if territory_id is not None:
        rows = rows.filter(fund__territory=territory_id)
    return rows.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def planned_by_domain(edition_id: UUID, territory_id: UUID | None = None) -> list[Planned]:
    """Planned and used money of every domain, the largest plan first. One query."""
    here = Q(fund__edition=edition_id)
    if territory_id is not None:
        here &= Q(fund__territory=territory_id)
    rows = (
        PactLine.objects.filter(here)
        .values("objective__domain")
        .annotate(planned=Sum("planned_cents"), spent=Sum("spent_cents"))
        .order_by("-planned", "objective__domain")
    )
    return [Planned(row["objective__domain"], row["planned"], row["spent"]) for row in rows]


def payments_of_pact(pact: Pact) -> Sequence[Disbursement]:
    """The payments of the fund of a pact that were not refused or cancelled, oldest first."""
    rows = Disbursement.objects.filter(fund=pact.fund_id, rejected_at=None, cancelled_at=None)
    return list(rows.select_related("payee", "account").order_by("due_on", "code"))


def first_payment(pact: Pact) -> Disbursement | None:
    """The payment that a person waits for: the first not executed, else the last executed."""
    rows = payments_of_pact(pact)
    waiting = [row for row in rows if row.executed_at is None]
    return waiting[0] if waiting else (rows[-1] if rows else None)


def witnesses(payment: Disbursement, actor: User) -> list[Person]:
    """Staff who may look on: of the circle, accounts and coordinators of the territory."""
    fund = payment.fund
    posted = StaffAssignment.objects.current().filter(
        Q(territory=None) | Q(territory=fund.territory_id),
        edition=fund.edition_id,
        role__in=[Role.ACCOUNTS, Role.COORDINATOR],
    )
    seats = CircleMembership.objects.current().filter(
        circle=payment.pact.circle_id, role=CircleMembership.Role.OPERATOR
    )
    found = Person.objects.filter(
        Q(pk__in=posted.values("person")) | Q(pk__in=seats.values("person")), user__isnull=False
    )
    return list(found.exclude(user=actor).exclude(pk=payment.payee_id))
