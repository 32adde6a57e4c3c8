"""Expenses in the JSON interface. The key makes a repeat harmless, for ever."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import File, Header, Router, Schema, Status, UploadedFile
from pydantic import Field

from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.funds.models import Evidence, Expense, Fund
from cerchia.funds.queries.expense import ExpenseRow, page_of_expenses, reads_plans
from cerchia.funds.usecases import add_evidence, correct_expense, record_expense
from cerchia.kit.money import MOST_CENTS

router = Router(tags=["expenses"])
Cents = Annotated[int, Field(strict=True, gt=0, le=MOST_CENTS)]
Key = Annotated[UUID, Header(alias="Idempotency-Key")]
LaterKey = Annotated[UUID | None, Header(alias="Idempotency-Key")]


class ExpenseIn(Schema):
    amount_cents: Cents
    spent_on: date
    what: str = Field(max_length=200)
    objective: UUID | None
    no_objective_reason: str = Field(default="", max_length=300)
    payee: str = Field(default="", max_length=200)
    evidence: Literal["photo", "declaration", "later"]


class CorrectionIn(Schema):
    """Only what changes. `objective` null means: none of them."""

    amount_cents: Cents | None = None
    objective: UUID | None = None
    what: str | None = Field(default=None, max_length=200)
    spent_on: date | None = None
    reason: str = Field(max_length=300)


class ExpenseOut(Schema):
    """`left_cents` is what the fund held just after this expense."""

    id: UUID
    fund: UUID
    amount_cents: int
    from_fund_cents: int
    own_money_cents: int
    left_cents: int
    spent_on: date
    what: str
    objective: UUID | None
    no_objective_reason: str
    payee: str
    evidence: str
    corrects: UUID | None
    recorded_at: datetime


class ExpenseRowOut(Schema):
    """`state`: question, corrected, photo, no_paper or sent."""

    id: UUID
    amount_cents: int
    from_fund_cents: int
    own_money_cents: int
    spent_on: date
    what: str
    objective: UUID | None
    spender: str
    state: str
    recorded_at: datetime


class ExpensesOut(Schema):
    items: list[ExpenseRowOut]
    next: str | None


class EvidenceOut(Schema):
    id: UUID
    expense: UUID
    kind: str
    media_type: str
    size_bytes: int


@router.get("/funds/{uuid:pk}/expenses", response=ExpensesOut, operation_id="fund_expenses_list")
def expense_list(request: SignedIn, pk: UUID, cursor: str = "") -> ExpensesOut:
    """Newest first; corrected ones stay in the list."""
    fund = get_object_or_404(Fund.objects.visible_to(request.user), pk=pk)
    plans = reads_plans(request.user)
    rows, following = page_of_expenses(fund, after=cursor, plans=plans)
    trace(request.user, [row.spender_id for row in rows], "expenses")
    return ExpensesOut(items=[row_out(row) for row in rows], next=following or None)


@router.post(
    "/funds/{uuid:pk}/expenses",
    response={200: ExpenseOut, 201: ExpenseOut},
    operation_id="fund_expenses_record",
)
def expense_record(request: SignedIn, pk: UUID, payload: ExpenseIn, key: Key) -> Status[ExpenseOut]:
    """Record an expense. The same key and content again gives 200 and the same body."""
    fund = get_object_or_404(Fund.objects.visible_to(request.user), pk=pk)
    said = payload.dict()
    made = record_expense(actor=request.user, fund=fund, key=key, told=said.pop("evidence"), **said)
    return Status(201 if made.fresh else 200, expense_out(made.expense))


@router.post(
    "/expenses/{uuid:pk}/evidence",
    response={201: EvidenceOut},
    operation_id="expenses_add_evidence",
)
def evidence_add(
    request: SignedIn,
    pk: UUID,
    file: Annotated[UploadedFile, File()],
    kind: Literal["receipt", "invoice", "fiscal_receipt", "payment_proof"] = "receipt",
) -> Status[EvidenceOut]:
    """Add a photo or a PDF: now, or weeks later."""
    paper = add_evidence(actor=request.user, expense=_visible(request, pk), upload=file, kind=kind)
    return Status(201, evidence_out(paper))


@router.post(
    "/expenses/{uuid:pk}/correct",
    response={200: ExpenseOut, 201: ExpenseOut},
    operation_id="expenses_correct",
)
def expense_correct(
    request: SignedIn, pk: UUID, payload: CorrectionIn, key: LaterKey = None
) -> Status[ExpenseOut]:
    """Undo and record anew: the old expense stays, reversed."""
    changes: dict[str, Any] = payload.dict(exclude_unset=True)
    made = correct_expense(actor=request.user, expense=_visible(request, pk), key=key, **changes)
    return Status(201 if made.fresh else 200, expense_out(made.expense))


def _visible(request: SignedIn, pk: UUID) -> Expense:
    rows = Expense.objects.visible_to(request.user).select_related("fund", "spender")
    return get_object_or_404(rows, pk=pk)


def expense_out(one: Expense) -> ExpenseOut:
    return ExpenseOut(
        id=one.pk,
        fund=one.fund_id,
        amount_cents=one.amount_cents,
        from_fund_cents=one.from_fund_cents,
        own_money_cents=one.own_money_cents,
        left_cents=one.left_after_cents,
        spent_on=one.spent_on,
        what=str(one.what),
        objective=one.objective_id,
        no_objective_reason=str(one.no_objective_reason),
        payee=str(one.payee),
        evidence=one.told,
        corrects=one.corrects_id,
        recorded_at=one.recorded_at,
    )


def row_out(row: ExpenseRow) -> ExpenseRowOut:
    return ExpenseRowOut(
        id=row.id,
        amount_cents=row.amount_cents,
        from_fund_cents=row.from_fund_cents,
        own_money_cents=row.own_money_cents,
        spent_on=row.spent_on,
        what=row.what,
        objective=row.objective_id,
        spender=row.spender,
        state=row.state,
        recorded_at=row.recorded_at,
    )


def evidence_out(paper: Evidence) -> EvidenceOut:
    return EvidenceOut(
        id=paper.pk,
        expense=paper.expense_id,
        kind=paper.kind,
        media_type=paper.file.media_type if paper.file else "",
        size_bytes=paper.file.size_bytes if paper.file else 0,
    )
