"""The work of reading a large network: what it is called, and whose reading is whose."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

KIND = "desk.read_ties"


def key_of(territories: Iterable[UUID]) -> str:
    """The same territories give the same key, whatever their order."""
    text = ",".join(sorted(str(one) for one in territories))
    return f"ties:{blake2b(text.encode(), digest_size=16).hexdigest()}"
