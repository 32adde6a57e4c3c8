"""What can be refused about needs and commitments, in plain words."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class NeedEmpty(DomainError):
    code = "need_empty"
    message = _("Write what is needed, for example “Six hours with an accountant”.")


class NeedUnclear(DomainError):
    code = "need_unclear"
    message = _("Say how much, with a number from 1 to 10000, and which kind of help it is.")


class NeedTellsWho(DomainError):
    """Organisations read a need: nothing in it may lead to the person."""

    code = "need_tells_who"
    message = _(
        "Organisations read this. Leave out “%(word)s”: it can tell who the person is."
        " For example: “Six hours with an accountant”."
    )


class StepElsewhere(DomainError):
    code = "step_elsewhere"
    message = _("Choose a step of this project.")


class NeedClosed(Conflict):
    code = "need_closed"
    message = _("This need is closed already. Nothing was changed.")


class NeedAlready(Conflict):
    code = "need_already"
    message = _("This is already asked for.")


class OtherTerritory(DomainError):
    code = "other_territory"
    message = _("This offer is for another territory.")


class TooMuch(DomainError):
    code = "too_much"
    message = _("There is not so much of it left. Write a smaller number.")


class NotAvailable(Conflict):
    code = "offer_not_available"
    message = _("This offer cannot be used now: it waits for a check, or it is closed.")


class AlreadyProposed(Conflict):
    code = "already_proposed"
    message = _("This offer is already proposed for this step.")


class NotWithThem(Conflict):
    code = "not_with_them"
    message = _("The person does not want help from this organisation.")


class AlreadyAnswered(Conflict):
    code = "already_answered"
    message = _("There is an answer already. Look at the page again.")


class NotUnderWay(Conflict):
    code = "not_under_way"
    message = _("This is not agreed, or it has ended already. Nothing was changed.")


class OutcomeUnknown(DomainError):
    code = "unknown_outcome"
    message = _("Choose how it went: kept, partly kept or not kept.")


class QuantityUnclear(DomainError):
    code = "quantity_unclear"
    message = _("Write how much was given, with a number not above what was promised.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Choose a reason. It helps to find something better.")


class NotYetYes(Conflict):
    code = "not_yet_yes"
    message = _("First say yes to the help. Then you can share your first name.")


class ContactUnknown(DomainError):
    code = "unknown_contact"
    message = _("Choose one of your own contacts.")


class ExportsToday(DomainError):
    code = "export_too_many"
    message = _("You took three of these lists in the last 24 hours. Take the next one tomorrow.")
