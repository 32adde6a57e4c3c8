"""Correcting: the old expense is undone in the ledger and recorded anew, in one transaction."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.funds.models import (
    Evidence,
    Expense,
)
from cerchia.funds.refusals import (
    AlreadyCorrected,
    KeyUsed,
    NeedsProposal,
    NothingToCorrect,
    WhyMissing,
)
from cerchia.funds.rules.expense import Draft
from cerchia.funds.usecases.spending import (
    Aim,
    Recorded,
    Written,
    draft_of,
    id_of,
    known_under,
    log,
    move_line_of,
    move_totals,
    row_of,
    seal_of,
    solo_limit,
    some_money,
    take,
)
from cerchia.kit import clock
from cerchia.kit.money import format_cents
from cerchia.ledger import usecases as ledger
from cerchia.ledger.errors import AlreadyReversed
from cerchia.projects.models import Objective

CORRECTION = UUID("0f0f7a36-5d64-4a36-8d3c-6f0b2a3c9a11")


@dataclass(frozen=True, slots=True)
class Keep:
    """Leave as it was."""


KEEP = Keep()


def correct_expense(  # noqa: PLR0913 - any of these may be corrected
    *,
    actor: User,
    expense: Expense,
    reason: str,
    amount_cents: int | None = None,
    spent_on: date | None = None,
    what: str | None = None,
    objective: Aim | Keep = KEEP,
    no_objective_reason: str = "",
    key: UUID | None = None,
) -> Recorded:
    """Undo the expense in the ledger and record it anew; the old row stays, struck through.

    What the fund bears is found anew. An expense is corrected once: the new one can be corrected
    again. The same `key` and content again gives the same correction.
    """
    require(actor, "funds.correct_expense", expense)
    if not reason.strip():
        raise WhyMissing
    old = draft_of(expense)
    aim = old.objective if isinstance(objective, Keep) else id_of(objective)
    said = old.no_objective_reason if isinstance(objective, Keep) else no_objective_reason.strip()
    new = replace(
        old,
        amount_cents=old.amount_cents if amount_cents is None else some_money(amount_cents),
        spent_on=spent_on or old.spent_on,
        what=old.what if what is None else what.strip(),
        objective=aim,
        no_objective_reason="" if aim else said,
        proposal=None,
    )
    if new == replace(old, proposal=None):
        raise NothingToCorrect
    written = Written(
        spender_id=expense.spender_id,
        key=key or uuid5(CORRECTION, str(expense.pk)),
        actor=actor,
        voice=expense.voice,
        corrects=expense,
        reason=reason.strip(),
    )
    _stay_within(expense, new)
    return _corrected(expense, new, written)


def link_objective(
    *, actor: User, expense: Expense, objective: Objective | UUID, reason: str
) -> Recorded:
    """Say which objective the expense served: a correction of nothing else."""
    return correct_expense(actor=actor, expense=expense, objective=objective, reason=reason)


def _corrected(old: Expense, new: Draft, written: Written) -> Recorded:
    try:
        with transaction.atomic():
            expense = _respend(old, new, written)
            log("funds.expense.corrected", written.actor, expense, corrects=str(old.pk))
    except (AlreadyReversed, IntegrityError) as error:
        known = known_under(written.spender_id, written.key)
        if known and known.corrects_id == old.pk and known.content_hash == seal_of(new):
            return Recorded(known, fresh=False)
        if known and known.corrects_id != old.pk:
            raise KeyUsed(expense=known.pk) from None
        if Expense.objects.filter(corrects=old).exists():
            raise AlreadyCorrected from error
        raise
    return Recorded(expense, fresh=True)


def _respend(old: Expense, new: Draft, written: Written) -> Expense:
    """The old one back, the new one out: in one transaction, so that no balance is seen between."""
    fund = old.fund
    expense = row_of(fund, new, written)
    ledger.reverse_group(
        book=fund.edition_id,
        original=old.pk,
        group=expense.pk,
        kind="correction",
        at=clock.now(),
    )
    parts = take(fund, new, written, group=expense.pk)
    expense.from_fund_cents, expense.own_money_cents = parts.fund, parts.own
    expense.left_after_cents = move_totals(fund, parts.fund, back=old.from_fund_cents)
    if old.objective_id == new.objective:
        move_line_of(fund.pk, new.objective, parts.fund - old.from_fund_cents)
    else:
        move_line_of(fund.pk, old.objective_id, -old.from_fund_cents)
        move_line_of(fund.pk, new.objective, parts.fund)
    expense.save(force_insert=True)
    _carry_papers(old, expense)
    return expense


def _carry_papers(old: Expense, new: Expense) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            expense=new,
            kind=paper.kind,
            file_id=paper.file_id,
            added_by_id=paper.added_by_id,
            added_at=paper.added_at,
        )
        for paper in old.evidence.all()
    )


def _stay_within(old: Expense, new: Draft) -> None:
    """A correction upwards stays within what one may spend alone, or what all decided before."""
    limit = solo_limit(old.fund) if new.amount_cents > old.amount_cents else None
    if limit is None or new.amount_cents <= limit:
        return
    if old.proposal is None or new.amount_cents > old.proposal.amount_cents:
        raise NeedsProposal(limit=f"{format_cents(limit)} €")
