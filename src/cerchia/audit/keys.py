"""The keys that seal the logs: one for new rows, older ones for rows of the past."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cerchia.kit import chain


def current() -> tuple[str, bytes]:
    """Name and key for what is written now."""
    key: bytes | None = settings.CERCHIA_CHAIN_KEY
    if not key:
        unset = "CERCHIA_DATA_KEY is not set: the logs cannot be sealed"
        raise ImproperlyConfigured(unset)
    return chain.key_id(key), key


def by_name() -> dict[str, bytes]:
    """Every key that a row may name: the one of now and those before it."""
    known = (settings.CERCHIA_CHAIN_KEY, *settings.CERCHIA_CHAIN_OLD_KEYS)
    return {chain.key_id(key): key for key in known if key}
