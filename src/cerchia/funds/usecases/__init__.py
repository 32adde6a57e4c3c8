"""What people do with funds: one verb a function."""

from cerchia.funds.usecases.correction import KEEP, correct_expense, link_objective
from cerchia.funds.usecases.decision import (
    Voted,
    note_meeting,
    propose,
    propose_leaving,
    vote,
    withdraw_proposal,
)
from cerchia.funds.usecases.evidence import add_evidence, declare
from cerchia.funds.usecases.expense import record_expense
from cerchia.funds.usecases.fund import close_fund, enter_budget, open_fund
from cerchia.funds.usecases.membership import (
    agree_rule,
    change_holder,
    leave_fund,
    write_rule,
)
from cerchia.funds.usecases.pact import (
    Draft,
    draft_pact,
    end_pact,
    explain_pact,
    renew_pact,
    revise_pact,
    set_draft_aside,
    translate_pact,
)
from cerchia.funds.usecases.payment import (
    approve_payment,
    cancel_payment,
    execute_payment,
    hand_over_cash,
    prepare_payment,
    record_payout_account,
    reject_payment,
    send_payment,
)
from cerchia.funds.usecases.question import (
    answer_question,
    ask_question,
    choose_version,
    close_question,
    mark_seen,
)
from cerchia.funds.usecases.reward import give_reward
from cerchia.funds.usecases.signing import sign_as_owner, sign_for_programme
from cerchia.funds.usecases.spending import Recorded

__all__ = [
    "KEEP",
    "Draft",
    "Recorded",
    "Voted",
    "add_evidence",
    "agree_rule",
    "answer_question",
    "approve_payment",
    "ask_question",
    "cancel_payment",
    "change_holder",
    "choose_version",
    "close_fund",
    "close_question",
    "correct_expense",
    "declare",
    "draft_pact",
    "end_pact",
    "enter_budget",
    "execute_payment",
    "explain_pact",
    "give_reward",
    "hand_over_cash",
    "leave_fund",
    "link_objective",
    "mark_seen",
    "note_meeting",
    "open_fund",
    "prepare_payment",
    "propose",
    "propose_leaving",
    "record_expense",
    "record_payout_account",
    "reject_payment",
    "renew_pact",
    "revise_pact",
    "send_payment",
    "set_draft_aside",
    "sign_as_owner",
    "sign_for_programme",
    "translate_pact",
    "vote",
    "withdraw_proposal",
    "write_rule",
]
