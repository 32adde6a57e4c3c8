"""Boxes that anybody can close and only the house opens: drafts kept on a phone.

A browser makes a key pair for one draft, agrees on a secret with our public key (ECDH on P-256,
HKDF-SHA256) and seals with AES-256-GCM; then it forgets its half. Our private key is drawn from
`CERCHIA_DATA_KEY`, so nothing more has to be kept or backed up; boxes closed before that key was
changed open as long as it stands among `CERCHIA_OLD_DATA_KEYS`.

A box: 65 bytes of the browser's public point, 12 of nonce, the rest sealed.
"""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cerchia.vault.errors import SealBroken

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
POINT_BYTES, NONCE_BYTES, KEY_BYTES, WIDE_BYTES = 65, 12, 32, 48
INFO = b"cerchia box 1"


@dataclass(frozen=True, slots=True)
class BoxKey:
    """A key pair of the house; `id` names it, `point` is its public half, uncompressed."""

    id: str
    point: bytes
    private: ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def public(self) -> str:
        """As a page gives it to the browser: base64url without padding."""
        return urlsafe_b64encode(self.point).decode("ascii").rstrip("=")


def current() -> BoxKey:
    """The key to close new boxes with."""
    return _drawn(settings.CERCHIA_DATA_KEY)


def open_box(sealed: bytes, *, key_id: str, context: str) -> bytes:
    """What a browser closed. Raises `SealBroken` for an unknown key or anything not as sealed."""
    point, nonce = sealed[:POINT_BYTES], sealed[POINT_BYTES : POINT_BYTES + NONCE_BYTES]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        secret = _key(key_id).private.exchange(ec.ECDH(), theirs)
        cipher = AESGCM(_stretched(secret, salt=point, info=INFO, length=KEY_BYTES))
        return cipher.decrypt(nonce, sealed[POINT_BYTES + NONCE_BYTES :], context.encode())
    except (InvalidTag, ValueError) as broken:
        raise SealBroken("This box was not closed for us, or was touched.") from broken


def _key(key_id: str) -> BoxKey:
    for secret in (settings.CERCHIA_DATA_KEY, *getattr(settings, "CERCHIA_OLD_DATA_KEYS", ())):
        candidate = _drawn(secret)
        if candidate.id == key_id:
            return candidate
    raise SealBroken(f"No key {key_id[:12]} opens this box.")


@lru_cache(maxsize=16)
def _drawn(secret: bytes | None) -> BoxKey:
    if secret is None or len(secret) != KEY_BYTES:
        raise ImproperlyConfigured("CERCHIA_DATA_KEY must hold 32 bytes.")
    wide = _stretched(secret, salt=None, info=b"cerchia box key", length=WIDE_BYTES)
    private = ec.derive_private_key(int.from_bytes(wide, "big") % (ORDER - 1) + 1, CURVE)
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return BoxKey(hashlib.sha256(b"cerchia box" + point).hexdigest()[:12], point, private)


def _stretched(secret: bytes, *, salt: bytes | None, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)
