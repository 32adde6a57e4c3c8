"""Recording: one short transaction, the same key never twice, nobody asked.

The ledger, the totals of the fund and of its line, the expense and the log move together.
"""

from datetime import date
from uuid import UUID

from django.core.files import File
from django.db import IntegrityError, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.models import (
    Evidence,
    Expense,
    Fund,
    KeptVersion,
    Proposal,
)
from cerchia.funds.policies.fund import place_of
from cerchia.funds.refusals import (
    AboveProposal,
    AlreadyMade,
    KeyUsed,
    NeedsProposal,
    ProposalNotAgreed,
)
from cerchia.funds.rules.expense import Draft
from cerchia.funds.usecases.papers import attach, take_paper, take_voice
from cerchia.funds.usecases.spending import (
    Aim,
    Recorded,
    Written,
    id_of,
    known_under,
    log,
    seal_of,
    solo_limit,
    some_money,
    spend,
)
from cerchia.kit.money import format_cents
from cerchia.vault.models import SealedFile


def record_expense(  # noqa: PLR0913 - what a person tells about an expense
    *,
    actor: User,
    fund: Fund,
    key: UUID,
    amount_cents: int,
    spent_on: date,
    what: str,
    objective: Aim = None,
    no_objective_reason: str = "",
    payee: str = "",
    told: str = Expense.Told.LATER,
    photo: File | None = None,  # type: ignore[type-arg]
    voice: File | None = None,  # type: ignore[type-arg]
    proposal: Proposal | None = None,
) -> Recorded:
    """Record what an owner spent. Nobody is asked; what exceeds the fund is own money (M6).

    The same key and content again gives the same row; another content under the key is kept
    apart and raises `KeyUsed`. A photo is taken in before the transaction, which stays short.
    Above the solo limit of an associated fund raises `NeedsProposal`.
    """
    place = place_of(actor, fund)
    require(actor, "funds.record_expense", fund, place)
    assert place is not None  # noqa: S101 - the policy said so
    draft = Draft(
        fund=fund.pk,
        amount_cents=some_money(amount_cents),
        spent_on=spent_on,
        what=what.strip(),
        objective=id_of(objective),
        no_objective_reason="" if objective else no_objective_reason.strip(),
        payee=payee.strip(),
        told=told,
        proposal=proposal.pk if proposal else None,
    )
    if (photo or voice) and (known := known_under(place.person_id, key)):
        return _again(known, draft, actor)
    paper = take_paper(place.person_id, photo, actor) if photo else None
    said = take_voice(place.person_id, voice, actor) if voice else None
    written = Written(spender_id=place.person_id, key=key, actor=actor, voice=said)
    _ask_the_others_first(fund, draft, written, proposal)
    try:
        with transaction.atomic():
            expense = spend(fund, draft, written)
            _tell_the_paper(expense, actor, paper)
            log("funds.expense.recorded", actor, expense)
    except IntegrityError:
        if known := known_under(place.person_id, key):
            return _again(known, draft, actor)
        if proposal and Expense.objects.filter(proposal=proposal).exists():
            raise AlreadyMade from None
        raise
    return Recorded(expense, fresh=True)


def _tell_the_paper(expense: Expense, actor: User, paper: SealedFile | None) -> None:
    if paper:
        attach(expense, paper, actor=actor)
    elif expense.told == Expense.Told.DECLARATION:
        Evidence.objects.create(
            expense=expense, kind=Evidence.Kind.SELF_DECLARATION, added_by=actor
        )


def _again(known: Expense, draft: Draft, actor: User) -> Recorded:
    """The same thing came again; or another thing under the same key, and both are kept (M7)."""
    seal = seal_of(draft)
    if known.content_hash == seal:
        return Recorded(known, fresh=False)
    with transaction.atomic():
        kept, new = KeptVersion.objects.get_or_create(
            expense=known,
            content_hash=seal,
            defaults={"person_id": known.spender_id, "content": draft.canonical().decode()},
        )
        if new:
            record("funds.expense.kept", actor=actor, about=kept, edition_id=known.fund.edition_id)
    raise KeyUsed(expense=known.pk)


def _ask_the_others_first(
    fund: Fund, draft: Draft, written: Written, proposal: Proposal | None
) -> None:
    if proposal is not None:
        _check_proposal(fund, draft, proposal)
        return
    limit = solo_limit(fund)
    if limit is None or draft.amount_cents <= limit:
        return
    if not known_under(written.spender_id, written.key):
        raise NeedsProposal(limit=f"{format_cents(limit)} €")


def _check_proposal(fund: Fund, draft: Draft, proposal: Proposal) -> None:
    if proposal.fund_id != fund.pk or proposal.agreed_at is None:
        raise ProposalNotAgreed
    if proposal.kind != Proposal.Kind.EXPENSE or draft.amount_cents > proposal.amount_cents:
        raise AboveProposal
