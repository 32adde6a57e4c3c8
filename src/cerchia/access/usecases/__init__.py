"""What one may do at the door, one verb a function. Split by what it is about."""

from cerchia.access.usecases.accounts import (
    change_password,
    choose_exit_page,
    choose_language,
    create_account,
    prove_password,
    set_password,
)
from cerchia.access.usecases.phones import (
    bind_phone,
    change_pin,
    make_code,
    open_code,
    prove_pin,
    revoke_phone,
)
from cerchia.access.usecases.tokens import holder_of, make_token, revoke_tokens

__all__ = [
    "bind_phone",
    "change_password",
    "change_pin",
    "choose_exit_page",
    "choose_language",
    "create_account",
    "holder_of",
    "make_code",
    "make_token",
    "open_code",
    "prove_password",
    "prove_pin",
    "revoke_phone",
    "revoke_tokens",
    "set_password",
]
