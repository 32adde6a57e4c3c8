"""The participant's pages about expenses: add, see, prove, correct, answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.requests import SignedIn
from cerchia.funds.forms.expense import AnswerForm, CorrectionForm, ExpenseForm, PaperForm
from cerchia.funds.looking import only_owners, own_sheet, own_sheets
from cerchia.funds.models import Expense, ExpenseQuestion, Fund, KeptVersion, Proposal
from cerchia.funds.queries.expense import Detail, day_said, detail, paper_rule
from cerchia.funds.queries.fund import (
    FundSheet,
    declared_cents,
    own_funds,
    pact_day,
    staff_of,
)
from cerchia.funds.refusals import KeyUsed, NeedsProposal
from cerchia.funds.rules.expense import DayWords, PaperWords, paper_words
from cerchia.funds.usecases import (
    add_evidence,
    answer_question,
    choose_version,
    correct_expense,
    declare,
    propose,
    record_expense,
)
from cerchia.funds.usecases.spending import Recorded
from cerchia.kit.errors import DomainError
from cerchia.vault.errors import FileRefused, RecordingNotAllowed
from cerchia.web.responses import form_again

UNPROCESSABLE, CONFLICT = 422, 409
NEW = "funds/expense_new.html"
ONE = "funds/expense.html"


@dataclass(frozen=True, slots=True)
class Said:
    """What a form brings, from the page itself or from a phone where it waited."""

    fields: QueryDict
    files: MultiValueDict[str, Any]


@require_http_methods(["GET", "POST"])
def expense_new(request: SignedIn) -> HttpResponse:
    """Add an expense. Nobody has to give permission."""
    funds = _open_funds(request)
    chosen = _chosen(_asked(request), funds)
    if chosen is None:
        only_owners(request.user, has_fund=bool(funds))
        rows = own_sheets(request.user, funds)
        context = {"sheets": rows, "back_url": "/io/", "here": request.path}
        return render(request, "funds/fund_choice.html", context)
    page = own_sheet(request.user, chosen)
    proposal = _decided(_asked(request), chosen)
    if request.method == "POST":
        return _record(request, page, proposal, Said(request.POST, request.FILES))
    form = ExpenseForm(objectives=page.objectives, initial=_from(proposal))
    return render(request, NEW, _new_context(page, form, proposal))


@require_GET
def expense_saved(request: SignedIn, pk: UUID) -> HttpResponse:
    """It is saved: what is left, and what may come next."""
    expense = _own(request, pk)
    page = own_sheet(request.user, expense.fund)
    if not _is_owner(page):
        return redirect("funds:expense_detail", pk=pk)
    context = {
        "one": detail(expense, language=get_language()),
        "sheet": page,
        "words": said_about(expense),
        "tab": "money",
    }
    context["key"] = expense.key
    return render(request, "funds/expense_saved.html", context)


@require_GET
def expense_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, _own(request, pk))


@require_POST
def expense_paper(request: SignedIn, pk: UUID) -> HttpResponse:
    """Add a photo now or later; or say that there is no paper."""
    expense = _own(request, pk)
    if "no_receipt" in request.POST:
        declare(actor=request.user, expense=expense)
        messages.success(request, _("Written: there is no receipt, you say so yourself."))
        return redirect("funds:expense_detail", pk=pk)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_evidence(actor=request.user, expense=expense, upload=form.cleaned_data["photo"])
        except FileRefused as refused:
            form.add_error("photo", str(refused))
        else:
            messages.success(request, _("The photo is saved."))
            return redirect("funds:expense_detail", pk=pk)
    return _page(request, expense, paper=form, status=UNPROCESSABLE)


@require_POST
def expense_correct(request: SignedIn, pk: UUID) -> HttpResponse:
    expense = _own(request, pk)
    page = own_sheet(request.user, expense.fund)
    form = CorrectionForm(request.POST, objectives=page.objectives)
    if form.is_valid():
        try:
            made = correct_expense(actor=request.user, expense=expense, **form.said())
        except DomainError as error:
            if error.status != UNPROCESSABLE:
                raise
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Corrected. The first one stays below, struck through."))
            return redirect("funds:expense_detail", pk=made.expense.pk)
    return _page(request, expense, correction=form, status=UNPROCESSABLE)


@require_POST
def expense_answer(request: SignedIn, pk: UUID, question: UUID) -> HttpResponse:
    expense = _own(request, pk)
    row = get_object_or_404(ExpenseQuestion, pk=question, expense=expense)
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            answer_question(
                actor=request.user,
                question=row,
                text=given["text"],
                voice=given["voice"],
                objective=given["objective"],
                talk_in_circle=given["talk"],
            )
        except FileRefused as refused:
            form.add_error("voice", str(refused))
        except DomainError as error:
            if error.status != UNPROCESSABLE:
                raise
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your answer is saved. The expense stays yours."))
            return redirect("funds:expense_detail", pk=_latest(expense).pk)
    return _page(request, expense, answer=form, status=UNPROCESSABLE)


@require_POST
def expense_choose(request: SignedIn, pk: UUID, kept: UUID) -> HttpResponse:
    """Two contents under one key: the person chooses."""
    expense = _own(request, pk)
    row = get_object_or_404(KeptVersion, pk=kept, expense=expense)
    choice = request.POST.get("choice", "")
    if choice not in {"saved", "other", "both"}:
        return _page(request, expense, status=UNPROCESSABLE)
    made = choose_version(actor=request.user, kept=row, choice=choice)
    messages.success(request, _("Done as you chose."))
    return redirect("funds:expense_detail", pk=made.expense.pk)


def said_about(expense: Expense) -> tuple[PaperWords, DayWords]:
    """Kind words about the paper and the day; neither stops anything."""
    fund = expense.fund
    declared = expense.told == Expense.Told.DECLARATION
    papers = paper_words(
        paper_rule(fund.edition),
        amount_cents=expense.amount_cents,
        declared=declared,
        declared_cents=declared_cents(fund) if declared else 0,
        received_cents=fund.received_cents,
    )
    return papers, day_said(expense, pact_day(fund))


# --- What waited on a phone ----------------------------------------------------------------------


def record_said(
    request: SignedIn, fields: QueryDict, files: MultiValueDict[str, Any]
) -> Recorded | None:
    """Record what a form says without showing it; None if it is not clear enough."""
    fund = _chosen(fields, _open_funds(request))
    if fund is None:
        return None
    page = own_sheet(request.user, fund)
    form = ExpenseForm(fields, files, objectives=page.objectives)
    if not form.is_valid():
        return None
    proposal = _decided(fields, fund)
    return record_expense(actor=request.user, fund=fund, proposal=proposal, **form.said())


def again(request: SignedIn, fields: QueryDict, files: MultiValueDict[str, Any]) -> HttpResponse:
    """Record it, or show the form with what was typed and with what is missing."""
    funds = _open_funds(request)
    chosen = _chosen(fields, funds)
    if chosen is None:
        rows = own_sheets(request.user, funds)
        context = {"sheets": rows, "back_url": "/io/", "here": reverse("funds:expense_new")}
        return render(request, "funds/fund_choice.html", context)
    page, said = own_sheet(request.user, chosen), Said(fields, files)
    return _record(request, page, _decided(fields, chosen), said)


# --- Inside --------------------------------------------------------------------------------------


def _own(request: SignedIn, pk: UUID) -> Expense:
    """An expense that the person made, or that stands in a fund of theirs."""
    mine = Expense.objects.filter(fund__in=Fund.objects.of_person(request.user))
    theirs = Expense.objects.filter(spender__user=request.user)
    return get_object_or_404((mine | theirs).select_related("fund__edition", "spender"), pk=pk)


def _open_funds(request: SignedIn) -> list[Fund]:
    return [fund for fund in own_funds(request.user) if fund.closed_at is None]


def _asked(request: SignedIn) -> Mapping[str, Any]:
    """What the form says, or else the address."""
    return {**request.GET.dict(), **request.POST.dict()}


def _chosen(said: Mapping[str, Any], funds: list[Fund]) -> Fund | None:
    wanted = said.get("fund", "")
    if wanted:
        found = [fund for fund in funds if str(fund.pk) == wanted]
        if not found:
            raise Http404
        return found[0]
    return funds[0] if len(funds) == 1 else None


def _decided(said: Mapping[str, Any], fund: Fund) -> Proposal | None:
    """The decision that this expense carries out, if the page was opened from one."""
    wanted = said.get("proposal", "")
    if not wanted:
        return None
    try:
        return get_object_or_404(Proposal, pk=UUID(wanted), fund=fund)
    except ValueError:
        raise Http404 from None


def _from(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    whole, rest = divmod(proposal.amount_cents, 100)
    aim = str(proposal.objective_id) if proposal.objective_id else "other"
    return {"what": str(proposal.what), "amount": f"{whole},{rest:02d}", "objective": aim}


def _new_context(
    page: FundSheet, form: ExpenseForm, proposal: Proposal | None, *, proposing: str = ""
) -> dict[str, Any]:
    return {
        "sheet": page,
        "form": form,
        "proposal": proposal,
        "proposing": proposing,
        "aim": str(form["objective"].value() or ""),
        "after_cents": _left_here(page, form),
        "back_url": "/io/",
    }


def _left_here(page: FundSheet, form: ExpenseForm) -> int:
    """What stays of the chosen objective, or of the fund, after what is typed so far."""
    aim = str(form["objective"].value() or "")
    here = next((one.left_cents for one in page.objectives if str(one.id) == aim), None)
    left = page.fund.left_cents if here is None else here
    typed = getattr(form, "cleaned_data", {}).get("amount")
    return left - int(typed or 0)


def _record(
    request: SignedIn, page: FundSheet, proposal: Proposal | None, said: Said
) -> HttpResponse:
    form = ExpenseForm(said.fields, said.files, objectives=page.objectives)
    proposing = ""
    if form.is_valid():
        try:
            return _carry_out(request, page, form, proposal)
        except KeyUsed as used:
            known = _own(request, UUID(str(used.params["expense"])))
            return _page(request, known, status=CONFLICT)
        except NeedsProposal as needed:
            proposing = str(needed)
        except DomainError as error:
            if error.status != UNPROCESSABLE:
                raise
            form.add_error(_field_of(error), str(error))
    return form_again(request, NEW, _new_context(page, form, proposal, proposing=proposing))


def _carry_out(
    request: SignedIn, page: FundSheet, form: ExpenseForm, proposal: Proposal | None
) -> HttpResponse:
    """Record what was typed, or put it to the others."""
    if "propose" in form.data:
        return _propose(request, page, form)
    made = record_expense(actor=request.user, fund=page.fund, proposal=proposal, **form.said())
    return redirect("funds:expense_saved", pk=made.expense.pk)


def _field_of(error: DomainError) -> str | None:
    """The field that a refusal is about; None for the whole form."""
    if isinstance(error, RecordingNotAllowed):
        return "voice"
    return "photo" if isinstance(error, FileRefused) else None


def _propose(request: SignedIn, page: FundSheet, form: ExpenseForm) -> HttpResponse:
    """The same form, put to the others."""
    said = form.said()
    made = propose(
        actor=request.user,
        fund=page.fund,
        what=said["what"] or _("An expense"),
        why=form.cleaned_data["why"],
        language=request.LANGUAGE_CODE,
        amount_cents=said["amount_cents"],
        objective=said["objective"],
        key=said["key"],
    )
    messages.success(request, _("The others can answer now."))
    return redirect("funds:decision_detail", pk=made.pk)


def _is_owner(page: FundSheet) -> bool:
    """Who left a shared fund still reads their own expenses, and no longer the fund."""
    return any(one.is_you for one in page.members)


def _latest(expense: Expense) -> Expense:
    while later := Expense.objects.filter(corrects=expense).first():
        expense = later
    return expense


def _page(
    request: SignedIn,
    expense: Expense,
    *,
    paper: PaperForm | None = None,
    correction: CorrectionForm | None = None,
    answer: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = own_sheet(request.user, expense.fund)
    one = detail(expense, language=get_language())
    if correction is None:
        correction = CorrectionForm(objectives=page.objectives, initial=_as_typed(one))
    context = {
        "one": one,
        "sheet": page,
        "words": said_about(expense),
        "paper": paper or PaperForm(),
        "correction": correction,
        "answer": answer or AnswerForm(),
        "staff": staff_of(expense.fund) if one.questions else [],
        "is_mine": expense.spender.user_id == request.user.pk,
        "may_correct": one.later is None and page.fund.closed_at is None and _is_owner(page),
        "back_url": "/io/soldi/",
        "tab": "money",
    }
    return render(request, ONE, context, status=status)


def _as_typed(one: Detail) -> dict[str, Any]:
    whole, rest = divmod(one.row.amount_cents, 100)
    return {
        "amount": f"{whole},{rest:02d}",
        "what": one.row.what,
        "spent_on": one.row.spent_on,
        "objective": str(one.row.objective_id or "other"),
    }
