"""Who may read and carry a candidacy: the team of its territory, and the person."""

from uuid import UUID

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, SelectionRound

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
WRITERS = (Role.OPERATOR, Role.COORDINATOR)


def covers(actor: User, candidacy: Candidacy, *roles: str) -> bool:
    """Whether one of `roles` reaches the territory of the candidacy. Never one's own."""
    mine = standing.of(actor)
    edition = candidacy.round.edition_id
    own = candidacy.person.user_id == actor.pk
    return not own and mine.covers(edition, candidacy.territory_id, *roles)


def is_own(actor: User, candidacy: Candidacy) -> bool:
    """The person's, also where it was joined to another one of theirs."""
    if candidacy.person.user_id == actor.pk:
        return True
    return candidacy.merged.filter(person__user=actor).exists()


@policy("selection.see_candidacy")
def may_see(actor: User, candidacy: Candidacy) -> bool:
    return covers(actor, candidacy, *FIELD)


@policy("selection.put_forward")
def may_put_forward(actor: User, selection: SelectionRound, territory_id: UUID) -> bool:
    """The team of a territory; a network organisation of it."""
    roles = (*FIELD, Role.ORGANISATION)
    return standing.of(actor).covers(selection.edition_id, territory_id, *roles)


@policy("selection.allow_late")
def may_allow_late(actor: User, selection: SelectionRound, territory_id: UUID) -> bool:
    """After the last day only a coordinator lets somebody in, in writing (Q13)."""
    return standing.of(actor).covers(selection.edition_id, territory_id, Role.COORDINATOR)


@policy("selection.write_facts")
def may_write_facts(actor: User, candidacy: Candidacy) -> bool:
    return covers(actor, candidacy, *WRITERS)


@policy("selection.see_status")
def may_see_status(actor: User, candidacy: Candidacy) -> bool:
    """Protection and permit: mediators do not read them."""
    return covers(actor, candidacy, *WRITERS)


@policy("selection.check")
def may_check(actor: User, candidacy: Candidacy) -> bool:
    return covers(actor, candidacy, *WRITERS)


@policy("selection.override")
def may_override(actor: User, candidacy: Candidacy) -> bool:
    """In writing, by a coordinator of the territory."""
    return covers(actor, candidacy, Role.COORDINATOR)


@policy("selection.record_interview")
def may_record_interview(actor: User, candidacy: Candidacy) -> bool:
    return covers(actor, candidacy, *FIELD)


@policy("selection.write_urgency")
def may_write_urgency(actor: User, candidacy: Candidacy) -> bool:
    """Operators and coordinators; mediators neither write nor read it."""
    return covers(actor, candidacy, *WRITERS)


@policy("selection.withdraw")
def may_withdraw(actor: User, candidacy: Candidacy) -> bool:
    """The person; or the team, who writes down that the person said so."""
    return is_own(actor, candidacy) or covers(actor, candidacy, *WRITERS)


@policy("selection.tell")
def may_tell(actor: User, candidacy: Candidacy) -> bool:
    return covers(actor, candidacy, *FIELD)


@policy("selection.join")
def may_join(actor: User, candidacy: Candidacy) -> bool:
    """Say that two candidacies are of one person, or that they are not after all."""
    return covers(actor, candidacy, *WRITERS)


@policy("selection.connect_phone")
def may_connect_phone(actor: User, candidacy: Candidacy) -> bool:
    return covers(actor, candidacy, *FIELD)
