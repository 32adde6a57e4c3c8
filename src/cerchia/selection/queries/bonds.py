"""Who is chosen together or walks apart, as it stands today."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cerchia.access.models import User
from cerchia.programmes.policies import coordinates
from cerchia.selection.models import Bond, Candidacy, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.rules.bonds import Codes, groups_of

STANDS = (State.INTERVIEWED, State.PROPOSED, State.WAITING_LIST, State.SELECTED)
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Tie:
    """A bond that stands. `members` can still be chosen; who is `gone` binds nobody any more."""

    bond: Bond
    members: tuple[Candidacy, ...]
    gone: tuple[Candidacy, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.members)

    @property
    def is_together(self) -> bool:
        return self.bond.kind == Bond.Kind.TOGETHER

    @property
    def holds(self) -> bool:
        """Whether it still speaks of two people at least."""
        return len(self.members) >= FEWEST


def ties_of(round_: SelectionRound) -> list[Tie]:
    """The bonds of a round that stand, in the order in which they were written. Two queries."""
    rows = Bond.objects.standing().filter(round=round_).select_related("written_by__person")
    return [_tie(row) for row in rows.prefetch_related("people__person", "people__merged_into")]


def _tie(row: Bond) -> Tie:
    """Who was joined to another request of theirs is counted as that one."""
    found = {kept.pk: kept for one in row.people.all() for kept in [one.merged_into or one]}
    people = sorted(found.values(), key=lambda one: one.code)
    members = tuple(one for one in people if one.state in STANDS)
    return Tie(row, members, tuple(one for one in people if one not in members))


def groups_in(ties: Iterable[Tie]) -> dict[str, Codes]:
    """Code → everybody who is chosen with it."""
    return groups_of(tie.codes for tie in ties if tie.is_together and tie.holds)


def apart_of(edition_id: UUID) -> list[tuple[Bond, tuple[UUID, ...]]]:
    """The bonds of an edition that part people in circles, with the ids of the people, in the
    order of writing. Three queries.
    """
    rows = Bond.objects.standing().filter(round__edition=edition_id, kind=Bond.Kind.APART)
    rows = rows.prefetch_related("people__merged_into")
    return [
        (row, tuple((one.merged_into or one).person_id for one in row.people.all())) for row in rows
    ]


def together_in(round_: SelectionRound) -> dict[str, Codes]:
    return groups_in(ties_of(round_))


def candidates_for(user: User, round_: SelectionRound) -> list[Candidacy]:
    """Whom `user` may write a bond about: those met, in the territories that `user` coordinates."""
    rows = Candidacy.objects.standing_alone().filter(round=round_, state__in=STANDS)
    rows = rows.exclude(person__user=user).select_related("person", "territory").order_by("code")
    places = {one.territory_id: False for one in rows}
    places = {one: coordinates(user, round_.edition_id, one) for one in places}
    return [one for one in rows if places[one.territory_id]]
