"""What a circle refuses, in words for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Conflict, DomainError


class CircleClosed(DomainError):
    code = "circle_closed"
    message = _("This circle is closed. What it wrote stays, nothing is added.")


class NameTaken(DomainError):
    code = "circle_name_taken"
    message = _("Another circle of this edition has this name. Choose another one.")


class TerritoryElsewhere(DomainError):
    code = "territory_elsewhere"
    message = _("This territory is not part of the edition.")


class AlreadyInACircle(Conflict):
    code = "already_in_a_circle"
    message = _("This person is already in a circle of the edition, or invited to one.")


class NotInTheEdition(DomainError):
    code = "not_in_the_edition"
    message = _("This person does not take part in the edition with this role.")


class InvitationAnswered(Conflict):
    code = "invitation_answered"
    message = _("This invitation was answered already.")


class MembershipOver(Conflict):
    code = "membership_over"
    message = _("This person is not in the circle any more.")


class NothingToMove(DomainError):
    code = "nothing_to_move"
    message = _("Choose another open circle of the same edition.")


class NotReady(DomainError):
    """Lacks what an active circle needs; `params["lacks"]` holds the codes."""

    code = "circle_not_ready"
    message = _(
        "A circle starts with at least two participants, an operator, a mediator "
        "and the date of the first meeting."
    )


class MeetingOver(Conflict):
    code = "meeting_over"
    message = _("This meeting was already held or cancelled.")


class MeetingNotYet(DomainError):
    code = "meeting_not_yet"
    message = _("The sheet of a meeting is written from its day on.")


class MeetingInThePast(DomainError):
    code = "meeting_in_the_past"
    message = _("This moment has passed. Choose a later one.")


class NotAMember(DomainError):
    code = "not_a_member"
    message = _("Choose people of this circle.")


class WithThemselves(DomainError):
    code = "with_themselves"
    message = _("Choose two different people.")


class EncounterInTheFuture(DomainError):
    code = "encounter_in_the_future"
    message = _("Write contacts that took place, up to today.")


class WordsMissing(DomainError):
    code = "words_missing"
    message = _("Write a few words first.")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people wrote the same place of a sheet differently. `theirs` is what stands now."""

    theirs: str
    mine: str
    base: str


class SheetClash(Conflict):
    """Somebody saved this sheet meanwhile. Nothing was saved; both texts are here to choose from.

    `words`, `presences` by person and `decisions` by decision hold what differs.
    """

    code = "sheet_clash"
    message = _(
        "Somebody else wrote on this sheet while you did. "
        "Both texts are below: keep what is right, then save again."
    )

    def __init__(
        self,
        *,
        words: Mapping[UUID, Clash],
        presences: Mapping[UUID, Clash],
        decisions: Mapping[UUID, Clash],
    ) -> None:
        super().__init__()
        self.words = words
        self.presences = presences
        self.decisions = decisions
