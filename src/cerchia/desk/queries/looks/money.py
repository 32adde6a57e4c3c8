"""Money that waits: late payments, the next step of the others, questions, papers."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.desk.queries.looks.shapes import MOST_OF_A_KIND, Look, Scope
from cerchia.funds.models import Disbursement, Evidence, Expense, ExpenseQuestion, Fund
from cerchia.funds.queries.payment import late_days
from cerchia.kit import clock
from cerchia.programmes.standing import Role
from cerchia.web.formats import day_month, euros_text


def _why_late(row: Disbursement) -> str:
    """Where the money waits, in words."""
    if row.replaces_id:
        return gettext("the bank refused the account.")
    return {
        "to_prepare": gettext("the payment is not prepared yet."),
        "prepared": gettext("the payment is prepared and not approved."),
        "approved": gettext("the payment is approved and not sent."),
        "sent": gettext("the bank has not paid it out yet."),
    }[row.state]


def late_money(scope: Scope) -> Iterator[Look]:
    if not scope.has(Role.OPERATOR, Role.COORDINATOR, Role.ACCOUNTS):
        return
    rows = scope.here(Disbursement.objects.visible_to(scope.user).late(), "fund__territory")
    found = list(rows.order_by("due_on", "code")[: MOST_OF_A_KIND + 1])
    for row in found[:MOST_OF_A_KIND]:
        days = late_days(row.due_on)
        since = ngettext("%(n)d working day late:", "%(n)d working days late:", days) % {"n": days}
        yield Look(
            gettext("A signed pact waits for its money,"),
            f"{since} {_why_late(row)}",
            reverse("funds:payment_detail", args=[row.pk]),
            "care",
        )
    if len(found) > MOST_OF_A_KIND:
        title = gettext("Other payments are late.")
        yield Look(title, "", reverse("funds:payment_queue"), "care")


def payments(scope: Scope) -> Iterator[Look]:
    """The next step of the payments that are in time, for whose turn it is. One query."""
    turns: dict[str, tuple[str, ...]] = {
        "to_prepare": (Role.OPERATOR,),
        "prepared": (Role.COORDINATOR,),
        "approved": (Role.ACCOUNTS,),
        "sent": (Role.ACCOUNTS,),
    }
    mine = [state for state, roles in turns.items() if scope.has(*roles)]
    if not mine:
        return
    rows = Disbursement.objects.visible_to(scope.user).waiting().filter(due_on__gte=clock.today())
    rows = scope.here(rows, "fund__territory")
    columns = rows.values_list("prepared_at", "approved_at", "sent_at", "prepared_by")
    counts: Counter[str] = Counter()
    for prepared, approved, sent, by in columns:
        state = _state(prepared, approved, sent)
        if state != "prepared" or by != scope.user.pk:
            counts[state] += 1
    for state in mine:
        if counts[state]:
            yield Look(_payment_words(state, counts[state]), "", reverse("funds:payment_queue"))


def _state(prepared: datetime | None, approved: datetime | None, sent: datetime | None) -> str:
    if sent:
        return "sent"
    if approved:
        return "approved"
    return "prepared" if prepared else "to_prepare"


def _payment_words(state: str, n: int) -> str:
    words = {
        "to_prepare": ngettext("%(n)d payment to prepare", "%(n)d payments to prepare", n),
        "prepared": ngettext("%(n)d payment to approve", "%(n)d payments to approve", n),
        "approved": ngettext("%(n)d payment to send", "%(n)d payments to send", n),
        "sent": ngettext(
            "%(n)d payment to match with the bank", "%(n)d payments to match with the bank", n
        ),
    }
    return words[state] % {"n": n}


def questions(scope: Scope) -> Iterator[Look]:
    """Questions on expenses: unanswered ones, and answers that nobody has closed. One query."""
    if not scope.has(Role.OPERATOR, Role.MEDIATOR, Role.ACCOUNTS):
        return
    seen = Fund.objects.visible_to(scope.user)
    rows = ExpenseQuestion.objects.filter(closed_at=None, expense__fund__in=seen)
    sums = scope.here(rows, "expense__fund__territory").aggregate(
        open=Count("pk", filter=Q(answered_at=None)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        since=Min("asked_at", filter=Q(answered_at=None)),
    )
    url = reverse("funds:expenses_inbox")
    if n := sums["answered"]:
        title = ngettext("%(n)d answer to read", "%(n)d answers to read", n) % {"n": n}
        yield Look(title, gettext("about expenses."), url)
    if n := sums["open"]:
        title = ngettext("%(n)d question about an expense", "%(n)d questions about expenses", n) % {
            "n": n
        }
        said = gettext("open, the first since %(day)s.") % {"day": day_month(sums["since"])}
        yield Look(title, said, url, "wait")


def papers(scope: Scope) -> Iterator[Look]:
    """What has neither paper nor a word yet: for the accounts. One query."""
    editions = scope.mine.editions(Role.ACCOUNTS)
    if not editions:
        return
    papers = Evidence.objects.filter(expense=OuterRef("pk"))
    rows = Expense.objects.standing().filter(~Exists(papers), fund__edition__in=editions)
    sums = scope.here(rows, "fund__territory").aggregate(n=Count("pk"), cents=Sum("amount_cents"))
    if n := sums["n"]:
        title = ngettext("%(n)d expense without a paper", "%(n)d expenses without a paper", n) % {
            "n": n
        }
        said = gettext("%(sum)s in all. Money is never stopped for that.")
        said = said % {"sum": euros_text(sums["cents"])}
        yield Look(title, said, reverse("funds:expenses_inbox"), "wait")
