"""The keys that seal the chain: today's from the settings, earlier ones to check old rows."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cerchia.kit import chain


def current() -> tuple[str, bytes]:
    """The key that seals new rows, with its name."""
    key: bytes | None = settings.CERCHIA_CHAIN_KEY
    if not key:
        unset = "CERCHIA_DATA_KEY is not set: the chain of postings cannot be sealed"
        raise ImproperlyConfigured(unset)
    return chain.key_id(key), key


def ring() -> dict[str, bytes]:
    """Every key by its name: today's, and those of `CERCHIA_CHAIN_OLD_KEYS`."""
    old: tuple[bytes, ...] = tuple(getattr(settings, "CERCHIA_CHAIN_OLD_KEYS", ()))
    return {chain.key_id(key): key for key in (current()[1], *old)}
