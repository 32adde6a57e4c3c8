"""One module an aggregate: the fund, the pact, the payment, the expense, the decision."""

from cerchia.funds.models.decision import Proposal, Vote
from cerchia.funds.models.expense import (
    Evidence,
    Expense,
    ExpenseQuerySet,
    ExpenseQuestion,
    ExpenseSeen,
    KeptVersion,
)
from cerchia.funds.models.fund import Fund, FundMember, FundRule, PayoutAccount
from cerchia.funds.models.pact import Pact, PactExplanation, PactLine, PactRevision, PactSignature
from cerchia.funds.models.payment import Disbursement, Reward

__all__ = [
    "Disbursement",
    "Evidence",
    "Expense",
    "ExpenseQuerySet",
    "ExpenseQuestion",
    "ExpenseSeen",
    "Fund",
    "FundMember",
    "FundRule",
    "KeptVersion",
    "Pact",
    "PactExplanation",
    "PactLine",
    "PactRevision",
    "PactSignature",
    "PayoutAccount",
    "Proposal",
    "Reward",
    "Vote",
]
