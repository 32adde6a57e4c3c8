"""The list as Open Referral HSDS 3.1, in its JSON form: organizations with all that is theirs.

A list in one page, as the standard's own interface answers. An offer is a service; the point of a
location is the centre of its municipality. Ids are ours or derived from ours, so that they stay.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from babel import Locale
from django.utils.translation import get_language

from cerchia.network.exporting.entries import Contact, Entry, Help
from cerchia.network.exporting.tables import interest_words

Json = dict[str, Any]
ORGANIZATION, SERVICE = "organization", "service"


def document(entries: Sequence[Entry]) -> Json:
    """The whole list as one page."""
    return {
        "total_items": len(entries),
        "total_pages": 1,
        "page_number": 1,
        "size": len(entries),
        "first_page": True,
        "last_page": True,
        "empty": not entries,
        "contents": [organization(one) for one in entries],
    }


def organization(one: Entry) -> Json:
    place = _location(one)
    return _bare(
        {
            "id": str(one.id),
            "name": one.name,
            "description": one.about or one.kind_words,
            "email": one.email,
            "website": one.site,
            "legal_status": one.kind_words,
            "phones": _phones(one.id, one.phone),
            "locations": [place] if place else [],
            "contacts": [_contact(person) for person in one.contacts],
            "services": [_service(one, offer, place) for offer in one.offers],
            "attributes": _attributes(one),
        }
    )


def _location(one: Entry) -> Json | None:
    if not one.place and not one.address:
        return None
    latitude, longitude = one.point or (None, None)
    return _bare(
        {
            "id": _id(one.id, "location"),
            "location_type": "physical",
            "name": one.place,
            "latitude": float(latitude) if latitude else None,
            "longitude": float(longitude) if longitude else None,
            "languages": [_language(one.id, code) for code in one.languages],
            "addresses": [
                {
                    "id": _id(one.id, "address"),
                    "address_1": one.address,
                    "city": one.place,
                    "state_province": one.province,
                    "postal_code": "",
                    "country": one.country,
                    "address_type": "physical",
                }
            ],
        }
    )


def _contact(person: Contact) -> Json:
    return _bare(
        {
            "id": str(person.id),
            "name": person.name,
            "title": person.job,
            "email": person.email,
            "phones": _phones(person.id, person.phone),
        }
    )


def _service(one: Entry, offer: Help, place: Json | None) -> Json:
    where = {"id": _id(offer.id, "here"), "location": place} if place else None
    return _bare(
        {
            "id": str(offer.id),
            "organization_id": str(one.id),
            "name": offer.what,
            "description": offer.conditions,
            "status": "active" if offer.is_open else "inactive",
            "email": one.email,
            "url": one.site,
            "assured_date": offer.checked_on.isoformat() if offer.checked_on else None,
            "service_areas": [{"id": _id(offer.id, "area"), "name": one.territory}],
            "service_at_locations": [where] if where else [],
            "attributes": [_attribute(SERVICE, offer.id, "help", offer.kind, offer.kind_words)],
        }
    )


def _attributes(one: Entry) -> list[Json]:
    told = [("kind", one.kind, one.kind_words)]
    told += [("interest", name, interest_words(name)) for name in one.interests]
    if one.is_business:
        told.append(("kind", "business", "business"))
    return [_attribute(ORGANIZATION, one.id, *term) for term in told]


def _attribute(entity: str, of: UUID, taxonomy: str, code: str, words: str) -> Json:
    term = str(uuid5(TERMS, f"{taxonomy}:{code}"))
    return {
        "id": _id(of, f"{taxonomy}:{code}"),
        "link_id": str(of),
        "link_entity": entity,
        "link_type": taxonomy,
        "taxonomy_term_id": term,
        "taxonomy_term": {
            "id": term,
            "code": code,
            "name": words,
            "description": words,
            "taxonomy": f"Cerchia {taxonomy}",
        },
    }


TERMS = UUID("c3c1a000-0000-4000-8000-000000000003")


def _phones(of: UUID, number: str) -> list[Json]:
    return [{"id": _id(of, "phone"), "number": number, "type": "voice"}] if number else []


def _language(of: UUID, code: str) -> Json:
    names = Locale.parse((get_language() or "it")[:2]).languages
    return {"id": _id(of, f"language:{code}"), "name": str(names.get(code, code)), "code": code}


def _id(of: UUID, what: str) -> str:
    return str(uuid5(of, what))


def _bare(values: Json) -> Json:
    """Without what is not known: the standard asks for no empty values, but for some texts."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
