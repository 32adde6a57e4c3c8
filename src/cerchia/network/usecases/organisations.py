"""Writing an organisation down, changing it, who to talk to there, what of it is public."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network import words
from cerchia.network.errors import ConsentMissing, NameMissing, NotAnEmail, NotASite, ValueUnknown
from cerchia.network.models import Organisation, OrganisationPerson
from cerchia.network.models.organisations import Kind
from cerchia.network.usecases.common import (
    as_it_is_now,
    checked_municipality,
    clean,
    clean_name,
    clean_words,
    located,
)
from cerchia.people.rules import LANGUAGES
from cerchia.programmes.models import Territory

MOST_PEOPLE = 1_000_000
ITALY = "IT"


@dataclass(frozen=True, slots=True)
class Reach:
    """Where it is and how to reach it. `municipality` is an ISTAT code; without one, `place` says
    where: it becomes a code where its name is one of a municipality.
    """

    municipality: str = ""
    place: str = ""
    address: str = ""
    country: str = ITALY
    phone: str = ""
    email: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What an organisation is. Nothing of it presumes work with refugees (Q21)."""

    name: str
    kind: str = Kind.OTHER
    is_business: bool = False
    for_refugees: bool = False
    for_migration: bool = False
    for_work: bool = False
    for_other: bool = False
    people_count: int | None = None
    languages: Sequence[str] = ()
    about: str = ""
    done_together: str = ""
    notes: str = ""
    reach: Reach = field(default_factory=Reach)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to talk to there, with work contacts."""

    name: str
    job: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""


@transaction.atomic
def add_organisation(*, actor: User, territory: Territory, about: About) -> Organisation:
    """A new one, in state known: it is in the queue from now on."""
    require(actor, "network.add", territory.pk)
    row = Organisation(programme_id=territory.programme_id, territory=territory, created_by=actor)
    _write(row, about)
    row.save()
    words.learn([row], fresh=True)
    record("network.organisation.added", actor=actor, about=row)
    return row


@transaction.atomic
def change_organisation(
    *, actor: User, organisation: Organisation, about: About, territory: Territory | None = None
) -> None:
    """Change what is written of it; whoever changes it has looked: it is fresh again."""
    require(actor, "network.change", organisation)
    row = as_it_is_now(organisation)
    if territory is not None and territory.pk != row.territory_id:
        require(actor, "network.add", territory.pk)
        row.territory = territory
    _write(row, about)
    row.confirmed_at = clock.now()
    row.save()
    words.learn([row])
    record("network.organisation.changed", actor=actor, about=row)


def _write(row: Organisation, about: About) -> None:
    if about.kind not in Kind.values or set(about.languages) - LANGUAGES.keys():
        raise ValueUnknown
    if about.people_count is not None and not 0 <= about.people_count <= MOST_PEOPLE:
        raise ValueUnknown
    row.name = clean_name(about.name)
    for one in fields(About):
        if one.name.startswith(("for_", "is_")) or one.name in {"kind", "people_count"}:
            setattr(row, one.name, getattr(about, one.name))
    row.languages = list(about.languages)
    row.about = clean_words(about.about)
    row.done_together = clean_words(about.done_together)
    row.notes = clean_words(about.notes)
    locate(row, about.reach)
    words.fill_keys(row)


def locate(row: Organisation, reach: Reach) -> None:
    """Place and contacts. The point is the centre of the municipality, no nearer."""
    row.municipality = checked_municipality(reach.municipality)
    row.place_name = ""
    if not row.municipality:
        row.municipality, row.place_name = located(reach.place)
    row.country = reach.country.upper() if len(reach.country) == len(ITALY) else ITALY
    row.address = clean(reach.address)[:200]
    row.phone = clean(reach.phone)[:40]
    row.email, row.site = _email(reach.email), _site(reach.site)
    words.put_on_map(row)


def _email(text: str) -> str:
    email = clean(text)
    try:
        if email:
            validate_email(email)
    except ValidationError as wrong:
        raise NotAnEmail from wrong
    return email


def _site(text: str) -> str:
    """The address of the site; "https://" is added where it was left out."""
    site = clean(text)
    if site and "://" not in site:
        site = f"https://{site}"
    try:
        if site:
            URLValidator(schemes=["http", "https"])(site)
    except ValidationError as wrong:
        raise NotASite from wrong
    return site


@transaction.atomic
def add_person(*, actor: User, organisation: Organisation, contact: Contact) -> OrganisationPerson:
    require(actor, "network.change", organisation)
    if not clean(contact.name):
        raise NameMissing
    row = OrganisationPerson.objects.create(
        organisation=as_it_is_now(organisation),
        name=clean_name(contact.name),
        job=clean(contact.job)[:80],
        phone=clean(contact.phone)[:60],
        email=_email(contact.email),
        language=contact.language if contact.language in LANGUAGES else "",
        added_by=actor,
    )
    record("network.person.added", actor=actor, about=row)
    return row


@transaction.atomic
def end_person(*, actor: User, person: OrganisationPerson) -> None:
    """They are no longer there; what was sealed of them goes."""
    require(actor, "network.change", person.organisation)
    if OrganisationPerson.objects.filter(pk=person.pk, ended_at=None).update(
        ended_at=clock.now(), name=b"", phone=b"", email=b"", job=""
    ):
        record("network.person.ended", actor=actor, about=person)


@transaction.atomic
def publish(*, actor: User, organisation: Organisation, consent: str) -> None:
    """Name, kind, place and what it does become public, because it said yes: who, and when."""
    require(actor, "network.publish", organisation)
    if not clean(consent):
        raise ConsentMissing
    row = as_it_is_now(organisation)
    row.public_consent = clean(consent)[:200]
    row.public_since = clock.now()
    row.save(update_fields=["public_consent", "public_since"])
    record("network.organisation.published", actor=actor, about=row)


@transaction.atomic
def unpublish(*, actor: User, organisation: Organisation) -> None:
    """It is public no more, from the next request on."""
    require(actor, "network.publish", organisation)
    rows = Organisation.objects.filter(pk=organisation.pk, public_since__isnull=False)
    if rows.update(public_since=None):
        record("network.organisation.unpublished", actor=actor, about=organisation)
