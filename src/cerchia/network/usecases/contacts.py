"""Saying whom one knows (Q20): written or spoken; what was spoken the team writes down."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network import words
from cerchia.network.errors import AlreadyWritten, NotHere, SayOrWrite
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.queries.who import Place
from cerchia.network.usecases.common import (
    LONGEST_PLACE,
    as_it_is_now,
    clean,
    clean_name,
    clean_words,
    located,
)
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.programmes import standing
from cerchia.vault.models import SealedFile

LONGEST_HOW = 500


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of an organisation that they know; name or voice is enough."""

    name: str = ""
    place: str = ""
    how: str = ""
    voice: SealedFile | None = None
    language: str = ""


@transaction.atomic
def name_contact(
    *,
    actor: User,
    person: Person,
    place: Place,
    saying: Saying,
    organisation: Organisation | None = None,
) -> KnownContact:
    """`person` (the actor) knows it: the `organisation` they picked, or a new one in state known.

    With a voice only, it waits for somebody who listens. Saying the same twice is saying it once.
    """
    edition, territory = place.edition, place.territory
    require(actor, "network.name_contact", person, edition.pk, territory.pk)
    if organisation is not None and organisation.territory_id != territory.pk:
        raise NotHere
    if not saying.name.strip() and saying.voice is None and organisation is None:
        raise SayOrWrite
    known = _known(actor, person, place, saying)
    if organisation is None and saying.name.strip():
        if said_before := _said_before(known):
            return said_before
        organisation = _new(known, str(known.said_name), str(known.said_place))
    if organisation is not None:
        known.organisation = as_it_is_now(organisation)
        mine = KnownContact.objects.current().filter(person=person, edition=edition)
        if again := mine.filter(organisation=known.organisation).first():
            return again
    known.save()
    record(
        "network.contact.named",
        actor=actor,
        about=known,
        edition_id=edition.pk,
        facts={"voice": saying.voice is not None, "as": known.named_as},
    )
    return known


def _known(actor: User, person: Person, place: Place, saying: Saying) -> KnownContact:
    lives = any(one.territory_id == place.territory.pk for one in standing.of(actor).places)
    role = KnownContact.Named
    return KnownContact(
        edition=place.edition,
        territory=place.territory,
        person=person,
        named_as=role.PARTICIPANT if lives else role.STAFF,
        said_name=clean_name(saying.name) if saying.name.strip() else "",
        said_place=clean(saying.place)[:LONGEST_PLACE],
        how=clean_words(saying.how, LONGEST_HOW),
        voice=saying.voice,
        language=saying.language if saying.language in LANGUAGES else "",
    )


def _said_before(known: KnownContact) -> KnownContact | None:
    """What the same person named alike already, in the same place: a second tap makes no second."""
    key = words.key_of(str(known.said_name))
    municipality, told = located(str(known.said_place))
    mine = KnownContact.objects.current().filter(
        person=known.person, edition=known.edition, organisation__name_key=key
    )
    same_place = mine.filter(organisation__municipality=municipality, organisation__place_name=told)
    return same_place.first()


def _new(known: KnownContact, name: str, place: str) -> Organisation:
    """An organisation of which only this is known. Whoever named it is not written on it."""
    municipality, told = located(place)
    row = Organisation(
        programme_id=known.territory.programme_id,
        territory=known.territory,
        name=clean_name(name),
        municipality=municipality,
        place_name=told,
    )
    words.put_on_map(row)
    words.fill_keys(row).save()
    words.learn([row], fresh=True)
    return row


@transaction.atomic
def take_back_contact(*, actor: User, known: KnownContact) -> None:
    """It leaves one's own list. The organisation stays in the queue: somebody named it."""
    require(actor, "network.take_back_contact", known)
    if KnownContact.objects.current().filter(pk=known.pk).update(ended_at=clock.now()):
        record("network.contact.taken_back", actor=actor, about=known)


@transaction.atomic
def write_down_spoken(
    *,
    actor: User,
    known: KnownContact,
    name: str,
    place: str = "",
    organisation: Organisation | None = None,
) -> KnownContact:
    """Somebody listened: the name of the `organisation` they recognised, or of a new one.

    Of two who write it down at once one is told so.
    """
    now = KnownContact.objects.select_for_update().get(pk=known.pk)
    if now.organisation_id is not None or now.ended_at is not None:
        raise AlreadyWritten
    require(actor, "network.listen", now)
    if organisation is not None and organisation.territory_id != now.territory_id:
        raise NotHere
    found = as_it_is_now(organisation) if organisation else _new(now, name, place)
    same = KnownContact.objects.current().filter(
        person_id=now.person_id, edition_id=now.edition_id, organisation=found
    )
    now.written_at, now.written_by = clock.now(), actor
    if same.exists():
        now.ended_at = now.written_at
    else:
        now.organisation = found
    now.save(update_fields=["written_at", "written_by", "ended_at", "organisation"])
    record("network.contact.written_down", actor=actor, about=now, edition_id=now.edition_id)
    return now


@transaction.atomic
def set_spoken_aside(*, actor: User, known: KnownContact) -> None:
    """No name can be heard in it. The person sees that they may say it again."""
    require(actor, "network.listen", known)
    waiting = KnownContact.objects.current().filter(pk=known.pk, organisation=None)
    at = clock.now()
    if not waiting.update(written_at=at, written_by=actor, unclear_at=at):
        raise AlreadyWritten(_("Somebody wrote this name down already."))
    record("network.contact.unclear", actor=actor, about=known, edition_id=known.edition_id)
