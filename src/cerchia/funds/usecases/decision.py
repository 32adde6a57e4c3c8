"""Decisions of an associated fund. Members decide; whoever works in the circle never votes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.models import Meeting
from cerchia.funds.models import Fund, FundMember, FundRule, Proposal, Vote
from cerchia.funds.policies.fund import place_of
from cerchia.funds.refusals import (
    AlreadyVoted,
    NoRule,
    NotAssociated,
    PartTooLarge,
    SomeMoney,
    VoteClosed,
)
from cerchia.funds.rules.votes import Decision, decide
from cerchia.funds.usecases.membership import settle
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective


@dataclass(frozen=True, slots=True)
class Voted:
    """The proposal after the answer, and whether this answer decided it."""

    proposal: Proposal
    decided: bool


def propose(  # noqa: PLR0913 - what a proposal says
    *,
    actor: User,
    fund: Fund,
    what: str,
    amount_cents: int,
    why: str = "",
    language: str = "it",
    objective: Objective | UUID | None = None,
    key: UUID | None = None,
    meeting: Meeting | None = None,
) -> Proposal:
    """Ask the others. The proposer says yes by proposing. The same `key`, the same proposal."""
    place = place_of(actor, fund)
    require(actor, "funds.propose", fund, place)
    assert place is not None  # noqa: S101 - the policy said so
    if amount_cents <= 0:
        raise SomeMoney
    new = Proposal(
        fund=fund,
        rule=rule_in_force(fund),
        proposed_by_id=place.person_id,
        key=key or uuid4(),
        what=what.strip(),
        why=why.strip(),
        language=language,
        amount_cents=amount_cents,
        objective_id=objective.pk if isinstance(objective, Objective) else objective,
        meeting=meeting,
    )
    return _open(actor, new)


def propose_leaving(
    *, actor: User, fund: Fund, leaver: Person, amount_cents: int, why: str, language: str = "it"
) -> Proposal:
    """Put to all the part of who leaves. All have to say yes, the leaver too."""
    place = place_of(actor, fund)
    require(actor, "funds.propose", fund, place)
    assert place is not None  # noqa: S101 - the policy said so
    if amount_cents > fund.left_cents:
        raise PartTooLarge
    new = Proposal(
        fund=fund,
        rule=rule_in_force(fund),
        proposed_by_id=place.person_id,
        kind=Proposal.Kind.LEAVING,
        leaver=FundMember.objects.current().get(fund=fund, person=leaver).person,
        what=why.strip(),
        language=language,
        amount_cents=amount_cents,
    )
    return _open(actor, new)


@transaction.atomic
def vote(*, actor: User, proposal: Proposal, answer: str) -> Voted:
    """Yes or no, once each; "let us talk" as often as one likes before. Decided exactly once.

    The proposal is locked, so that two last answers in the same second do not miss each other.
    """
    place = place_of(actor, proposal.fund)
    require(actor, "funds.vote", proposal, place)
    assert place is not None  # noqa: S101 - the policy said so
    held = Proposal.objects.select_for_update(no_key=True).filter(pk=proposal.pk).open().first()
    if held is None:
        raise VoteClosed
    _answer(held, place.person_id, Vote.Answer(answer))
    record(
        "funds.proposal.answered",
        actor=actor,
        about=held,
        edition_id=proposal.fund.edition_id,
        facts={"answer": answer},
    )
    return Voted(held, _count(actor, held))


@transaction.atomic
def withdraw_proposal(*, actor: User, proposal: Proposal) -> None:
    require(actor, "funds.withdraw_proposal", proposal)
    undecided = Proposal.objects.undecided().filter(pk=proposal.pk)
    if not undecided.update(withdrawn_at=clock.now()):
        raise VoteClosed
    record(
        "funds.proposal.withdrawn",
        actor=actor,
        about=proposal,
        edition_id=proposal.fund.edition_id,
    )


@transaction.atomic
def note_meeting(*, actor: User, proposal: Proposal, meeting: Meeting) -> None:
    """The members talked about it in a meeting of the circle; each still answers for themselves."""
    require(actor, "funds.vote", proposal)
    Proposal.objects.filter(pk=proposal.pk).update(meeting=meeting)
    record("funds.proposal.met", actor=actor, about=proposal, edition_id=proposal.fund.edition_id)


def rule_in_force(fund: Fund) -> FundRule:
    """The rule that all agreed on, newest first."""
    if fund.form != Fund.Form.ASSOCIATED:
        raise NotAssociated
    rule = FundRule.objects.filter(fund=fund, in_force_at__isnull=False).first()
    if rule is None:
        raise NoRule
    return rule


def _open(actor: User, new: Proposal) -> Proposal:
    new.proposed_at = clock.now()
    new.open_until = clock.today() + timedelta(days=new.rule.days_to_vote)
    try:
        with transaction.atomic():
            new.save(force_insert=True)
            _answer(new, new.proposed_by_id, Vote.Answer.YES)
            record(
                "funds.proposal.opened",
                actor=actor,
                about=new,
                edition_id=new.fund.edition_id,
                facts={"amount_cents": new.amount_cents, "kind": str(new.kind)},
            )
            _count(actor, new)
    except IntegrityError:
        known = Proposal.objects.filter(proposed_by=new.proposed_by_id, key=new.key).first()
        if known is None:
            raise
        return known
    return new


def _answer(proposal: Proposal, person_id: UUID, answer: Vote.Answer) -> None:
    try:
        with transaction.atomic():
            Vote.objects.create(
                proposal=proposal, person_id=person_id, answer=answer, at=clock.now()
            )
    except IntegrityError as error:
        raise AlreadyVoted from error


def _count(actor: User, proposal: Proposal) -> bool:
    """Take the decision if the answers of today's members allow it."""
    members = set(
        FundMember.objects.current().filter(fund=proposal.fund_id).values_list("person", flat=True)
    )
    votes = list(
        proposal.votes.filter(person__in=members)
        .exclude(answer="talk")
        .values_list("answer", flat=True)
    )
    leaving = proposal.kind == Proposal.Kind.LEAVING
    decision = decide(
        yes=votes.count("yes"),
        no=votes.count("no"),
        members=len(members),
        unanimous=leaving or proposal.rule.above_limit == FundRule.Above.UNANIMITY,
    )
    return decision is not None and _take(actor, proposal, decision)


def _take(actor: User, proposal: Proposal, decision: Decision) -> bool:
    undecided = Proposal.objects.undecided().filter(pk=proposal.pk)
    if not undecided.update(**{f"{decision}_at": clock.now()}):
        return False
    setattr(proposal, f"{decision}_at", clock.now())
    record(
        f"funds.proposal.{decision}",
        actor=actor,
        about=proposal,
        edition_id=proposal.fund.edition_id,
    )
    if decision == Decision.AGREED and proposal.leaver is not None:
        settle(
            actor=actor,
            fund=proposal.fund,
            leaver=proposal.leaver,
            cents=proposal.amount_cents,
            decision=str(proposal.what),
        )
    return True
