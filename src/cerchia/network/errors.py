"""What the network refuses, in words for people."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class NameMissing(DomainError):
    code = "organisation_name_missing"
    message = _("Write the name, for example: Bakery of the station.")


class NameTooLong(DomainError):
    code = "organisation_name_too_long"
    message = _("Write only the name, at most %(most)d letters. The rest goes below it.")


class WordsTooLong(DomainError):
    code = "words_too_long"
    message = _("This is too long: at most %(most)d letters.")


class SayOrWrite(DomainError):
    code = "say_or_write"
    message = _("Write the name or say it, one is enough.")


class ValueUnknown(DomainError):
    code = "value_unknown"
    message = _("Choose from the list.")


class PlaceUnknown(DomainError):
    code = "place_unknown"
    message = _("Choose the municipality from the list, or write the place in the line below.")


class NotAnEmail(DomainError):
    code = "not_an_email"
    message = _("Write the e-mail address, for example info@example.org.")


class NotASite(DomainError):
    code = "not_a_site"
    message = _("Write the address of the site, for example www.example.org.")


class NotHere(DomainError):
    code = "not_in_this_territory"
    message = _("You do not take part in this territory.")


class NoEdition(DomainError):
    code = "no_open_edition"
    message = _("No edition is open in this territory.")


class DayPast(DomainError):
    code = "day_past"
    message = _("Choose a day from today on.")


class DayToCome(DomainError):
    code = "day_to_come"
    message = _("This day is still to come. Write what already happened.")


class NotAnOwner(DomainError):
    code = "not_an_owner"
    message = _("Choose somebody who works in this territory.")


class NotTriedYet(DomainError):
    code = "not_tried_yet"
    message = _("Nobody asked them yet. First write how you tried, then close it.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write why, in a few words.")


class MergedAway(Conflict):
    code = "organisation_merged"
    message = _("This entry was merged with another one. Open the list again.")


class AlreadyMerged(Conflict):
    code = "already_merged"
    message = _("Somebody merged one of these two a moment ago. Look at what is there now.")


class MergeUndone(Conflict):
    code = "merge_undone"
    message = _("This merge was taken back already.")


class UndoLaterFirst(Conflict):
    code = "undo_later_first"
    message = _("“%(name)s” was merged again afterwards. Take that merge back first.")


class TheSame(DomainError):
    code = "same_organisation"
    message = _("These are one and the same entry. Choose two.")


class ProgrammesDiffer(DomainError):
    code = "programmes_differ"
    message = _("These two belong to different programmes.")


class AlreadyWritten(Conflict):
    code = "already_written_down"
    message = _("Somebody wrote this name down already.")


class AlreadyTied(Conflict):
    code = "already_tied"
    message = _("This tie is written already.")


class LinkOver(DomainError):
    """One answer for links that were used, are old or never were."""

    status = 404
    code = "link_over"
    message = _("This link works no more. Ask who sent it to you for a new one.")


class ManyInvitations(DomainError):
    code = "many_invitations"
    message = _("%(most)d invitations already wait. Withdraw one that nobody needs any more.")


class InvitationUsed(Conflict):
    code = "invitation_used"
    message = _("Somebody came in with this invitation already. Look at who can come in.")


class LastOne(DomainError):
    code = "last_one"
    message = _("Nobody else could come in then. Invite a colleague first.")


class AlreadyHandled(Conflict):
    code = "already_handled"
    message = _("Somebody looked at this answer already.")


class ConsentMissing(DomainError):
    code = "consent_missing"
    message = _("Write who of the organisation said yes, and when.")
