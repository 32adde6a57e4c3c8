"""Funds in the JSON interface: the same scope as the pages."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.funds.models import Fund
from cerchia.funds.queries.expense import reads_plans
from cerchia.funds.queries.fund import FundSheet, page_of_funds, sheet, sheets

router = Router(tags=["funds"])


class MemberOut(Schema):
    id: UUID
    name: str


class ObjectiveOut(Schema):
    id: UUID
    title: str
    planned_cents: int
    spent_cents: int
    left_cents: int


class FundOut(Schema):
    """`form`: individual or associated; `state`: agreed, funded, in_use, spent or closed."""

    id: UUID
    form: str
    state: str
    members: list[MemberOut]
    agreed_cents: int
    received_cents: int
    spent_cents: int
    left_cents: int
    objectives: list[ObjectiveOut]


class FundsOut(Schema):
    items: list[FundOut]
    next: str | None


@router.get("/funds", response=FundsOut, operation_id="funds_list")
def fund_list(request: SignedIn, cursor: str = "") -> FundsOut:
    """Funds that you may see, newest first."""
    rows, following = page_of_funds(request.user, after=cursor)
    pages = sheets(request.user, rows, plans=reads_plans(request.user))
    trace_money(request.user, pages)
    return FundsOut(items=[fund_out(page) for page in pages], next=following or None)


@router.get("/funds/{uuid:pk}", response=FundOut, operation_id="funds_get")
def fund_get(request: SignedIn, pk: UUID) -> FundOut:
    """One of them."""
    fund = get_object_or_404(Fund.objects.visible_to(request.user), pk=pk)
    page = sheet(request.user, fund, plans=reads_plans(request.user))
    trace_money(request.user, [page])
    return fund_out(page)


def trace_money(user: User, pages: list[FundSheet]) -> None:
    trace(user, [one.id for page in pages for one in page.members], "money")


def fund_out(page: FundSheet) -> FundOut:
    fund = page.fund
    return FundOut(
        id=fund.pk,
        form=fund.form,
        state=fund.state,
        members=[MemberOut(id=one.id, name=one.name) for one in page.members],
        agreed_cents=fund.agreed_cents,
        received_cents=fund.received_cents,
        spent_cents=fund.spent_cents,
        left_cents=fund.left_cents,
        objectives=[
            ObjectiveOut(
                id=one.id,
                title=one.title,
                planned_cents=one.planned_cents,
                spent_cents=one.spent_cents,
                left_cents=one.left_cents,
            )
            for one in page.objectives
        ],
    )
