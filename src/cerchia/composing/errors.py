"""What a composition refuses, in words for people."""

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class ChangedMeanwhile(Conflict):
    code = "composition_changed"
    message = _(
        "Somebody else changed these circles while you did. Nothing of yours was saved: "
        "look at them again, then decide."
    )


class IsOver(Conflict):
    code = "composition_over"
    message = _("These circles were confirmed or set aside already. Nothing was changed.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write why in a few words, for example: they come from the same valley.")


class NobodyWaits(DomainError):
    code = "nobody_waits"
    message = _("Nobody waits for a circle here. Everybody who takes part has one.")


class TooFew(DomainError):
    """`places`: the territories, in words."""

    code = "too_few"
    message = _(
        "Too few people for a circle: %(places)s. Choose a smaller circle, or in which other "
        "territory they walk. This is for people to decide."
    )


class SizesDoNotFit(DomainError):
    code = "sizes_do_not_fit"
    message = _("The first number must not be larger than the second, for example 4 and 7.")


class JoinsDoNotFit(DomainError):
    code = "joins_do_not_fit"
    message = _("People of a territory can walk in one other territory, and not in turn.")


class TerritoriesMissing(DomainError):
    code = "territories_missing"
    message = _("Choose at least one territory.")


class TwoNeeded(DomainError):
    code = "two_needed"
    message = _("Choose at least two who wait for a circle, or one of them and one of the team.")


class NotAtTheTable(DomainError):
    code = "not_at_the_table"
    message = _("Choose somebody of these circles.")


class NothingChanges(DomainError):
    code = "nothing_changes"
    message = _("This changes nothing. Choose another circle.")


class OtherTerritory(DomainError):
    code = "other_territory"
    message = _("This circle is in another territory. Choose one of the same.")


class NoDraftYet(DomainError):
    code = "no_draft_yet"
    message = _("There are no circles yet. Ask for a proposal first.")


class PeopleChanged(Conflict):
    """`people`: who is not in a circle of the draft, or is there no more, in words."""

    code = "people_changed"
    message = _(
        "Since these circles were put together something changed: %(people)s. "
        "Ask for a new proposal, it moves as few as it can."
    )


class NamesMissing(DomainError):
    code = "names_missing"
    message = _("Give every circle a name, for example the name of a river. No name twice.")


class LockedAlready(Conflict):
    code = "locked_already"
    message = _("This person is locked there already. Nothing was changed.")


class KeptApart(DomainError):
    code = "kept_apart"
    message = _(
        "Somebody wrote that two of these do not walk in the same circle. "
        "Take that back first, or choose another circle."
    )


class IsLocked(DomainError):
    code = "is_locked"
    message = _("This person is locked where they are. Unlock them first.")


class WalksThere(DomainError):
    """`circle`: its name."""

    code = "walks_there"
    message = _(
        "Somebody walks in %(circle)s already. They move or leave on the page of the circle, "
        "not here."
    )


class LeftThere(DomainError):
    """`circle`: its name."""

    code = "left_there"
    message = _("Somebody left %(circle)s, or said no to it, and is not put back into it here.")


class CircleGone(Conflict):
    code = "circle_gone"
    message = _(
        "A circle that was to be filled is closed, or no longer one of these. Nobody was invited. "
        "Ask for a new proposal, it moves as few as it can."
    )


class CircleElsewhere(DomainError):
    code = "circle_elsewhere"
    message = _("Only open circles of these territories with a free place can be filled.")


class AnswerIsOld(Conflict):
    code = "answer_is_old"
    message = _("This answer was for circles that have changed since. Ask for a new one.")
