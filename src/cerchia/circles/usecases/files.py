"""What staff write down about a participant: the acts of `people`, for whom the circle allows.

Each holds the person's row first, so that two who write at once follow one another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.circles.parts import Part
from cerchia.people import usecases as people
from cerchia.people.models import ContactPoint, Person
from cerchia.people.usecases import Identity, Spoken


@dataclass(frozen=True, slots=True)
class Permit:
    """The protection that somebody holds and the dates of its permit; country as ISO code."""

    status: str
    country: str = ""
    expires_on: date | None = None
    renewal_asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """The first practical checks. None: not known yet."""

    has_account: bool | None
    residence_registered: bool | None
    obstacles: str = ""


@transaction.atomic
def write_identity(*, actor: User, person: Person, identity: Identity) -> None:
    """Names, year of birth, gender. The country stays: it is written with the protection."""
    person = _held(actor, person, Part.WHO)
    kept = replace(identity, country=person.country)
    people.change_identity(actor=actor, person=person, identity=kept)


@transaction.atomic
def write_languages(*, actor: User, person: Person, languages: Iterable[Spoken]) -> None:
    person = _held(actor, person, Part.LANGUAGES)
    people.set_languages(actor=actor, person=person, languages=languages)


@transaction.atomic
def write_contact(
    *, actor: User, person: Person, kind: str, value: str, is_safe: bool
) -> ContactPoint:
    person = _held(actor, person, Part.CONTACTS)
    return people.add_contact(actor=actor, person=person, kind=kind, value=value, is_safe=is_safe)


@transaction.atomic
def end_contact(*, actor: User, contact: ContactPoint) -> None:
    _held(actor, contact.person, Part.CONTACTS)
    people.end_contact(actor=actor, contact=contact)


@transaction.atomic
def write_protection(*, actor: User, person: Person, permit: Permit) -> None:
    """The protection held from now on. The same again changes nothing."""
    person = _held(actor, person, Part.PROTECTION)
    if person.country != permit.country:
        person.country = permit.country
        person.save(update_fields=["country"])
    now = person.protections.current().first()
    said = (permit.status, permit.expires_on, permit.renewal_asked_on)
    if now and said == (now.status, now.permit_expires_on, now.renewal_asked_on):
        return
    people.record_protection(
        actor=actor,
        person=person,
        status=permit.status,
        permit_expires_on=permit.expires_on,
        renewal_asked_on=permit.renewal_asked_on,
    )


@transaction.atomic
def write_checks(*, actor: User, person: Person, checks: Checks) -> None:
    person = _held(actor, person, Part.CHECKS)
    people.check_practical(
        actor=actor,
        person=person,
        has_account=checks.has_account,
        residence_registered=checks.residence_registered,
        obstacles=checks.obstacles,
    )


def _held(actor: User, person: Person, part: Part) -> Person:
    """The row as it is now, held until the transaction ends, if `actor` may write the part."""
    require(actor, "circles.write_file", person, part)
    return Person.objects.select_for_update().get(pk=person.pk)
