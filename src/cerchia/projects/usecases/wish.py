"""Saying a wish. No use case changes or removes one."""

from dataclasses import dataclass

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.programmes.models import Edition
from cerchia.projects.errors import (
    AnswerUnknown,
    LanguageUnknown,
    OnlyThePerson,
    VoiceUnknown,
    WishEmpty,
    WishTooLong,
    WordsMissing,
)
from cerchia.projects.models import Voice, Wish, WishMoment, WishNote
from cerchia.vault.models import SealedFile

LONGEST_WISH = 20_000


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What someone said: text, voice or both, in one language (BCP 47)."""

    language: str
    text: str = ""
    voice: SealedFile | None = None


@transaction.atomic
def express_wish(
    *,
    actor: User,
    person: Person,
    edition: Edition,
    words: OwnWords,
    first_named_by: str,
) -> Wish:
    """Keep a wish for ever, letter for letter. A wish in voice only is enough."""
    require(actor, "projects.say_wish", person)
    if not words.text.strip() and words.voice is None:
        raise WishEmpty
    if len(words.text) > LONGEST_WISH:
        raise WishTooLong
    if words.language not in LANGUAGES:
        raise LanguageUnknown
    if first_named_by not in Voice.values:
        raise VoiceUnknown
    wish = Wish.objects.create(
        person=person,
        edition=edition,
        text=words.text,
        voice=words.voice,
        language=words.language,
        first_named_by=first_named_by,
        recorded_by=actor,
    )
    record(
        "projects.wish.expressed",
        actor=actor,
        about=wish,
        edition_id=edition.pk,
        facts={"first_named_by": first_named_by, "voice": words.voice is not None},
    )
    return wish


@transaction.atomic
def note_wish(*, actor: User, wish: Wish, kind: str, language: str, text: str) -> WishNote:
    """A translation or a note beside the wish."""
    require(actor, "projects.note_wish", wish)
    if not text.strip():
        raise WordsMissing
    if len(text) > LONGEST_WISH:
        raise WishTooLong
    if language not in LANGUAGES:
        raise LanguageUnknown
    if kind not in WishNote.Kind.values:
        raise AnswerUnknown
    note = WishNote.objects.create(
        wish=wish,
        person_id=wish.person_id,
        kind=kind,
        language=language,
        text=text,
        written_by=actor,
    )
    record("projects.wish.noted", actor=actor, about=wish, facts={"kind": kind})
    return note


@transaction.atomic
def tell_wish_moment(*, actor: User, wish: Wish, kind: str) -> WishMoment:
    """The wish was talked about, carried into a project or kept for later."""
    require(actor, "projects.note_wish", wish)
    if kind == WishMoment.Kind.SET_ASIDE:
        raise OnlyThePerson
    if kind not in WishMoment.Kind.values:
        raise AnswerUnknown
    moment = WishMoment.objects.create(wish=wish, kind=kind, by=actor)
    record("projects.wish.moment", actor=actor, about=wish, facts={"kind": kind})
    return moment


@transaction.atomic
def set_wish_aside(*, actor: User, wish: Wish) -> WishMoment:
    """Only the person; the wish stays readable for ever. Twice is once."""
    require(actor, "projects.set_wish_aside", wish)
    moment, fresh = WishMoment.objects.get_or_create(
        wish=wish, kind=WishMoment.Kind.SET_ASIDE, defaults={"by": actor}
    )
    if fresh:
        record("projects.wish.set_aside", actor=actor, about=wish)
    return moment
