"""A chain of rows: each is sealed with a key over its own words and the seal before it."""

import hashlib
import hmac
import json

BEGINNING = "0" * 64


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces: one value, one spelling. Refuses NaN and infinity."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def key_id(key: bytes) -> str:
    """The short public name of a key, kept in each row, so that keys may change over the years."""
    return hashlib.sha256(b"cerchia chain key" + key).hexdigest()[:16]


def seal(key: bytes, message: bytes) -> str:
    """HMAC-SHA256 as 64 hexadecimal digits."""
    return hmac.digest(key, message, "sha256").hex()
