"""Registering a person and what they say about themselves. Scope is checked by the rooms above:
whoever calls these has shown that the actor may write this file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import (
    ContactPoint,
    Person,
    PersonLanguage,
    PracticalCheck,
    Protection,
)
from cerchia.people.rules import LANGUAGES


class UnknownLanguage(DomainError):
    code = "unknown_language"
    message = _("Choose a language from the list.")


class NameMissing(DomainError):
    code = "name_missing"
    message = _("Write at least the first name.")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language of a person. `level` is A1 to C2; `interprets`: helps others understand."""

    language: str
    level: str
    speaks: bool = True
    reads: bool = True
    needs_voice: bool = False
    interprets: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who someone is. Birth year, never a birth date; country as ISO 3166 code or empty."""

    given_name: str
    family_name: str = ""
    own_script_name: str = ""
    birth_year: str = ""
    country: str = ""
    gender: str = Person.Gender.UNSAID


@transaction.atomic
def register_person(
    *,
    actor: User | None,
    identity: Identity,
    languages: Iterable[Spoken] = (),
    user: User | None = None,
) -> Person:
    """A new person, with a key of their own under which everything about them is sealed."""
    if not identity.given_name.strip():
        raise NameMissing
    person = Person(user=user, gender=identity.gender)
    _identify(person, identity)
    person.save()
    set_languages(actor=actor, person=person, languages=languages)
    record("people.person.registered", actor=actor, about=person)
    return person


@transaction.atomic
def change_identity(*, actor: User, person: Person, identity: Identity) -> None:
    if not identity.given_name.strip():
        raise NameMissing
    _identify(person, identity)
    person.gender = identity.gender
    person.save()
    record("people.person.changed", actor=actor, about=person)


def _identify(person: Person, identity: Identity) -> None:
    person.given_name = identity.given_name.strip()
    person.family_name = identity.family_name.strip()
    person.own_script_name = identity.own_script_name.strip()
    person.birth_year = identity.birth_year.strip()
    person.country = identity.country.strip().upper()


@transaction.atomic
def set_languages(*, actor: User | None, person: Person, languages: Iterable[Spoken]) -> None:
    """Replace the languages of a person; the order given is the order of preference."""
    rows = [
        PersonLanguage(
            person=person,
            position=place,
            language=one.language,
            level=one.level,
            speaks=one.speaks,
            reads=one.reads,
            needs_voice=one.needs_voice,
            interprets=one.interprets,
        )
        for place, one in enumerate(languages)
    ]
    if any(row.language not in LANGUAGES for row in rows):
        raise UnknownLanguage
    person.languages.all().delete()
    PersonLanguage.objects.bulk_create(rows)
    record("people.languages.set", actor=actor, about=person, facts={"n": len(rows)})


@transaction.atomic
def add_contact(
    *, actor: User, person: Person, kind: str, value: str, is_safe: bool = True
) -> ContactPoint:
    row = ContactPoint.objects.create(
        person=person, kind=kind, value=value.strip(), is_safe=is_safe
    )
    record("people.contact.added", actor=actor, about=person, facts={"kind": kind})
    return row


@transaction.atomic
def end_contact(*, actor: User, contact: ContactPoint) -> None:
    """Stop using a way to reach a person; saying it twice changes nothing."""
    if ContactPoint.objects.filter(pk=contact.pk, ended_at=None).update(ended_at=clock.now()):
        record("people.contact.ended", actor=actor, about=contact)


@transaction.atomic
def record_protection(
    *,
    actor: User | None,
    person: Person,
    status: str,
    permit_expires_on: date | None = None,
    renewal_asked_on: date | None = None,
) -> Protection:
    """The protection held from now on; the one before is kept with its last day."""
    person.protections.filter(ended_on=None).update(ended_on=clock.today())
    row = Protection.objects.create(
        person=person,
        status=status,
        permit_expires_on=permit_expires_on,
        renewal_asked_on=renewal_asked_on,
    )
    record("people.protection.recorded", actor=actor, about=person, facts={"status": status})
    return row


@transaction.atomic
def check_practical(
    *,
    actor: User,
    person: Person,
    has_account: bool | None,
    residence_registered: bool | None,
    obstacles: str = "",
) -> PracticalCheck:
    row, _created = PracticalCheck.objects.update_or_create(
        person=person,
        defaults={
            "has_account": has_account,
            "residence_registered": residence_registered,
            "obstacles": obstacles,
            "checked_on": clock.today(),
        },
    )
    record("people.practical.checked", actor=actor, about=person)
    return row
