"""Seals of the logs: over the content of a row and the seal of the row before."""

from collections.abc import Mapping

from cerchia.kit import chain


def seal(key: bytes, content: Mapping[str, object], previous: str = "") -> str:
    """64 hexadecimal characters that only a holder of `key` can make."""
    return chain.seal(key, previous.encode() + b"|" + chain.canonical(content))
