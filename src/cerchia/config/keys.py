"""The two keys of an installation: one signs, one wraps the keys of the data.

The product reads them from the environment. Only the demo makes its own, beside its data.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cerchia.config import env

NAMES = ("CERCHIA_SECRET_KEY", "CERCHIA_DATA_KEY")
SIGNING_BYTES = 64


def demo_file(data: Path) -> Path:
    """The file whose presence says that the data folder holds a demo."""
    return data / "demo-keys.env"


def make_for_demo(data: Path) -> None:
    """Write the keys of a demo into the data folder, once, readable by its owner alone."""
    file = demo_file(data)
    if file.exists():
        return
    if data.exists() and any(data.iterdir()):
        raise env.WrongValue(
            f'CERCHIA_DATA must name an empty folder or that of a demo; "{data}" is neither.'
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    fresh = data / f".{file.name}.{os.getpid()}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        for name, size in zip(NAMES, (SIGNING_BYTES, env.KEY_BYTES), strict=True):
            out.write(f"{name}={secrets.token_urlsafe(size)}\n")
    fresh.replace(file)


def use_those_of_the_demo(data: Path) -> None:
    """Put the keys of a demo into the environment where it does not name its own."""
    file = demo_file(data)
    if not file.is_file():
        return
    for line in file.read_text(encoding="ascii").splitlines():
        name, _, value = line.partition("=")
        if name in NAMES:
            os.environ.setdefault(name, value)


def chain_key(data_key: bytes) -> bytes:
    """The key that seals the chains of money and audit, drawn from the data key (RFC 5869)."""
    drawn = hmac.digest(bytes(hashlib.sha256().digest_size), data_key, "sha256")
    return hmac.digest(drawn, b"cerchia chain\x01", "sha256")


def pin_key(data_key: bytes) -> bytes:
    """The pepper of PINs and of the names of rate limits: never in the database (RFC 5869)."""
    drawn = hmac.digest(bytes(hashlib.sha256().digest_size), data_key, "sha256")
    return hmac.digest(drawn, b"cerchia pin\x01", "sha256")
