"""What can be refused about rounds, criteria, swaps, signatures and lots, in plain words."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class Overtaken(Conflict):
    """Somebody confirmed something else since the page was opened."""

    code = "round_changed"
    message = _(
        "Somebody else changed the proposal while you did. Nothing of yours is saved yet and "
        "nothing is lost: read what changed below, then confirm again if you still want it."
    )


class CriteriaMissing(Conflict):
    code = "criteria_missing"
    message = _("First the criteria are written and frozen, then names and proposals are seen.")


class CriteriaFrozen(Conflict):
    code = "criteria_frozen"
    message = _("These criteria are frozen. Write a new version, and say why.")


class NotMet(DomainError):
    code = "not_among_those_met"
    message = _("%(code)s is not among the people whom the team has met.")


class NotProposed(Conflict):
    code = "not_proposed"
    message = _("%(code)s is not in the proposal now.")


class AlreadyProposed(Conflict):
    code = "already_proposed"
    message = _("%(code)s is in the proposal already.")


class IsLocked(Conflict):
    code = "locked"
    message = _("%(code)s is locked. Lift the lock first, then change the place.")


class AlreadyLocked(Conflict):
    code = "already_locked"
    message = _("%(code)s has a lock already. Lift it first: two locks cannot hold together.")


class NotLocked(Conflict):
    code = "not_locked"
    message = _("%(code)s has no lock now.")


class NobodyNamed(DomainError):
    code = "nobody_named"
    message = _("Choose who leaves and who enters.")


class WhyMissing(DomainError):
    code = "reason_missing"
    message = _("Write why, in a few words: it stays with the decision.")


class RoundDecided(Conflict):
    code = "round_decided"
    message = _("This round is decided. Only a free place can still be given.")


class RoundNotDecided(Conflict):
    code = "round_not_decided"
    message = _("This round is not decided yet.")


class NothingSigned(Conflict):
    code = "nothing_signed"
    message = _("Nobody has signed this proposal as it is now. The first signature comes first.")


class SameHand(DomainError):
    status = 403
    code = "same_person"
    message = _("Two people sign. You gave the first signature: another person gives the second.")


class NobodyProposed(DomainError):
    code = "nobody_proposed"
    message = _("Nobody is proposed yet. Propose people, then sign.")


class NoFreePlace(Conflict):
    code = "no_free_place"
    message = _("There is no free place now.")


class NotWaiting(Conflict):
    code = "not_waiting"
    message = _("%(code)s is not on the waiting list now.")


class SheetRefused(DomainError):
    """A sheet that may not be used; the words say which number, and why."""

    code = "sheet_refused"
    message = _("These criteria cannot be used.")


class AnswerUnusable(Conflict):
    code = "answer_old"
    message = _("The proposal changed after this was worked out. Ask again.")


class NoSuchList(DomainError):
    code = "no_such_list"
    message = _("Choose one of the lists.")


class LotImpossible(DomainError):
    code = "lot_impossible"
    message = _("A lot needs at least two people among equals, and fewer places than people.")


class LotDrawn(Conflict):
    code = "lot_drawn"
    message = _("This lot is drawn. It is drawn once.")


class SeedMissing(DomainError):
    code = "seed_missing"
    message = _("Write the number that came out, for example 7 21 45 63 88.")


class WitnessesMissing(DomainError):
    code = "witnesses_missing"
    message = _("Name at least two witnesses.")


class RoundThere(Conflict):
    code = "round_there"
    message = _("This edition has a round already.")


class DaysWrong(DomainError):
    code = "days_in_wrong_order"
    message = _("The last day comes after the first one.")


class TwoNamed(DomainError):
    code = "two_named"
    message = _("Choose at least two different people.")


class TogetherAndApart(DomainError):
    code = "together_and_apart"
    message = _(
        "%(codes)s: written as together and as apart, perhaps by way of others. Look again."
    )


class BondThere(Conflict):
    code = "bond_there"
    message = _("This is written already.")


class BondOver(Conflict):
    code = "bond_over"
    message = _("This was taken back already.")


class Torn(Conflict):
    """Some of those who belong together would have a place and the others none."""

    code = "torn"
    message = _("%(codes)s are chosen together, or not at all. Nothing was changed.")


class TooFewPlaces(Conflict):
    code = "too_few_places"
    message = _("%(codes)s enter together: there are not places enough. First let places go free.")


class UrgencyOff(Conflict):
    code = "urgency_off"
    message = _("The criteria of this round do not ask how urgent a place is.")


class TwoWrote(Conflict):
    code = "two_wrote"
    message = _("Two people of the team have written it already.")


class UrgencyOpen(SheetRefused):
    """The criteria count the urgency, and two people have not written it for everybody yet."""

    code = "urgency_open"
