"""Who a participant will still have around when the programme ends (R12)."""

from collections.abc import Iterable
from uuid import UUID

from cerchia.network.models import KnownContact
from cerchia.support.models import NAMED, Commitment

FEWEST_CONTACTS = 3
"""Named contacts outside the programme that each should have at the end."""


def contacts_outside(participants: Iterable[UUID]) -> dict[UUID, int]:
    """Person → how many organisations they named, or that keep or kept a promise to a project of
    theirs. Two queries.

    Only the number is told: which ones a person knows is theirs.
    """
    people = list(participants)
    known = KnownContact.objects.current().filter(
        person__in=people, organisation__isnull=False, organisation__closed_at=None
    )
    helped = Commitment.objects.filter(
        state__in=NAMED, project__members__person__in=people, project__members__left_at=None
    )
    pairs: list[tuple[UUID, UUID]] = [
        *known.values_list("person", "organisation"),
        *helped.values_list("project__members__person", "offer__organisation").distinct(),
    ]
    around: dict[UUID, set[UUID]] = {person: set() for person in people}
    for person, organisation in pairs:
        if person in around:
            around[person].add(organisation)
    return {person: len(found) for person, found in around.items()}
