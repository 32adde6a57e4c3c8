"""Who may correct, prove, see and ask about an expense. A question is a question, not a no."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.funds.models import Expense, ExpenseQuestion, KeptVersion
from cerchia.funds.policies.fund import keeps_accounts, owns, place_of, walks_with
from cerchia.people.models import Person


def is_person(actor: User, person_id: UUID) -> bool:
    return Person.objects.filter(pk=person_id, user=actor).exists()


@policy("funds.correct_expense")
def may_correct_expense(actor: User, expense: Expense) -> bool:
    """Whoever made the expense, as long as the fund is theirs."""
    place = place_of(actor, expense.fund)
    return place is not None and place.person_id == expense.spender_id


@policy("funds.add_evidence")
def may_add_evidence(actor: User, expense: Expense) -> bool:
    """Any owner of the fund: the one who keeps the receipts may not be the one who paid."""
    return owns(actor, expense.fund) or is_person(actor, expense.spender_id)


@policy("funds.mark_seen")
def may_mark_seen(actor: User, expense: Expense) -> bool:
    return walks_with(actor, expense.fund)


@policy("funds.ask_question")
def may_ask_question(actor: User, expense: Expense) -> bool:
    return walks_with(actor, expense.fund) or keeps_accounts(actor, expense.fund)


@policy("funds.answer_question")
def may_answer_question(actor: User, question: ExpenseQuestion) -> bool:
    return is_person(actor, question.person_id)


@policy("funds.close_question")
def may_close_question(actor: User, question: ExpenseQuestion) -> bool:
    fund = question.expense.fund
    return walks_with(actor, fund) or keeps_accounts(actor, fund)


@policy("funds.choose_version")
def may_choose_version(actor: User, kept: KeptVersion) -> bool:
    return is_person(actor, kept.person_id)
