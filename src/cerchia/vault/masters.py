"""The master keys: from the settings, never from the database. The first one wraps, all unwrap."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cerchia.vault.errors import MasterKeyMissing

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class MasterKey:
    id: str
    cipher: AESGCM = field(repr=False)


def current_master() -> MasterKey:
    return _master(settings.CERCHIA_DATA_KEY)


def master(key_id: str) -> MasterKey:
    """The master key of that id, among the current one and the old ones still in the settings."""
    for secret in (settings.CERCHIA_DATA_KEY, *getattr(settings, "CERCHIA_OLD_DATA_KEYS", ())):
        candidate = _master(secret)
        if candidate.id == key_id:
            return candidate
    raise MasterKeyMissing(f"No master key {key_id}: put it among the old keys.")


@lru_cache(maxsize=16)
def _master(secret: bytes | None) -> MasterKey:
    if secret is None or len(secret) != KEY_BYTES:
        raise ImproperlyConfigured("CERCHIA_DATA_KEY must hold 32 bytes.")
    return MasterKey(hashlib.sha256(b"cerchia master" + secret).hexdigest()[:12], AESGCM(secret))
