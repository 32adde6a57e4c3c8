"""The form of sealed text: which key opens it stands in front, its length is rounded up.

A token is one byte of version, sixteen of subject (the name of the key), then nonce and ciphertext.
"""

from typing import Self
from uuid import UUID

VERSION = b"\x01"
HEAD = 17
STEP = 32


class Token(bytes):
    """A sealed value as the database holds it. Shows nothing when printed."""

    __slots__ = ()

    @classmethod
    def of(cls, subject: UUID, sealed: bytes) -> Self:
        return cls(VERSION + subject.bytes + sealed)

    @property
    def subject(self) -> UUID:
        return UUID(bytes=bytes(self[1:HEAD]))

    @property
    def sealed(self) -> bytes:
        return bytes(self[HEAD:])

    @property
    def is_whole(self) -> bool:
        return len(self) > HEAD and self[:1] == VERSION

    def __str__(self) -> str:
        return "•••" if self else ""

    __repr__ = __str__


def padded(text: str) -> bytes:
    """UTF-8 with zeros up to a multiple of 32 bytes, so that the length tells little."""
    plain = text.encode() + b"\x80"
    return plain + bytes(-len(plain) % STEP)


def unpadded(plain: bytes) -> str:
    return plain.rstrip(b"\0")[:-1].decode()
