import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.access.engine import NotAllowed
from cerchia.funds.models import Fund, FundMember, FundRule, Proposal, Vote
from cerchia.funds.refusals import (
    AboveProposal,
    AlreadyMade,
    AlreadyVoted,
    DecidedTogether,
    NoRule,
    NotAssociated,
    ProposalNotAgreed,
    RuleReplaced,
    VoteClosed,
)
from cerchia.funds.rules.shares import part_of_leaver, share_out
from cerchia.funds.rules.votes import Decision, decide
from cerchia.funds.usecases import (
    agree_rule,
    change_holder,
    leave_fund,
    propose,
    propose_leaving,
    vote,
    withdraw_proposal,
)
from cerchia.ledger.models import Account
from cerchia.ledger.queries import balance_of
from tests.funds.purses import Purse, broken_laws, purse, shared_rule, staff_of, user_of

db = pytest.mark.django_db


@given(st.integers(0, 10**9), st.integers(1, 30))
def test_shares_add_up_and_differ_by_a_cent_at_most(cents: int, heads: int) -> None:
    shares = share_out(cents, heads)

    assert sum(shares) == cents
    assert max(shares) - min(shares) <= 1
    assert part_of_leaver(cents, heads) == min(shares)


@given(st.integers(1, 12), st.data(), st.booleans())
def test_a_decision_never_changes_with_later_answers(
    members: int, data: st.DataObject, unanimous: bool
) -> None:
    answers = data.draw(st.lists(st.booleans(), min_size=members, max_size=members))
    taken = None
    for many in range(members + 1):
        yes = sum(answers[:many])
        now = decide(yes=yes, no=many - yes, members=members, unanimous=unanimous)
        assert taken is None or now == taken
        taken = taken or now
    assert taken is not None
    wanted = all(answers) if unanimous else sum(answers) > members / 2
    assert (taken == Decision.AGREED) == wanted


def forno(owned: Purse, cents: int = 115_000) -> Proposal:
    return propose(
        actor=owned.user,
        fund=owned.fund,
        what="Forno usato",
        why="Cuoce bene il pane.",
        amount_cents=cents,
    )


@db
def test_a_rule_is_in_force_when_all_agreed() -> None:
    owned = purse(owners=3)
    first = shared_rule(owned)
    assert first.in_force_at is not None

    second = change_holder(actor=owned.user, fund=owned.fund, account_holder=owned.people[1])
    assert second.in_force_at is None
    with pytest.raises(RuleReplaced):
        agree_rule(actor=owned.user, rule=first)
    for person in owned.people[1:]:
        second = agree_rule(actor=user_of(person), rule=second)
    assert second.in_force_at is not None
    assert FundRule.objects.get(number=2).account_holder == owned.people[1]


@db
def test_proposing_is_saying_yes_and_the_majority_decides() -> None:
    owned = purse(500_000, owners=3)
    shared_rule(owned, above="majority")
    proposal = forno(owned)

    voted = vote(actor=user_of(owned.people[1]), proposal=proposal, answer="yes")

    assert voted.decided
    assert voted.proposal.state == "agreed"
    with pytest.raises(VoteClosed):
        vote(actor=user_of(owned.people[2]), proposal=proposal, answer="no")


@db
def test_one_no_ends_what_all_must_want() -> None:
    owned = purse(500_000, owners=3)
    shared_rule(owned, above="unanimity")

    voted = vote(actor=user_of(owned.people[1]), proposal=forno(owned), answer="no")

    assert voted.proposal.state == "refused"


@db
def test_talk_may_come_before_yes_and_a_final_answer_counts_once() -> None:
    owned = purse(500_000, owners=4)
    shared_rule(owned, above="unanimity")
    proposal = forno(owned)
    second = user_of(owned.people[1])

    for answer in ("talk", "talk", "yes"):
        vote(actor=second, proposal=proposal, answer=answer)
    with pytest.raises(AlreadyVoted):
        vote(actor=second, proposal=proposal, answer="no")

    assert Vote.objects.filter(person=owned.people[1]).count() == 3


@db
@pytest.mark.parametrize("role", ["operator", "mediator", "coordinator", "accounts"])
def test_staff_never_vote_nor_propose(role: str) -> None:
    owned = purse(500_000, owners=2)
    shared_rule(owned)
    proposal = forno(owned)
    staff = staff_of(owned, role)

    with pytest.raises(NotAllowed):
        vote(actor=staff, proposal=proposal, answer="yes")
    with pytest.raises(NotAllowed):
        propose(actor=staff, fund=owned.fund, what="x", amount_cents=1)


@db
def test_any_member_records_what_was_agreed_once_and_not_more() -> None:
    owned = purse(500_000, owners=2)
    shared_rule(owned)
    proposal = forno(owned)
    with pytest.raises(ProposalNotAgreed):
        owned.spend(115_000, proposal=proposal)
    agreed = vote(actor=user_of(owned.people[1]), proposal=proposal, answer="yes").proposal

    with pytest.raises(AboveProposal):
        owned.spend(115_001, proposal=agreed)
    owned.spend(110_000, proposal=agreed, actor=user_of(owned.people[1]))
    with pytest.raises(AlreadyMade):
        owned.spend(115_000, proposal=agreed)

    assert Proposal.objects.get().state == "made"
    assert owned.again().spent_cents == 110_000


@db
def test_a_proposal_is_taken_back_by_who_made_it() -> None:
    owned = purse(owners=2)
    shared_rule(owned)
    proposal = forno(owned)

    with pytest.raises(NotAllowed):
        withdraw_proposal(actor=user_of(owned.people[1]), proposal=proposal)
    withdraw_proposal(actor=owned.user, proposal=proposal)

    with pytest.raises(VoteClosed):
        vote(actor=user_of(owned.people[1]), proposal=proposal, answer="yes")


@db
def test_there_is_nobody_to_ask_alone_and_nothing_to_ask_without_rules() -> None:
    alone = purse()
    with pytest.raises(NotAssociated):
        forno(alone)
    with pytest.raises(NoRule):
        forno(purse(owners=2))


@db
@pytest.mark.parametrize("into", ["new_fund", "own", "returned"])
def test_who_leaves_takes_the_share_to_the_cent(into: str) -> None:
    owned = purse(100_001, owners=3)
    shared_rule(owned, sharing="shares")
    leaver = owned.people[2]

    place = leave_fund(actor=user_of(leaver), fund=owned.fund, decision="Vado a Biella.", into=into)

    assert place.settled_cents == 33_333
    stayed = owned.again()
    assert stayed.left_cents == balance_of(stayed.account_id) == 66_668
    assert sum(Account.objects.values_list("balance_cents", flat=True)) == 0
    assert broken_laws() == []
    mine = Fund.objects.of_person(user_of(leaver))
    assert [one.left_cents for one in mine] == ([33_333] if into == "new_fund" else [])
    assert str(FundMember.objects.get(fund=owned.fund, person=leaver).leaving_decision)


@db
def test_in_a_common_pot_the_part_is_decided_by_all() -> None:
    owned = purse(90_000, owners=3)
    shared_rule(owned, sharing="pot", above="majority")
    leaver = owned.people[0]
    with pytest.raises(DecidedTogether):
        leave_fund(actor=owned.user, fund=owned.fund, decision="Vado via.")

    proposal = propose_leaving(
        actor=owned.user, fund=owned.again(), leaver=leaver, amount_cents=20_000, why="Va via."
    )
    assert not vote(actor=user_of(owned.people[1]), proposal=proposal, answer="yes").decided
    assert vote(actor=user_of(owned.people[2]), proposal=proposal, answer="yes").decided

    assert owned.again().left_cents == 70_000
    assert FundMember.objects.get(fund=owned.fund, person=leaver).settled_cents == 20_000
    assert Fund.objects.of_person(owned.user).get().left_cents == 20_000


@db
def test_who_is_left_alone_decides_alone() -> None:
    owned = purse(90_000, owners=2)
    shared_rule(owned, sharing="shares", limit=1_000)
    leave_fund(actor=user_of(owned.people[1]), fund=owned.fund, decision="Vado via.")

    assert owned.spend(30_000).fresh
