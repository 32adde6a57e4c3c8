"""What can be refused about wishes, plans and reviews, in plain words."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class WishEmpty(DomainError):
    code = "wish_empty"
    message = _("Write what you want, or say it with your voice.")


class WishTooLong(DomainError):
    code = "wish_too_long"
    message = _("This is very long. Save the first part, then tell the rest as another wish.")


class LanguageUnknown(DomainError):
    code = "unknown_language"
    message = _("Choose the language from the list.")


class VoiceUnknown(DomainError):
    code = "unknown_first_named_by"
    message = _("Say who named this idea first.")


class NoWishYet(DomainError):
    code = "no_wish_yet"
    message = _("First comes the wish. Save it, then plan.")


class NotInCircle(DomainError):
    code = "not_in_circle"
    message = _("A project is made by participants of the circle.")


class ObjectiveNeedsWords(DomainError):
    code = "objective_needs_words"
    message = _("Write what will change and how we will know.")


class AlreadySigned(Conflict):
    code = "already_signed"
    message = _("This objective is in a signed pact. Change it in a review, with a new version.")


class ReviewOver(Conflict):
    code = "review_over"
    message = _("Someone already saved this review. Your words are kept here: compare the two.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write why, in a few words.")


class OutcomeMissing(DomainError):
    code = "outcome_missing"
    message = _("At a juncture choose together: renew, adapt or leave.")


class ResultUnknown(DomainError):
    code = "unknown_result"
    message = _("Say how it went: reached, partly, or not this time.")


class AnswerUnknown(DomainError):
    code = "unknown_answer"
    message = _("Choose one of the answers.")


class NotInProject(DomainError):
    code = "not_in_project"
    message = _("This person does not take part in the project.")


class NoYesYet(DomainError):
    code = "no_yes_yet"
    message = _("This objective waits for the yes of the person. It starts with that.")


class AlreadyTheirs(Conflict):
    code = "already_theirs"
    message = _("The person said yes to this objective. Only they can leave it.")


class OnePersonOnly(DomainError):
    code = "one_person_only"
    message = _("An individual project is of one person. With several, choose a group project.")


class OnlyThePerson(DomainError):
    code = "only_the_person"
    message = _("Only the person sets their wish aside.")


class WordsMissing(DomainError):
    code = "words_missing"
    message = _("Write what it is, in a few words.")
