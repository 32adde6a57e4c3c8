"""What the half of the pact and its payments refuses, in words for people."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class WrongOwners(DomainError):
    code = "wrong_owners"
    message = _("A fund of one has one owner, a shared fund has two or more.")


class NotInTheCircle(DomainError):
    code = "not_in_the_circle"
    message = _("The owners of a fund take part in the edition and sit in a circle of yours.")


class HasAFund(Conflict):
    code = "has_a_fund"
    message = _("One of these people has an open fund in this edition already.")


class FundNotEmpty(DomainError):
    code = "fund_not_empty"
    message = _("There is money left. Write down what you decided together about it.")


class FundClosed(Conflict):
    code = "fund_closed"
    message = _("This fund is closed.")


class MoneyOnTheWay(Conflict):
    code = "money_on_the_way"
    message = _("A payment is on its way. Wait until it arrives, or cancel it first.")


class TermsDoNotStand(DomainError):
    """`faults` are codes of `rules.pact.faults`."""

    code = "terms_do_not_stand"
    SENTENCES = {
        "no_amount": _("Write the amount, for example 3.200."),
        "above_ceiling": _("The amount is above the most that the edition allows."),
        "below_promised": _("The amount is below what was promised already."),
        "no_objective": _("Give money to at least one objective."),
        "lines_above_amount": _("The objectives add up to more than the amount."),
        "objective_twice": _("An objective stands here twice."),
        "line_without_money": _("Write the money of each objective, or leave it at 0."),
        "instalments_do_not_add_up": _("The parts do not add up to the amount."),
        "no_reason": _("Write why this amount: you agree on it together."),
    }

    def __init__(self, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults

    def __str__(self) -> str:
        return " ".join(str(self.SENTENCES[fault]) for fault in self.faults)


class NoYesYet(DomainError):
    code = "no_yes_yet"
    message = _("An objective enters a pact after the person has said yes to it.")


class NotTheirProject(DomainError):
    code = "not_their_project"
    message = _("The owners of the fund and the people of the project are not the same.")


class AlreadyDrafted(Conflict):
    code = "already_drafted"
    message = _("A pact is being written for this fund already.")


class Signed(Conflict):
    code = "signed"
    message = _("Somebody has signed. A signed text never changes: write a new version.")


class AlreadySigned(Conflict):
    code = "already_signed"
    message = _("You signed this pact already.")


class TextChanged(Conflict):
    code = "text_changed"
    message = _("The text has changed since you read it. Read it again, then sign.")


class NotUnderstoodYet(DomainError):
    code = "not_understood_yet"
    message = _("First a mediator explains the pact, or its text is needed in a known language.")


class RuleMissing(DomainError):
    code = "rule_missing"
    message = _("The owners of a shared fund first agree on their written rule.")


class NoSuchLanguage(DomainError):
    code = "no_such_language"
    message = _("Choose a language from the list.")


class NotAJuncture(DomainError):
    code = "not_a_juncture"
    message = _("This is decided at a juncture that has been held.")


class NotInForce(Conflict):
    code = "not_in_force"
    message = _("This pact is not in force.")


class NoFirstMoneyYet(DomainError):
    code = "no_first_money_yet"
    message = _("A reward comes after the first money, never before.")


class AboveTheCap(DomainError):
    code = "above_the_cap"
    message = _("This is above the most that can be given here.")


class Rewarded(Conflict):
    code = "rewarded"
    message = _("This juncture has its reward already.")


class WrongAccountNumber(DomainError):
    code = "wrong_iban"
    message = _("This IBAN has a slip. Look at it again: IT and 25 more letters and digits.")


class NoPayoutAccount(DomainError):
    code = "no_payout_account"
    message = _("We do not know yet where to pay: add an account, a card, cash or a cheque.")


class PaymentMoved(Conflict):
    code = "payment_moved"
    message = _("This payment is at another point already. Look at it again.")


class BankLineUsed(Conflict):
    code = "bank_line_used"
    message = _("This bank reference belongs to another payment.")


class WrongDay(DomainError):
    code = "wrong_day"
    message = _("This day cannot be right: it is in the future, or before the step before.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write the reason.")


class TooMuchCash(DomainError):
    code = "too_much_cash"
    message = _("The law does not allow this much cash, not even in parts. Choose another way.")


class CashNeedsTwo(DomainError):
    code = "cash_needs_two"
    message = _("Cash is handed over by one of the staff before another, with a signed slip.")
