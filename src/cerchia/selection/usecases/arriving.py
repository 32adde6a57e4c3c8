"""How somebody comes in: by themselves, put forward by an organisation, by the team."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.files import File
from django.db import transaction

from cerchia.access.engine import may, require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import ContactPoint, Person
from cerchia.people.rules import LANGUAGES
from cerchia.people.usecases import Identity, Spoken, register_person
from cerchia.programmes.models import EditionTerritory, Programme, Territory
from cerchia.selection.errors import (
    AlreadyHere,
    ConsentMissing,
    ExceptionMissing,
    LanguageUnknown,
    NotHere,
    RoundNotOpen,
    WayMissing,
    WordsMissing,
    WordsTooLong,
)
from cerchia.selection.models import Candidacy, CandidacyMoment, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.rules.codes import candidate_code
from cerchia.selection.rules.opening import is_taking
from cerchia.vault.files import RECORDINGS, take_in

LONGEST_WISH = 20_000
LONGEST_LINE = 200
PHONE_DIGITS = 5
MOTHER_TONGUE = "C2"


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody is reached: a number, an e-mail, or where they can be found."""

    value: str = ""
    others_read: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The wish: text, voice or both, in one language (BCP 47)."""

    text: str = ""
    voice: File | None = None  # type: ignore[type-arg]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was told when somebody came in. `key` is made by the form: the same twice is once.

    `referrer`: who puts the person forward and how to reach them; `agreed`: the person said yes.
    `person`: who asks, where the house knows them already; nobody is registered then.
    """

    identity: Identity
    words: Words
    reach: Reach
    key: UUID | None = None
    referrer: str = ""
    agreed: bool = False
    is_student: bool = False
    late_reason: str = ""
    person: Person | None = None


def submit(*, selection: SelectionRound, territory: Territory, said: Arrival) -> Candidacy:
    """Somebody puts themselves forward, without an account; or again, as the one who is known."""
    if not said.words.text.strip() and said.words.voice is None:
        raise WordsMissing
    return _come_in(None, selection, territory, said, Candidacy.Channel.SELF)


def refer(
    *, actor: User | None, selection: SelectionRound, territory: Territory, said: Arrival
) -> Candidacy:
    """Another person, often of an organisation, puts somebody forward who said yes to it."""
    if actor is not None:
        require(actor, "selection.put_forward", selection, territory.pk)
    if not said.agreed:
        raise ConsentMissing
    return _come_in(actor, selection, territory, said, Candidacy.Channel.ORGANISATION)


def put_forward(
    *, actor: User, selection: SelectionRound, territory: Territory, said: Arrival
) -> Candidacy:
    """The team writes down who came or called; late ones with a coordinator's written reason."""
    require(actor, "selection.put_forward", selection, territory.pk)
    if not said.agreed:
        raise ConsentMissing
    return _come_in(actor, selection, territory, said, Candidacy.Channel.STAFF)


def _come_in(
    actor: User | None,
    selection: SelectionRound,
    territory: Territory,
    said: Arrival,
    channel: str,
) -> Candidacy:
    _check(said)
    with transaction.atomic():
        # One after the other: codes follow each other, and what is sent twice is found.
        Programme.objects.select_for_update().get(pk=selection.edition.programme_id)
        selection = SelectionRound.objects.select_related("edition").get(pk=selection.pk)
        if not EditionTerritory.objects.filter(
            edition=selection.edition_id, territory=territory
        ).exists():
            raise NotHere
        if before := _sent_before(said):
            return before
        late = _late(actor, selection, territory, said, channel)
        return _keep(actor, selection, territory, said, {"channel": channel, **late})


def _check(said: Arrival) -> None:
    if not said.reach.value.strip() and not said.referrer.strip():
        raise WayMissing
    if len(said.words.text) > LONGEST_WISH:
        raise WordsTooLong
    if said.words.language not in LANGUAGES:
        raise LanguageUnknown


def _late(
    actor: User | None,
    selection: SelectionRound,
    territory: Territory,
    said: Arrival,
    channel: str,
) -> dict[str, Any]:
    """Nothing while the round is open; the written exception afterwards, or a refusal."""
    if is_taking(selection, on=clock.today()):
        return {}
    begun = selection.opened_at is not None and clock.today() >= selection.opens_on
    if actor is None or channel != Candidacy.Channel.STAFF or not begun or selection.published_at:
        raise RoundNotOpen
    allowed = may(actor, "selection.allow_late", selection, territory.pk)
    if not allowed or not said.late_reason.strip():
        raise ExceptionMissing
    return {"late_reason": said.late_reason.strip(), "late_allowed_by": actor}


def _sent_before(said: Arrival) -> Candidacy | None:
    """The candidacy of the same form with the same words, sent twice."""
    if said.key is None:
        return None
    found = Candidacy.objects.select_related("person", "round").filter(sent_key=said.key).first()
    if found is None or found.anonymised_at:
        return None
    if str(found.person.given_name) != said.identity.given_name.strip():
        return None
    words = {str(one.wish) for one in (found, *found.merged.filter(person=found.person_id))}
    return found if said.words.text in words else None


def _same_hand(first: Candidacy | None, said: Arrival) -> Candidacy | None:
    """What the same person sent a moment ago from the same form, as long as nobody read it: the
    new words stand behind it, and nobody is there twice.
    """
    if first is None or first.anonymised_at or first.merged_into_id:
        return None
    if first.state != State.SUBMITTED:
        return None
    reach = {str(one.value) for one in first.person.contact_points.filter(ended_at=None)}
    same_name = str(first.person.given_name) == said.identity.given_name.strip()
    return first if same_name and said.reach.value.strip() in reach else None


def _keep(
    actor: User | None,
    selection: SelectionRound,
    territory: Territory,
    said: Arrival,
    facts: dict[str, Any],
) -> Candidacy:
    now = clock.now()
    first = Candidacy.objects.filter(sent_key=said.key).first() if said.key else None
    # Other words under the same form: nothing that was written is lost.
    key = uuid4() if first is not None else said.key
    behind = _same_hand(first, said)
    person = said.person or (behind.person if behind else _person(actor, said))
    if behind is None and person.candidacies.filter(round=selection, merged_into=None).exists():
        raise AlreadyHere
    voice = said.words.voice and take_in(
        subject=person.pk,
        upload=said.words.voice,
        allowed=RECORDINGS,
        created_by=actor.pk if actor else None,
    )
    there = Candidacy.objects.filter(round__edition__programme=selection.edition.programme_id)
    candidacy = Candidacy.objects.create(
        round=selection,
        person=person,
        territory=territory,
        code=candidate_code(there.count() + 1),
        sent_key=key,
        put_forward_by=actor,
        referrer=said.referrer.strip(),
        consented_at=now if said.agreed else None,
        is_student=said.is_student,
        wish=said.words.text,
        wish_voice=voice or None,
        wish_language=said.words.language,
        state=State.SUBMITTED,
        created_at=now,
        submitted_at=now,
        merged_into=behind,
        **facts,
    )
    CandidacyMoment.objects.create(
        candidacy=candidacy, person_id=person.pk, became=State.SUBMITTED, at=now, by=actor
    )
    record(
        "selection.candidacy.arrived",
        actor=actor,
        about=candidacy,
        edition_id=selection.edition_id,
        facts={"channel": candidacy.channel, "late": bool(candidacy.late_reason)},
    )
    return candidacy


def _person(actor: User | None, said: Arrival) -> Person:
    reads = bool(said.words.text.strip())
    tongue = Spoken(said.words.language, MOTHER_TONGUE, reads=reads, needs_voice=not reads)
    person = register_person(actor=actor, identity=said.identity, languages=[tongue])
    if value := said.reach.value.strip():
        ContactPoint.objects.create(
            person=person,
            kind=_kind_of(value),
            value=value[:LONGEST_LINE],
            is_safe=not said.reach.others_read,
        )
    return person


def _kind_of(value: str) -> str:
    if "@" in value.strip("@"):
        return ContactPoint.Kind.EMAIL
    digits = sum(character.isdigit() for character in value)
    return ContactPoint.Kind.PHONE if digits >= PHONE_DIGITS else ContactPoint.Kind.ADDRESS
