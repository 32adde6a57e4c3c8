"""What can be refused about candidacies, in plain words."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class Moved(Conflict):
    """Somebody was faster. `became` is the state in which it is now."""

    code = "candidacy_moved"
    message = _("This request is no longer as you saw it: %(became)s. Look again, then decide.")


class Withdrawn(Conflict):
    """The person took it back meanwhile: whoever decides is told, and decides nothing."""

    code = "withdrawn"
    message = _("%(candidate)s took the request back. Nothing was decided about it.")


class RoundNotOpen(Conflict):
    code = "round_not_open"
    message = _("Requests are not taken today. Ask a person of the team.")


class ExceptionMissing(DomainError):
    code = "exception_missing"
    message = _("The days for requests are over. The coordinator writes why this one still comes.")


class WordsMissing(DomainError):
    code = "wish_missing"
    message = _("Write what you want, or say it with your voice.")


class WordsTooLong(DomainError):
    code = "wish_too_long"
    message = _("This is very long. Write the first part; you tell the rest when we meet.")


class WayMissing(DomainError):
    code = "way_missing"
    message = _("Write how we reach this person, for example 331 000 0000.")


class ConsentMissing(DomainError):
    code = "consent_missing"
    message = _("First ask the person. Then tick that they said yes.")


class LanguageUnknown(DomainError):
    code = "unknown_language"
    message = _("Choose the language from the list.")


class NotHere(DomainError):
    code = "not_here"
    message = _("Choose a place from the list.")


class FactsMissing(DomainError):
    code = "facts_missing"
    message = _("Something is not known yet. Ask the person, write it, then look again.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write why, in a few words.")


class TwoOfTheTeam(DomainError):
    code = "two_of_the_team"
    message = _("At least two people of the team meet a candidate. Tick who was there.")


class MediatorMissing(DomainError):
    code = "mediator_missing"
    message = _("Nobody there speaks a language of the person. Meet again with a mediator.")


class DayAhead(DomainError):
    code = "day_ahead"
    message = _("This day is still to come. Write it down after you have met.")


class TakesPart(Conflict):
    code = "takes_part"
    message = _("You take part already. To leave, talk to your circle: leaving is free.")


class NothingToTell(Conflict):
    code = "nothing_to_tell"
    message = _("There is nothing new to tell yet.")


class NotTheSame(DomainError):
    code = "not_the_same"
    message = _("Choose two requests of the same round.")


class AlreadyDecided(Conflict):
    code = "already_decided"
    message = _("One of the two was decided already. Join them before, or leave them apart.")


class DecidedInWriting(Conflict):
    code = "decided_in_writing"
    message = _("A coordinator decided this in writing. Only a coordinator changes it.")


class NoRuleSet(DomainError):
    code = "no_rule_set"
    message = _("Choose rules from the list. Nationality, religion and health are never rules.")


class AccountThere(Conflict):
    code = "account_there"
    message = _("This request is followed on a phone already.")


class AlreadyHere(Conflict):
    code = "already_here"
    message = _("There is already a request of this person in this round.")
