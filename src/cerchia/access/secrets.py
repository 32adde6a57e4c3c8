"""Secrets and what is kept of them: the database holds hashes, the pepper lies in the settings."""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ImproperlyConfigured

SECRET_BYTES = 32


def fresh() -> str:
    """A secret that nobody guesses, fit for a cookie or an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a long random secret: no slow hash, since nobody can try them all."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed(name: str) -> str:
    """The name of a rate limit as it is kept: without the key it tells no address, no account."""
    return hmac.new(_peppers()[0], name.encode(), "sha256").hexdigest()


def pin_hash(device_id: UUID, pin: str) -> str:
    """A slow hash of the PIN as this device spells it, over a pepper outside the database."""
    return make_password(_spelled(_peppers()[0], device_id, pin))


def pin_matches(device_id: UUID, pin: str, kept: str) -> bool:
    """Whether the PIN is the one of `kept`, under the pepper of today or an older one."""
    return any(check_password(_spelled(key, device_id, pin), kept) for key in _peppers())


def _spelled(pepper: bytes, device_id: UUID, pin: str) -> str:
    return hmac.new(pepper, f"{device_id}:{pin}".encode(), "sha256").hexdigest()


def _peppers() -> list[bytes]:
    if settings.CERCHIA_PIN_KEY is None:
        raise ImproperlyConfigured("CERCHIA_DATA_KEY must hold 32 bytes.")
    return [settings.CERCHIA_PIN_KEY, *settings.CERCHIA_PIN_OLD_KEYS]
