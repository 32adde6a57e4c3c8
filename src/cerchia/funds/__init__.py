"""Funds: what was agreed in a pact, paid at once, and used by its owners.

Owns Fund, FundMember, FundRule, PayoutAccount, Pact and its revisions, Disbursement, Reward,
Expense, Evidence, questions, proposals and votes. Money itself moves only in `ledger`. Nobody
approves an expense. Other rooms read through `queries`.
"""
