"""The words with which somebody asked to take part become their first wish, and never get lost."""

from django.core.files.base import ContentFile

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.projects.models import Voice, Wish
from cerchia.selection import hooks
from cerchia.selection.models import Candidacy
from cerchia.vault.files import RECORDINGS, open_bytes, take_in
from cerchia.vault.models import SealedFile

COMMON = "it"


@hooks.admitted
def carry_words(actor: User | None, candidacy: Candidacy) -> None:
    """Letter for letter, with language, voice and the day on which they were said.

    Those of candidacies that were joined to this one too; where there are none, what the person
    said when the team met them.
    """
    spoken = [candidacy, *candidacy.merged.select_related("wish_voice").order_by("submitted_at")]
    kept = [wish for one in spoken if (wish := _wish(actor, candidacy, one)) is not None]
    meetings = candidacy.interviews.order_by("held_on", "written_at")
    met = next((one for one in meetings if str(one.wish).strip()), None)
    if not kept and met is not None:
        _keep(
            Wish(
                person=candidacy.person,
                text=str(met.wish),
                language=_tongue(met.language),
                expressed_at=met.written_at,
                recorded_by=met.written_by,
            ),
            candidacy,
        )


def _wish(actor: User | None, candidacy: Candidacy, said: Candidacy) -> Wish | None:
    if said.anonymised_at or not (str(said.wish).strip() or said.wish_voice_id):
        return None
    return _keep(
        Wish(
            person=candidacy.person,
            text=str(said.wish),
            voice=_voice(candidacy.person, said.wish_voice),
            language=_tongue(said.wish_language),
            expressed_at=said.submitted_at or said.created_at,
            recorded_by=_by(actor, candidacy.person, said),
        ),
        candidacy,
    )


def _keep(wish: Wish, candidacy: Candidacy) -> Wish:
    wish.edition = candidacy.round.edition
    wish.first_named_by = Voice.SELF
    wish.save(force_insert=True)
    record(
        "projects.wish.carried_over",
        actor=wish.recorded_by,
        about=wish,
        edition_id=wish.edition_id,
        facts={"candidacy": str(candidacy.pk), "voice": wish.voice_id is not None},
    )
    return wish


def _by(actor: User | None, person: Person, said: Candidacy) -> User:
    """Who wrote it: the person where they have an account, else who put them forward."""
    own = person.user if said.channel == Candidacy.Channel.SELF else None
    found = own or said.put_forward_by or person.user or actor
    if found is None:
        found = User.objects.create_user(username=f"p-{person.pk.hex[:16]}")
        Person.objects.filter(pk=person.pk, user=None).update(user=found)
        person.user = found
    return found


def _voice(person: Person, voice: SealedFile | None) -> SealedFile | None:
    """The recording; one that lies under the key of a joined row is sealed anew for the person."""
    if voice is None or voice.subject == person.pk:
        return voice
    content = ContentFile(open_bytes(voice), name="voice")
    return take_in(subject=person.pk, upload=content, allowed=RECORDINGS)


def _tongue(language: str) -> str:
    return language if language in LANGUAGES else COMMON
