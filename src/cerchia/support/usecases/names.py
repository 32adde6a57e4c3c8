"""Who may know a first name: the person opens it for one organisation, and closes it again."""

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import ContactPoint, Person
from cerchia.privacy.models import Consent
from cerchia.privacy.usecases import give_consent
from cerchia.support.errors import ContactUnknown, NotYetYes
from cerchia.support.models import NAMED, Commitment


@transaction.atomic
def share_name(
    *, actor: User, commitment: Commitment, language: str, contact: ContactPoint | None = None
) -> None:
    """From the next request on the organisation reads the first name, and the contact if given."""
    require(actor, "support.share_name", commitment)
    commitment.refresh_from_db()
    if commitment.state not in NAMED or commitment.person is None:
        raise NotYetYes
    open_name(actor, commitment.person, commitment, contact, language)
    record("support.name.shared", actor=actor, about=commitment)


def open_name(
    actor: User,
    person: Person,
    commitment: Commitment,
    contact: ContactPoint | None,
    language: str,
) -> None:
    """The consent of the registry, and beside it this one organisation."""
    if contact is not None and (contact.person_id != person.pk or contact.ended_at):
        raise ContactUnknown
    give_consent(
        actor=actor,
        person=person,
        purpose=Consent.Purpose.SHARE_NAME,
        language=language,
        way=Consent.Way.READ,
    )
    Commitment.objects.filter(pk=commitment.pk).update(
        name_from=clock.now(), name_until=None, contact=contact
    )
    commitment.refresh_from_db()


@transaction.atomic
def hide_name(*, actor: User, commitment: Commitment) -> None:
    """One tap: from the next request on they no longer read it. Twice is once."""
    require(actor, "support.share_name", commitment)
    shown = Commitment.objects.filter(pk=commitment.pk, name_until=None)
    if shown.exclude(name_from=None).update(name_until=clock.now(), contact=None):
        record("support.name.hidden", actor=actor, about=commitment)
    commitment.refresh_from_db()
