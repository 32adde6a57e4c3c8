"""Decisions of a shared fund: answer, withdraw, the written rules, leaving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.requests import SignedIn
from cerchia.funds.forms.decision import LeavingForm, RuleForm
from cerchia.funds.looking import own_sheet
from cerchia.funds.models import Fund, FundRule, Proposal
from cerchia.funds.queries.expense import proposal_sheet
from cerchia.funds.queries.fund import (
    FundSheet,
    own_funds,
    rule_of,
    rule_waiting,
    yes_needed,
)
from cerchia.funds.rules.shares import part_of_leaver
from cerchia.funds.usecases import (
    agree_rule,
    leave_fund,
    propose_leaving,
    vote,
    withdraw_proposal,
    write_rule,
)
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person

UNPROCESSABLE = 422
ANSWERS = {"yes", "talk", "no"}


@require_http_methods(["GET", "POST"])
def decision_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    """One decision: who answered what; answer."""
    row = get_object_or_404(_own_proposals(request), pk=pk)
    if request.method == "POST":
        return _answer(request, row)
    page = own_sheet(request.user, row.fund)
    context = {
        "one": proposal_sheet(row, row.fund, page.members),
        "sheet": page,
        "is_mine": row.proposed_by.user_id == request.user.pk,
        "back_url": "/io/fondo/",
        "tab": "money",
    }
    return render(request, "funds/decision.html", context)


@require_http_methods(["GET", "POST"])
def rules(request: SignedIn) -> HttpResponse:
    """The written rules: read, write anew, agree."""
    page = _shared(request)
    form = RuleForm(members=page.members, initial=_as_written(rule_of(page.fund)))
    status = 200
    if request.method == "POST":
        form = RuleForm(request.POST, members=page.members)
        if form.is_valid():
            holder = get_object_or_404(Person, pk=form.holder_id())
            write_rule(actor=request.user, fund=page.fund, account_holder=holder, **form.said())
            messages.success(request, _("Written. The others read it and say yes."))
            return redirect("funds:rules")
        status = UNPROCESSABLE
    rule, waiting = rule_of(page.fund), rule_waiting(page.fund)
    agreed = set(waiting.agreed_by.values_list("pk", flat=True)) if waiting else set()
    context = {
        "sheet": page,
        "rule": rule,
        "rule_yes": yes_needed(rule, len(page.members)),
        "waiting": waiting,
        "waiting_yes": yes_needed(waiting, len(page.members)),
        "agreed": [one for one in page.members if one.id in agreed],
        "missing": [one for one in page.members if one.id not in agreed],
        "you_miss": any(one.is_you and one.id not in agreed for one in page.members),
        "form": form,
        "back_url": "/io/fondo/",
        "tab": "money",
    }
    return render(request, "funds/rules.html", context, status=status)


@require_POST
def rule_agree(request: SignedIn, pk: UUID) -> HttpResponse:
    mine = FundRule.objects.filter(fund__in=Fund.objects.of_person(request.user))
    agree_rule(actor=request.user, rule=get_object_or_404(mine, pk=pk))
    messages.success(request, _("You said yes to the rules."))
    return redirect("funds:rules")


@require_http_methods(["GET", "POST"])
def leaving(request: SignedIn) -> HttpResponse:
    """Leave a shared fund: with the equal share by oneself, or with a part decided together."""
    page = _shared(request)
    rule = rule_of(page.fund)
    together = bool(rule and rule.sharing == FundRule.Sharing.POT and page.fund.left_cents)
    share = part_of_leaver(page.fund.left_cents, len(page.members))
    form, status = LeavingForm(), 200
    if request.method == "POST":
        form = LeavingForm(request.POST)
        if form.is_valid():
            try:
                return _leave(request, page, form, together=together, share=share)
            except DomainError as error:
                if error.status != UNPROCESSABLE:
                    raise
                form.add_error(None, str(error))
        status = UNPROCESSABLE
    context = {
        "sheet": page,
        "together": together,
        "share": share,
        "form": form,
        "back_url": "/io/fondo/regole/",
        "tab": "money",
    }
    return render(request, "funds/leaving.html", context, status=status)


def _leave(
    request: SignedIn, page: FundSheet, form: LeavingForm, *, together: bool, share: int
) -> HttpResponse:
    given = form.cleaned_data
    if together:
        me = get_object_or_404(Person, user=request.user)
        made = propose_leaving(
            actor=request.user,
            fund=page.fund,
            leaver=me,
            amount_cents=share if given["amount"] is None else given["amount"],
            why=given["decision"],
            language=request.LANGUAGE_CODE,
        )
        return redirect("funds:decision_detail", pk=made.pk)
    into = given["into"] or "new_fund"
    leave_fund(actor=request.user, fund=page.fund, decision=given["decision"], into=into)
    messages.success(request, _("You left the shared fund. Your part is settled to the cent."))
    return redirect("funds:money")


def _answer(request: SignedIn, row: Proposal) -> HttpResponse:
    if "withdraw" in request.POST:
        withdraw_proposal(actor=request.user, proposal=row)
        messages.success(request, _("You took the proposal back."))
        return redirect("funds:fund")
    answer = request.POST.get("answer", "")
    if answer not in ANSWERS:
        raise Http404
    voted = vote(actor=request.user, proposal=row, answer=answer)
    said = _("Decided: yes.") if voted.proposal.agreed_at else _("Your answer is saved.")
    messages.success(request, said)
    return redirect("funds:decision_detail", pk=row.pk)


def _own_proposals(request: SignedIn) -> Any:
    mine = Proposal.objects.filter(fund__in=Fund.objects.of_person(request.user))
    return mine.select_related("fund", "rule", "proposed_by", "leaver", "expense")


def _shared(request: SignedIn) -> FundSheet:
    """The person's shared fund; without one the page does not exist."""
    wanted = request.GET.get("fund", "")
    shared = [
        one
        for one in own_funds(request.user)
        if one.form == Fund.Form.ASSOCIATED and wanted in {"", str(one.pk)}
    ]
    if not shared:
        raise Http404
    return own_sheet(request.user, shared[0])


def _as_written(rule: FundRule | None) -> dict[str, Any]:
    if rule is None:
        return {}
    whole, rest = divmod(rule.solo_limit_cents, 100)
    return {
        "sharing": rule.sharing,
        "solo_limit": f"{whole},{rest:02d}",
        "above_limit": rule.above_limit,
        "account_holder": str(rule.account_holder_id),
        "when_one_leaves": str(rule.when_one_leaves),
        "days_to_vote": rule.days_to_vote,
    }
