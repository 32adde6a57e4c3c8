"""Connecting the phone of a participant, by staff of their circle and face to face."""

import secrets

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import Device, User
from cerchia.access.usecases import create_account, make_code, revoke_phone
from cerchia.access.usecases.phones import FreshCode
from cerchia.audit.usecases import record
from cerchia.people.models import Person

NAME_BYTES = 8


@transaction.atomic
def show_code(*, actor: User, person: Person) -> FreshCode:
    """A code for one phone of the person, who gets an account now if they have none."""
    require(actor, "circles.connect_phone", person)
    return make_code(actor=actor, user=_account_of(actor, person))


def _account_of(actor: User, person: Person) -> User:
    if person.user is not None:
        return person.user
    account = create_account(actor=actor, name=f"p-{secrets.token_hex(NAME_BYTES)}")
    if not Person.objects.filter(pk=person.pk, user=None).update(user=account):
        account.delete()
        person.refresh_from_db(fields=["user"])
        return _account_of(actor, person)
    person.user = account
    record("people.person.account_given", actor=actor, about=person)
    return account


@transaction.atomic
def take_phone_away(*, actor: User, person: Person, device: Device) -> None:
    require(actor, "circles.take_phone_away", person)
    revoke_phone(actor=actor, device=device)
