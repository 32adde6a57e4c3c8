"""The keys and words by which organisations are found: written beside each change of a name.

Whoever makes organisations in bulk calls `fill_keys` before and `learn` after; whoever moves one
without writing its words anew calls `follow`.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import connection

from cerchia.network import rules
from cerchia.network.models import Offer, Organisation, OrganisationWord
from cerchia.network.models.organisations import FACETS
from cerchia.places import municipality

Part = OrganisationWord.Part
MOST_OF_OFFERS = 60
COPIED = ", ".join(FACETS)
WRITE = f"""
    INSERT INTO network_organisationword (part, word, organisation_id, territory_id, {COPIED})
    SELECT %s, %s, id, territory_id, {COPIED} FROM network_organisation WHERE id = %s
"""  # noqa: S608 - our own names


def fill_keys(organisation: Organisation) -> Organisation:
    """Set `name_key`, `phone_key` and `site_key` from name, phone and site; saves nothing."""
    organisation.name_key = rules.name_key(organisation.name)
    organisation.phone_key = rules.phone_key(organisation.phone)
    organisation.site_key = rules.site_key(organisation.site)
    return organisation


def key_of(name: str) -> str:
    return rules.name_key(name)


def put_on_map(organisation: Organisation) -> Organisation:
    """Set the point to the centre of the municipality, no nearer; saves nothing."""
    organisation.latitude = organisation.longitude = None
    if found := municipality(organisation.municipality):
        longitude, latitude = found.centre
        organisation.latitude = Decimal(f"{latitude:.5f}")
        organisation.longitude = Decimal(f"{longitude:.5f}")
    return organisation


def learn(organisations: Iterable[Organisation], *, fresh: bool = False) -> None:
    """Write the words of name and place anew. `fresh`: these had none yet."""
    rows = list(organisations)
    if not fresh:
        ids = [row.pk for row in rows]
        old = OrganisationWord.objects.filter(organisation__in=ids)
        old.filter(part__in=[Part.NAME, Part.PLACE]).delete()
        for row in rows:
            follow(row)
    _write((row.pk, part, word) for row in rows for part, word in words_of(row))


def follow(organisation: Organisation) -> None:
    """Its words tell again what it is: how far it has come, since when it is known, its kind."""
    told = {name: getattr(organisation, name) for name in FACETS}
    organisation.words.update(territory=organisation.territory_id, **told)


def words_of(organisation: Organisation) -> Iterator[tuple[Part, str]]:
    """The words of name and place."""
    for word in rules.name_words(organisation.name_key or rules.name_key(organisation.name)):
        yield Part.NAME, word
    place = municipality(organisation.municipality)
    told = " ".join([place.name if place else "", organisation.place_name])
    for word in rules.words(told):
        yield Part.PLACE, word


def learn_offers(organisation: Organisation) -> None:
    """Write the words of the offers that stand; call it when one is made, changed or taken back."""
    organisation.words.filter(part=Part.OFFER).delete()
    _write((organisation.pk, Part.OFFER, word) for word in _words_of_offers(organisation))


def _words_of_offers(organisation: Organisation) -> Sequence[str]:
    standing = Offer.objects.filter(
        organisation=organisation, withdrawn_at=None, refused_at=None
    ).order_by("-proposed_at")
    told = " ".join(standing.values_list("what", flat=True)[:MOST_OF_OFFERS])
    return rules.words(told)


def _write(found: Iterable[tuple[UUID, Part, str]]) -> None:
    """Each word takes the copy of its organisation from the database itself."""
    stored = Organisation._meta.pk.get_db_prep_value
    values = [(part.value, word, stored(pk, connection)) for pk, part, word in found]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, values)
