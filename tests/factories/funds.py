"""Funds, pacts, payments and expenses as rows; use cases are the way to make them whole."""

import uuid
from datetime import timedelta

from factory.declarations import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.funds.models import (
    Disbursement,
    Evidence,
    Expense,
    ExpenseQuestion,
    ExpenseSeen,
    Fund,
    FundMember,
    FundRule,
    KeptVersion,
    Pact,
    PactExplanation,
    PactLine,
    PactRevision,
    PactSignature,
    PayoutAccount,
    Proposal,
    Reward,
    Vote,
)
from cerchia.kit import clock
from tests.factories.access import UserFactory
from tests.factories.circles import CircleFactory
from tests.factories.ledger import AccountFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import EditionFactory, TerritoryFactory
from tests.factories.projects import ObjectiveFactory, ReviewMomentFactory


class FundFactory(DjangoModelFactory[Fund]):
    class Meta:
        model = Fund

    edition = SubFactory(EditionFactory)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..edition.programme"))
    form = Fund.Form.INDIVIDUAL
    account = SubFactory(AccountFactory, book=SelfAttribute("..edition.id"))


class FundMemberFactory(DjangoModelFactory[FundMember]):
    class Meta:
        model = FundMember

    fund = SubFactory(FundFactory)
    person = SubFactory(PersonFactory)


class FundRuleFactory(DjangoModelFactory[FundRule]):
    class Meta:
        model = FundRule

    fund = SubFactory(FundFactory, form=Fund.Form.ASSOCIATED)
    number = Sequence(lambda n: n + 1)
    sharing = FundRule.Sharing.POT
    solo_limit_cents = 10_000
    above_limit = FundRule.Above.UNANIMITY
    account_holder = SubFactory(PersonFactory)
    when_one_leaves = "Decidiamo insieme la sua parte."


class PayoutAccountFactory(DjangoModelFactory[PayoutAccount]):
    class Meta:
        model = PayoutAccount

    person = SubFactory(PersonFactory)
    channel = PayoutAccount.Channel.TRANSFER
    iban = "IT60X0542811101000000123456"
    last_four = "3456"


class PactFactory(DjangoModelFactory[Pact]):
    class Meta:
        model = Pact

    circle = SubFactory(CircleFactory)
    edition = SelfAttribute("circle.edition")
    fund = SubFactory(
        FundFactory,
        edition=SelfAttribute("..circle.edition"),
        territory=SelfAttribute("..circle.territory"),
    )
    code = Sequence(lambda n: f"P{n:04d}")
    drafted_by = SubFactory(UserFactory)


class PactRevisionFactory(DjangoModelFactory[PactRevision]):
    class Meta:
        model = PactRevision

    pact = SubFactory(PactFactory)
    number = Sequence(lambda n: n + 1)
    amount_cents = 320_000
    terms = "{}"
    sha256 = "0" * 64
    made_by = SubFactory(UserFactory)


class PactExplanationFactory(DjangoModelFactory[PactExplanation]):
    class Meta:
        model = PactExplanation

    revision = SubFactory(PactRevisionFactory)
    person = SubFactory(PersonFactory)
    explained_by = SubFactory(PersonFactory)
    language = "so"


class PactSignatureFactory(DjangoModelFactory[PactSignature]):
    class Meta:
        model = PactSignature

    revision = SubFactory(PactRevisionFactory)
    pact = SelfAttribute("revision.pact")
    person = SubFactory(PersonFactory)
    side = PactSignature.Side.PERSON
    language = "it"
    sha256 = SelfAttribute("revision.sha256")


class PactLineFactory(DjangoModelFactory[PactLine]):
    class Meta:
        model = PactLine

    pact = SubFactory(PactFactory)
    fund = SelfAttribute("pact.fund")
    objective = SubFactory(ObjectiveFactory)
    planned_cents = 100_000


class DisbursementFactory(DjangoModelFactory[Disbursement]):
    class Meta:
        model = Disbursement

    pact = SubFactory(PactFactory)
    fund = SelfAttribute("pact.fund")
    payee = SubFactory(PersonFactory)
    code = Sequence(lambda n: f"D{n:05d}")
    amount_cents = 320_000
    signed_on = LazyFunction(clock.today)
    due_on = LazyFunction(lambda: clock.today() + timedelta(days=7))


class RewardFactory(DjangoModelFactory[Reward]):
    class Meta:
        model = Reward

    pact = SubFactory(PactFactory)
    review = SubFactory(ReviewMomentFactory)
    disbursement = SubFactory(DisbursementFactory, pact=SelfAttribute("..pact"))
    amount_cents = 10_000
    why = "Due obiettivi raggiunti."
    decided_by = SubFactory(UserFactory)


class ExpenseFactory(DjangoModelFactory[Expense]):
    class Meta:
        model = Expense

    fund = SubFactory(FundFactory)
    spender = SubFactory(PersonFactory)
    key = LazyFunction(uuid.uuid4)
    content_hash = "0" * 64
    amount_cents = 3_850
    from_fund_cents = SelfAttribute("amount_cents")
    spent_on = LazyFunction(clock.today)
    told = Expense.Told.LATER
    recorded_by = SelfAttribute("spender.user")


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    expense = SubFactory(ExpenseFactory)
    kind = Evidence.Kind.SELF_DECLARATION
    added_by = SubFactory(UserFactory)


class ExpenseSeenFactory(DjangoModelFactory[ExpenseSeen]):
    class Meta:
        model = ExpenseSeen

    expense = SubFactory(ExpenseFactory)
    by = SubFactory(UserFactory)


class ExpenseQuestionFactory(DjangoModelFactory[ExpenseQuestion]):
    class Meta:
        model = ExpenseQuestion

    expense = SubFactory(ExpenseFactory)
    person_id = SelfAttribute("expense.spender_id")
    text = "A quale obiettivo serve il telefono?"
    language = "it"
    asked_by = SubFactory(UserFactory)


class KeptVersionFactory(DjangoModelFactory[KeptVersion]):
    class Meta:
        model = KeptVersion

    expense = SubFactory(ExpenseFactory)
    person = SelfAttribute("expense.spender")
    content = "{}"
    content_hash = "1" * 64


class ProposalFactory(DjangoModelFactory[Proposal]):
    class Meta:
        model = Proposal

    rule = SubFactory(FundRuleFactory)
    fund = SelfAttribute("rule.fund")
    proposed_by = SubFactory(PersonFactory)
    what = "Forno usato"
    language = "it"
    amount_cents = 115_000
    open_until = LazyFunction(lambda: clock.today() + timedelta(days=7))


class VoteFactory(DjangoModelFactory[Vote]):
    class Meta:
        model = Vote

    proposal = SubFactory(ProposalFactory)
    person = SubFactory(PersonFactory)
    answer = Vote.Answer.YES
