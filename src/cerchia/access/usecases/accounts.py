"""Accounts: a name, perhaps a password, a language, a way to leave."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from cerchia.access import limits
from cerchia.access.errors import NameTaken, UnknownLanguage, WrongPassword
from cerchia.access.models import User
from cerchia.audit.usecases import record

TRIES, WINDOW = 5, timedelta(minutes=15)
TRIES_OF_A_NETWORK, HOUR = 20, timedelta(hours=1)


@transaction.atomic
def create_account(
    *, actor: User | None, name: str, password: str | None = None, language: str = ""
) -> User:
    """A user who signs in with a password if one is given, else only with a connected phone."""
    if language and language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    try:
        with transaction.atomic():
            user = User.objects.create_user(name, password, language=language)
    except IntegrityError as taken:
        raise NameTaken from taken
    record("access.user.created", actor=actor, about=user)
    return user


@transaction.atomic
def set_password(*, actor: User | None, user: User, password: str) -> None:
    """Raises Django's ValidationError with words for people when the password is too weak."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("access.password.set", actor=actor, about=user)


def prove_password(*, name: str, password: str, network: str) -> User:
    """The user who signs in with this password; wrong ones are counted before they are looked at.

    Counted by account and network together, so that no stranger locks somebody out.
    """
    both, all_of_network = f"password {name.casefold()} {network}", f"password {network}"
    limits.take(both, most=TRIES, per=WINDOW)
    limits.take(all_of_network, most=TRIES_OF_A_NETWORK, per=HOUR)
    user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        raise WrongPassword
    limits.forget(both)
    limits.give_back(all_of_network)
    return user


def change_password(*, user: User, old: str, new: str, network: str) -> None:
    both = f"password {user.username.casefold()} {network}"
    limits.take(both, most=TRIES, per=WINDOW)
    if not check_password(old, user.password):
        raise WrongPassword
    limits.forget(both)
    set_password(actor=user, user=user, password=new)


def choose_language(*, user: User, language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    User.objects.filter(pk=user.pk).update(language=language)


def choose_exit_page(*, user: User, page: User.ExitPage) -> None:
    User.objects.filter(pk=user.pk).update(exit_page=page)
