"""Giving and withdrawing a consent. Withdrawal is one tap and works on the next request."""

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.privacy.models import Consent

TEXT_VERSION = "2013-03"


@transaction.atomic
def give_consent(*, actor: User, person: Person, purpose: str, language: str, way: str) -> Consent:
    """Consent of the person themselves; giving it twice keeps the first. 403 for anybody else."""
    require(actor, "privacy.decide", person)
    row, fresh = Consent.objects.get_or_create(
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"text_version": TEXT_VERSION, "language": language, "way": way},
    )
    if fresh:
        record("privacy.consent.given", actor=actor, about=row, facts={"purpose": purpose})
    return row


@transaction.atomic
def withdraw_consent(*, actor: User, person: Person, purpose: str) -> None:
    """Works at once; withdrawing what was not given changes nothing."""
    require(actor, "privacy.decide", person)
    rows = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None)
    if rows.update(withdrawn_at=clock.now()):
        record("privacy.consent.withdrawn", actor=actor, facts={"purpose": purpose})
