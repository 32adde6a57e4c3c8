"""Consent is the person's own: staff can explain it, never give it."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.people.models import Person


@policy("privacy.decide")
def may_decide(actor: User, person: Person) -> bool:
    return person.user_id is not None and person.user_id == actor.pk
