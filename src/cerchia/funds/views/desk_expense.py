"""The staff's pages about funds and expenses. They see and ask; there is nothing to approve."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.funds.forms.expense import AskForm, OutcomeForm
from cerchia.funds.looking import only_staff
from cerchia.funds.models import Expense, ExpenseQuestion, Fund
from cerchia.funds.queries import expense as expenses
from cerchia.funds.queries import fund as funds
from cerchia.funds.usecases import ask_question, close_question, mark_seen
from cerchia.programmes.models import Territory

UNPROCESSABLE = 422


@require_GET
def fund_list(request: SignedIn) -> HttpResponse:
    """Funds that one walks with or answers for, newest first."""
    only_staff(request.user)
    territory = _id(request.GET.get("territory", ""))
    rows, following = funds.page_of_funds(
        request.user, territory=territory, after=request.GET.get("after", "")
    )
    plans = expenses.reads_plans(request.user)
    sheets = funds.sheets(request.user, rows, plans=plans)
    trace(request.user, [one.id for page in sheets for one in page.members], "money")
    context = {
        "section": "funds",
        "sheets": sheets,
        "seen": funds.totals_seen(request.user, territory=territory),
        "following": following,
        "territories": _territories(request),
        "territory": territory,
    }
    return render(request, "funds/desk_funds.html", context)


@require_GET
def fund_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    """Planned, spent, left per objective; movements; papers."""
    only_staff(request.user)
    visible = Fund.objects.visible_to(request.user).select_related("edition", "territory")
    fund = get_object_or_404(visible, pk=pk)
    plans = expenses.reads_plans(request.user)
    page = funds.sheet(request.user, fund, plans=plans)
    trace(request.user, [one.id for one in page.members], "money")
    rule = funds.rule_of(fund)
    context = {
        "section": "funds",
        "sheet": page,
        "rule": rule,
        "rule_yes": funds.yes_needed(rule, len(page.members)),
        "coming": funds.on_the_way(fund),
        "share": funds.evidence_share(fund=fund),
        "page": expenses.movements(fund, after=request.GET.get("after", ""), plans=plans),
        "crumbs": [(_("Funds"), "/fondi/")],
    }
    return render(request, "funds/desk_fund.html", context)


@require_GET
def inbox(request: SignedIn) -> HttpResponse:
    """Expenses to look at; for the accounts, those without a paper."""
    only_staff(request.user)
    rows, following = expenses.inbox(request.user, after=request.GET.get("after", ""))
    trace(request.user, [row.spender_id for row in rows], "expenses")
    context = {"section": "expenses", "rows": rows, "following": following}
    return render(request, "funds/desk_inbox.html", context)


@require_http_methods(["GET", "POST"])
def expense_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    """One expense: see its papers, ask."""
    only_staff(request.user)
    expense = _visible(request, pk)
    form = AskForm()
    status = 200
    if request.method == "POST":
        form = AskForm(request.POST)
        if form.is_valid():
            ask_question(
                actor=request.user,
                expense=expense,
                text=form.cleaned_data["text"],
                language=request.LANGUAGE_CODE,
            )
            messages.success(request, _("The question is sent. The expense stands."))
            return redirect("funds:desk_expense", pk=pk)
        status = UNPROCESSABLE
    trace(request.user, [expense.spender_id], "expenses")
    return render(
        request, "funds/desk_expense.html", _context(request, expense, form), status=status
    )


@require_POST
def expense_seen(request: SignedIn, pk: UUID) -> HttpResponse:
    only_staff(request.user)
    mark_seen(actor=request.user, expense=_visible(request, pk))
    messages.success(request, _("Seen."))
    return redirect("funds:expenses_inbox")


@require_POST
def question_close(request: SignedIn, pk: UUID) -> HttpResponse:
    only_staff(request.user)
    seen = Expense.objects.visible_to(request.user)
    question = get_object_or_404(ExpenseQuestion.objects.filter(expense__in=seen), pk=pk)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        close_question(actor=request.user, question=question, outcome=form.cleaned_data["outcome"])
        messages.success(request, _("The question is closed."))
    return redirect("funds:desk_expense", pk=question.expense_id)


def _visible(request: SignedIn, pk: UUID) -> Expense:
    rows = Expense.objects.visible_to(request.user).filter(
        fund__in=Fund.objects.visible_to(request.user)
    )
    return get_object_or_404(rows.select_related("fund__edition", "spender"), pk=pk)


def _context(request: SignedIn, expense: Expense, form: AskForm) -> dict[str, Any]:
    one = expenses.detail(expense, plans=expenses.reads_plans(request.user))
    return {
        "section": "expenses",
        "one": one,
        "form": form,
        "outcome": OutcomeForm(),
        "may_ask": may(request.user, "funds.ask_question", expense),
        "may_mark": may(request.user, "funds.mark_seen", expense)
        and not expense.seen.filter(by=request.user).exists(),
        "crumbs": [(_("Expenses to look at"), "/spese/")],
    }


def _territories(request: SignedIn) -> list[Territory]:
    seen = Fund.objects.visible_to(request.user).values("territory")
    return list(Territory.objects.filter(pk__in=seen))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
