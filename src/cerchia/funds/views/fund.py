"""The participant's money: movements, the fund alone or shared; and the files behind expenses."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.funds.looking import only_owners, own_sheet, own_sheets
from cerchia.funds.models import Evidence, Expense, ExpenseQuestion, Fund
from cerchia.funds.queries.expense import latest_rows, movements, open_questions, proposals_of
from cerchia.funds.queries.fund import (
    on_the_way,
    own_funds,
    rule_of,
    rule_waiting,
    yes_needed,
)
from cerchia.vault import files
from cerchia.vault.models import SealedFile

WAITING = {"open", "agreed"}


@require_GET
def money(request: SignedIn) -> HttpResponse:
    """What came and what went, newest first."""
    funds = own_funds(request.user)
    chosen = chosen_fund(request, funds)
    if chosen is None:
        return _none_or_several(request, funds)
    page = own_sheet(request.user, chosen)
    context = {
        "sheet": page,
        "page": movements(chosen, after=request.GET.get("after", ""), language=get_language()),
        "first_page": "after" not in request.GET,
        "coming": on_the_way(chosen),
        "questions": open_questions(request.user),
        "several_funds": len(funds) > 1,
        "tab": "money",
    }
    return render(request, "funds/money.html", context)


@require_GET
def fund(request: SignedIn) -> HttpResponse:
    """The fund: per objective alone, with the others where it is shared."""
    funds = own_funds(request.user)
    chosen = chosen_fund(request, funds)
    if chosen is None:
        return _none_or_several(request, funds)
    page = own_sheet(request.user, chosen)
    context = {"sheet": page, "back_url": "/io/soldi/", "tab": "money"}
    if chosen.form != Fund.Form.ASSOCIATED:
        context["coming"] = on_the_way(chosen)
        return render(request, "funds/fund_alone.html", context)
    rule = rule_of(chosen)
    proposals = proposals_of(chosen, page.members, size=6)
    context |= {
        "rule": rule,
        "waiting_rule": rule_waiting(chosen),
        "yes_needed": yes_needed(rule, len(page.members)),
        "proposals": [one for one in proposals if one.proposal.state in WAITING],
        "decided": [one for one in proposals if one.proposal.state not in WAITING],
        "latest": latest_rows(chosen, language=get_language()),
        "several_funds": len(funds) > 1,
    }
    return render(request, "funds/fund_together.html", context)


@require_GET
def file(request: SignedIn, pk: UUID) -> HttpResponse:
    """A paper or a voice behind an expense, for who may see the expense."""
    found = get_object_or_404(SealedFile, pk=pk)
    expense = _expense_of(request, found)
    if expense is None:
        raise Http404
    trace(request.user, [expense.spender_id], "evidence")
    return files.respond(found, ranges=request.headers.get("Range", ""))


def chosen_fund(request: SignedIn, funds: list[Fund]) -> Fund | None:
    """The fund named in the address, or the only one, or the open one."""
    wanted = request.GET.get("fund", "")
    if wanted:
        found = [fund for fund in funds if str(fund.pk) == wanted]
        if not found:
            raise Http404
        return found[0]
    open_ones = [fund for fund in funds if fund.closed_at is None]
    if len(open_ones) == 1:
        return open_ones[0]
    return funds[0] if len(funds) == 1 else None


def _none_or_several(request: SignedIn, funds: list[Fund]) -> HttpResponse:
    only_owners(request.user, has_fund=bool(funds))
    rows = own_sheets(request.user, funds)
    context = {"sheets": rows, "back_url": "/io/", "tab": "money", "here": request.path}
    return render(request, "funds/fund_choice.html", context)


def _expense_of(request: SignedIn, found: SealedFile) -> Expense | None:
    """The expense that the file belongs to, if the reader may see it."""
    papers = Evidence.objects.filter(file=found).values("expense")
    voices = Q(voice=found)
    answers = ExpenseQuestion.objects.filter(answer_voice=found).values("expense")
    behind = Q(pk__in=papers) | voices | Q(pk__in=answers)
    return Expense.objects.visible_to(request.user).filter(behind).first()
