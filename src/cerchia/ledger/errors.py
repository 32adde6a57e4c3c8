"""What the ledger refuses. Nothing was moved when one of these is raised."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError, NotYours


class BelowFloor(DomainError):
    """An account would go below its floor. `params` has `account`, its code, for the logs."""

    code = "below_floor"
    message = _("There is not enough money here for this. Nothing was moved.")


class UnknownAccount(NotYours):
    """An account of a move is not in the book."""

    code = "unknown_account"
    message = _("This account does not exist in this edition. Nothing was moved.")


class UnknownPosting(NotYours):
    """What should be reversed is not in the book, or is a reversal itself."""

    code = "unknown_posting"
    message = _("There is no such movement to undo. Nothing was moved.")


class AlreadyPosted(Conflict):
    """A posting with this id exists: the client sent the same thing before."""

    code = "already_posted"
    message = _("This movement was recorded before. It was not recorded twice.")


class AlreadyReversed(Conflict):
    """A posting is undone once, by one other."""

    code = "already_reversed"
    message = _("This movement was undone before. It was not undone twice.")


class CodeTaken(Conflict):
    """An account of this code exists."""

    code = "account_code_taken"
    message = _("An account with this code exists already.")
