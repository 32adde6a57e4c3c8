"""The part of an expense that recording and correcting share: ledger, totals, row and log."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.models import (
    Expense,
    Fund,
    FundMember,
    FundRule,
)
from cerchia.funds.refusals import (
    FundOver,
    SomeMoney,
    UnknownObjective,
)
from cerchia.funds.rules.expense import Draft
from cerchia.funds.usecases import accounts
from cerchia.funds.usecases.totals import move_fund, move_line
from cerchia.kit import clock
from cerchia.ledger import usecases as ledger
from cerchia.ledger.errors import UnknownAccount
from cerchia.ledger.rules import Move
from cerchia.projects.models import Objective
from cerchia.vault import keys
from cerchia.vault.models import SealedFile


@dataclass(frozen=True, slots=True)
class Recorded:
    """The expense, and whether this call made it (False: the same thing came before)."""

    expense: Expense
    fresh: bool


@dataclass(frozen=True, slots=True)
class Parts:
    fund: int
    own: int


@dataclass(frozen=True, slots=True)
class Written:
    """What goes into the row besides the words of the draft."""

    spender_id: UUID
    key: UUID
    actor: User
    voice: SealedFile | None = None
    corrects: Expense | None = None
    reason: str = ""


Aim = Objective | UUID | None


def draft_of(expense: Expense) -> Draft:
    """The content of a recorded expense."""
    return Draft(
        fund=expense.fund_id,
        amount_cents=expense.amount_cents,
        spent_on=expense.spent_on,
        what=str(expense.what),
        objective=expense.objective_id,
        no_objective_reason=str(expense.no_objective_reason),
        payee=str(expense.payee),
        told=expense.told,
        proposal=expense.proposal_id,
    )


def seal_of(draft: Draft) -> str:
    """Keyed, so that short words cannot be guessed from it."""
    return keys.content_hash(draft.canonical(), "funds.expense")


def spend(fund: Fund, draft: Draft, written: Written) -> Expense:
    """Ledger, totals, row. Runs inside a transaction."""
    expense = row_of(fund, draft, written)
    parts = take(fund, draft, written, group=expense.pk)
    expense.from_fund_cents, expense.own_money_cents = parts.fund, parts.own
    expense.left_after_cents = move_totals(fund, parts.fund)
    move_line_of(fund.pk, draft.objective, parts.fund)
    expense.save(force_insert=True)
    return expense


def row_of(fund: Fund, draft: Draft, written: Written) -> Expense:
    return Expense(
        fund=fund,
        spender_id=written.spender_id,
        key=written.key,
        content_hash=seal_of(draft),
        objective_id=draft.objective,
        no_objective_reason=draft.no_objective_reason,
        amount_cents=draft.amount_cents,
        what=draft.what,
        payee=draft.payee,
        voice=written.voice,
        spent_on=draft.spent_on,
        told=draft.told,
        recorded_at=clock.now(),
        recorded_by=written.actor,
        corrects=written.corrects,
        correction_reason=written.reason,
        proposal_id=draft.proposal,
    )


def take(fund: Fund, draft: Draft, written: Written, *, group: UUID) -> Parts:
    """As much as the fund has; the rest from the person's own money, in the same group."""
    edition, person = fund.edition_id, written.spender_id
    world = accounts.shared_id(accounts.edition_code(edition, accounts.WORLD))
    own = accounts.shared_id(accounts.own_code(edition, person))
    move = Move(debit=fund.account_id, credit=world, cents=draft.amount_cents)
    take = partial(
        ledger.take_up_to,
        book=edition,
        move=move,
        rest_from=own,
        group=group,
        kind="expense",
        at=clock.now(),
    )
    try:
        taken = take()
    except UnknownAccount:
        accounts.of_edition(edition, accounts.WORLD)
        accounts.own_money_of(edition, person)
        taken = take()
    return Parts(fund=taken.cents, own=taken.rest_cents)


def move_totals(fund: Fund, cents: int, *, back: int = 0) -> int:
    """`cents` more spent, `back` less; refused if the fund was closed meanwhile. What is left."""
    left = move_fund(fund.pk, cents=cents, back=back, at=clock.now())
    if left is None:
        raise FundOver
    return left


def move_line_of(fund_id: UUID, objective: UUID | None, cents: int) -> None:
    """What went to an objective. Taking back from one that left the pact is no refusal."""
    if objective is not None and not move_line(fund_id, objective, cents=cents) and cents >= 0:
        raise UnknownObjective


def log(action: str, actor: User, expense: Expense, **facts: object) -> None:
    record(
        action,
        actor=actor,
        about=expense,
        edition_id=expense.fund.edition_id,
        facts={
            "fund": str(expense.fund_id),
            "amount_cents": expense.amount_cents,
            "from_fund_cents": expense.from_fund_cents,
            **facts,
        },
    )


def known_under(spender_id: UUID, key: UUID) -> Expense | None:
    return Expense.objects.filter(spender=spender_id, key=key).select_related("fund").first()


def solo_limit(fund: Fund) -> int | None:
    """Cents up to which one owner spends alone; None where nobody else has a say."""
    if fund.form != Fund.Form.ASSOCIATED:
        return None
    rule = FundRule.objects.filter(fund=fund, in_force_at__isnull=False).first()
    if rule is None or FundMember.objects.current().filter(fund=fund).count() < 2:  # noqa: PLR2004 - several
        return None
    return rule.solo_limit_cents


def id_of(aim: Aim) -> UUID | None:
    return aim.pk if isinstance(aim, Objective) else aim


def some_money(cents: int) -> int:
    if cents <= 0:
        raise SomeMoney
    return cents
