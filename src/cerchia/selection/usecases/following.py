"""How a candidate follows what becomes of their words: a phone and a PIN, nothing else."""

import secrets

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import Device, User
from cerchia.access.usecases import bind_phone, create_account, make_code
from cerchia.access.usecases.phones import FreshCode, checked_pin
from cerchia.audit.usecases import record
from cerchia.people.models import Person
from cerchia.selection.errors import AccountThere
from cerchia.selection.models import Candidacy

NAME_BYTES = 8


@transaction.atomic
def follow(*, candidacy: Candidacy, pin: str, picture: str, language: str) -> tuple[Device, str]:
    """Bind the phone that has just sent the candidacy; returns the secret that it keeps.

    Whoever calls this has shown that it is this phone. Only of who put themselves forward, and
    only the first phone: others are connected face to face.
    """
    person = Person.objects.select_for_update().get(pk=candidacy.person_id)
    if candidacy.channel != Candidacy.Channel.SELF or person.user_id is not None:
        raise AccountThere
    checked_pin(pin)
    account = _account(None, person, language)
    code = make_code(actor=account, user=account)
    return bind_phone(code=code.row, pin=pin, picture=picture)


@transaction.atomic
def show_code(*, actor: User, candidacy: Candidacy) -> FreshCode:
    """A code for one phone of the candidate, shown face to face by the team."""
    require(actor, "selection.connect_phone", candidacy)
    person = Person.objects.select_for_update().get(pk=candidacy.person_id)
    account = person.user or _account(actor, person, "")
    return make_code(actor=actor, user=account)


def _account(actor: User | None, person: Person, language: str) -> User:
    name = f"p-{secrets.token_hex(NAME_BYTES)}"
    account = create_account(actor=actor, name=name, language=language)
    Person.objects.filter(pk=person.pk, user=None).update(user=account)
    record("people.person.account_given", actor=actor, about=person)
    return account
