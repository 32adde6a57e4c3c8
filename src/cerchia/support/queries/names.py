"""The one place where an organisation reads a name, and where the person reads who does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cerchia.access.models import User
from cerchia.people.models import Person
from cerchia.support.models import Commitment
from cerchia.vault import keys


@dataclass(frozen=True, slots=True)
class Read:
    """What an organisation may read of a person: the first name, one contact if they share it."""

    person_id: UUID
    name: str
    contact: str = ""
    contact_kind: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that can read my first name, and since when."""

    commitment_id: UUID
    organisation: str
    since: datetime
    what: str
    with_contact: bool


def names_read_by(user: User, commitments: Iterable[UUID]) -> dict[UUID, Read]:
    """Commitment → the name that `user` may read as one of the organisation (invariant 12).

    Asked anew with every page: what the person closes is gone with the next request.
    """
    rows = (
        Commitment.objects.promised_by(user)
        .name_in_force()
        .filter(pk__in=list(commitments))
        .select_related("person", "contact")
    )
    found = list(rows)
    keys.unlock(row.person_id for row in found if row.person_id)
    return {row.pk: _read(row, row.person) for row in found if row.person}


def _read(row: Commitment, person: Person) -> Read:
    contact = row.contact if row.contact and row.contact.ended_at is None else None
    return Read(
        person_id=person.pk,
        name=str(person.given_name),
        contact=str(contact.value) if contact else "",
        contact_kind=contact.kind if contact else "",
    )


def who_knows_me(person_id: UUID) -> list[Known]:
    """Organisations that can read the first name of the person now. One query."""
    rows = Commitment.objects.name_in_force().filter(person=person_id)
    return [
        Known(
            commitment_id=row.pk,
            organisation=row.offer.organisation.name,
            since=row.name_from,
            what=row.offer.what,
            with_contact=row.contact_id is not None,
        )
        for row in rows.select_related("offer__organisation").order_by("-name_from")
        if row.name_from
    ]
