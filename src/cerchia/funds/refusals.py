"""What the half of expenses and decisions refuses, in words for people. Nothing was changed."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class KeyUsed(Conflict):
    """The same key came with another content: both are kept. `params` has `expense`, an id."""

    code = "key_used"
    message = _(
        "This expense was saved before with other words or another amount. "
        "We kept both: look at them and choose."
    )


class AlreadyCorrected(Conflict):
    code = "already_corrected"
    message = _("This expense was corrected before. Open the new one to change it again.")


class NothingToCorrect(DomainError):
    code = "nothing_to_correct"
    message = _("Nothing is different. Change the amount, the day, the words or the objective.")


class WhyMissing(DomainError):
    code = "reason_missing"
    message = _("Write in a few words why, for example: I wrote the wrong amount.")


class SomeMoney(DomainError):
    code = "some_money"
    message = _("Write the money that you paid, for example 12.50.")


class UnknownObjective(DomainError):
    code = "unknown_objective"
    message = _("This objective is not in your pact. Choose another, or: I do not know.")


class FundOver(DomainError):
    code = "fund_closed"
    message = _("This fund is closed. Ask a person of your circle what can be done.")


class NeedsProposal(DomainError):
    """Above the solo limit: the members decide. `params` has `limit`, written for people."""

    code = "needs_proposal"
    message = _("Above %(limit)s you decide together. Write a proposal: the others answer.")


class ProposalNotAgreed(DomainError):
    code = "proposal_not_agreed"
    message = _("The others have not all answered yet. Wait for their answers.")


class AboveProposal(DomainError):
    code = "above_proposal"
    message = _("This is more than you decided together. Write a new proposal.")


class AlreadyMade(Conflict):
    code = "already_made"
    message = _("The expense of this decision was recorded before.")


class AlreadyVoted(Conflict):
    code = "already_voted"
    message = _("You answered before. One answer each counts.")


class VoteClosed(Conflict):
    code = "vote_closed"
    message = _("This is decided already, or the day to answer is over.")


class NotAssociated(DomainError):
    code = "not_associated"
    message = _("This fund has one owner: there is nobody to decide with. You decide.")


class NoRule(DomainError):
    code = "rule_missing"
    message = _("Write your rules first, and agree on them all together.")


class RuleReplaced(Conflict):
    code = "rule_replaced"
    message = _("There are newer rules. Read them and answer to those.")


class HolderNotMember(DomainError):
    code = "holder_not_member"
    message = _("Only one of you can keep the account.")


class DecidedTogether(DomainError):
    code = "decided_together"
    message = _("In a common pot you decide together the part of who leaves. Write a proposal.")


class PartTooLarge(DomainError):
    code = "part_too_large"
    message = _("There is less than this in the fund. Write a smaller part.")


class AnswerMissing(DomainError):
    code = "answer_missing"
    message = _("Write or say your answer, choose an objective, or talk about it in the circle.")


class QuestionClosed(Conflict):
    code = "question_closed"
    message = _("This question is closed already.")


class QuestionMissing(DomainError):
    code = "question_missing"
    message = _("Write your question. The person reads it in these words.")


class VersionSettled(Conflict):
    code = "version_settled"
    message = _("You chose before.")
