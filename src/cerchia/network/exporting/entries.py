"""What of an organisation leaves the house, read in a few queries whatever their number."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cerchia.kit import clock
from cerchia.network.models import Offer, Organisation, OrganisationPerson
from cerchia.places import municipality
from cerchia.vault import keys

INTERESTS = ("for_refugees", "for_migration", "for_work", "for_other")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to talk to, with work contacts."""

    id: UUID
    name: str
    job: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Help:
    """An offer that stands."""

    id: UUID
    kind: str
    kind_words: str
    what: str
    conditions: str
    is_open: bool
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as it goes out. Of the public part the fields below `about` stay empty."""

    id: UUID
    name: str
    kind: str
    kind_words: str
    is_business: bool
    interests: tuple[str, ...]
    territory: str
    place: str
    province: str
    country: str
    point: tuple[str, str] | None
    about: str
    address: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    languages: tuple[str, ...] = ()
    people_count: int | None = None
    state_words: str = ""
    known_on: date | None = None
    contacted_on: date | None = None
    answered_on: date | None = None
    engaged_on: date | None = None
    contacts: tuple[Contact, ...] = field(default_factory=tuple)
    offers: tuple[Help, ...] = field(default_factory=tuple)


def entries_of(rows: QuerySet[Organisation], *, public: bool) -> list[Entry]:
    """The organisations, by name. One query, and for the work part three more."""
    found = list(rows.select_related("territory").order_by("name", "pk"))
    if public:
        return [Entry(**_plain(one)) for one in found]
    ids = [one.pk for one in found]
    contacts, offers = _contacts(ids), _offers(ids)
    return [
        Entry(
            **_plain(one),
            address=one.address,
            phone=one.phone,
            email=one.email,
            site=one.site,
            languages=tuple(one.languages),
            people_count=one.people_count,
            state_words=str(one.get_state_display()),
            known_on=_day(one.known_at),
            contacted_on=_day(one.contacted_at),
            answered_on=_day(one.answered_at),
            engaged_on=_day(one.engaged_at),
            contacts=tuple(contacts[one.pk]),
            offers=tuple(offers[one.pk]),
        )
        for one in found
    ]


def _plain(one: Organisation) -> dict[str, Any]:
    place = municipality(one.municipality)
    known = one.latitude is not None and one.longitude is not None
    return {
        "id": one.pk,
        "name": one.name,
        "kind": one.kind,
        "kind_words": str(one.get_kind_display()),
        "is_business": one.is_business,
        "interests": tuple(name for name in INTERESTS if getattr(one, name)),
        "territory": one.territory.name,
        "place": place.name if place else one.place_name,
        "province": place.province.short if place else "",
        "country": one.country,
        "point": (str(one.latitude), str(one.longitude)) if known else None,
        "about": one.about,
    }


def _contacts(ids: list[UUID]) -> dict[UUID, list[Contact]]:
    rows = OrganisationPerson.objects.filter(organisation__in=ids, ended_at=None)
    people = list(rows.order_by("added_at", "pk"))
    keys.unlock(one.pk for one in people)
    found: dict[UUID, list[Contact]] = defaultdict(list)
    for one in people:
        told = Contact(one.pk, str(one.name), one.job, str(one.phone), str(one.email))
        found[one.organisation_id].append(told)
    return found


def _offers(ids: list[UUID]) -> dict[UUID, list[Help]]:
    rows = Offer.objects.filter(organisation__in=ids, withdrawn_at=None, refused_at=None)
    found: dict[UUID, list[Help]] = defaultdict(list)
    today = clock.today()
    for one in rows.exclude(checked_at=None).order_by("proposed_at", "pk"):
        past = one.until_on is not None and one.until_on < today
        found[one.organisation_id].append(
            Help(
                id=one.pk,
                kind=one.help,
                kind_words=str(one.get_help_display()),
                what=one.what,
                conditions=one.conditions,
                is_open=not past and one.taken < one.quantity,
                checked_on=_day(one.checked_at),
            )
        )
    return found


def _day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None
