"""Typed reading of the environment. A wrong value stops the start with one sentence."""

import base64
import binascii
import os
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

KEY_BYTES = 32


class WrongValue(Exception):
    """A variable of the environment has a value that cannot be used."""


def text(name: str, *, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name)
    if value not in {"", "true", "false"}:
        raise WrongValue(f'{name} must be "true" or "false", not "{value}".')
    return value == "true" if value else default


def integer(name: str, *, default: int, least: int, most: int) -> int:
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise WrongValue(f'{name} must be a whole number from {least} to {most}, not "{value}".')
    return int(value)


def names(name: str, *, default: str = "") -> list[str]:
    """The parts of a list whose separator is a comma."""
    return [part.strip() for part in text(name, default=default).split(",") if part.strip()]


def day(name: str) -> date | None:
    value = text(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongValue(f'{name} must be a date like 2013-09-19, not "{value}".') from None


def folder(name: str, *, default: str) -> Path:
    """The absolute path of a folder, which need not exist yet."""
    path = Path(text(name, default=default)).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise WrongValue(f'{name} must be a folder, and "{path}" is not one.')
    return path


def key(name: str) -> bytes | None:
    """A key of 32 bytes, in base64 with or without its padding or in hexadecimal."""
    found = keys(name)
    if len(found) > 1:
        raise WrongValue(f"{name} must hold one key.")
    return found[0] if found else None


def keys(name: str) -> list[bytes]:
    """Keys of 32 bytes, separated by commas."""
    found = [_decoded(part) for part in names(name)]
    if any(len(one) != KEY_BYTES for one in found):
        raise WrongValue(f"{name} must be {KEY_BYTES} bytes written in base64 or hexadecimal.")
    return found


def _decoded(value: str) -> bytes:
    try:
        if len(value) == 2 * KEY_BYTES:
            return bytes.fromhex(value)
        url_safe = value.replace("+", "-").replace("/", "_").rstrip("=")
        padded = url_safe + "=" * (-len(url_safe) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def database(name: str, *, default: str) -> dict[str, object]:
    """The Django description of `sqlite:///path` or `postgres://user:password@host:port/name`."""
    value = text(name, default=default)
    try:
        address = urlsplit(value)
        port = address.port
    except ValueError:
        raise WrongValue(f"{name} is not an address that can be read.") from None
    path = unquote(address.path[1:])
    if address.scheme == "sqlite" and not address.netloc and path:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    if address.scheme in {"postgres", "postgresql"} and path:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": path,
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": address.hostname or "",
            "PORT": str(port or ""),
        }
    raise WrongValue(f"{name} must be sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME.")
