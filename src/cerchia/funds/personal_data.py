"""What funds hold about people, and what stays when a person's data goes.

Rows of money stay as long as the accounts are kept; their words are sealed with a key that goes.
"""

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

TABLES = (
    FundMember,
    PayoutAccount,
    Expense,
    Evidence,
    ExpenseQuestion,
    KeptVersion,
    Proposal,
    Vote,
    PactExplanation,
    PactSignature,
    Disbursement,
    Reward,
)
KEPT = {
    Fund: "Sums of an account; its name is sealed with the fund's own key.",
    FundRule: "A rule of several people; its words are sealed with the fund's own key.",
    Pact: "Dates and sums of an agreement; its words stand in the revisions.",
    PactRevision: "The words that were signed, sealed with the pact's own key.",
    PactLine: "Sums of an objective.",
    ExpenseSeen: "That a member of staff looked, and when.",
}
