"""The data keys at hand while one request or task runs. Never shared, never older than that.

Keys made inside a transaction stay `_Fresh` until it commits. A fresh key is held alive only by the
transaction's own list of things to do on commit: Django drops that list on rollback, also of a
savepoint, and the key leaves this ring with it. So nothing is ever sealed with a key that the
database does not hold.
"""

import time
import weakref
from collections.abc import Iterable
from contextvars import ContextVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

SECONDS_AT_HAND = 120.0
WANTED_AT_ONCE = 500


class _Fresh:
    def __init__(self, ring: "Keyring", ciphers: dict[UUID, AESGCM]) -> None:
        self.ring = ring
        self.ciphers = ciphers

    def settle(self) -> None:
        self.ring.put(self.ciphers)


class Keyring:
    """Ciphers by subject; `None` for a destroyed key."""

    def __init__(self) -> None:
        self._settled: dict[UUID, AESGCM | None] = {}
        self._fresh: weakref.WeakValueDictionary[UUID, _Fresh] = weakref.WeakValueDictionary()
        self._wanted: dict[UUID, None] = {}
        self._born = time.monotonic()

    @property
    def is_stale(self) -> bool:
        return time.monotonic() - self._born > SECONDS_AT_HAND

    def holds(self, subject: UUID) -> bool:
        return subject in self._settled or subject in self._fresh

    def cipher(self, subject: UUID) -> AESGCM | None:
        fresh = self._fresh.get(subject)
        return fresh.ciphers[subject] if fresh else self._settled[subject]

    def put(self, ciphers: Iterable[tuple[UUID, AESGCM | None]] | dict[UUID, AESGCM]) -> None:
        self._settled.update(ciphers)

    def put_fresh(self, ciphers: dict[UUID, AESGCM]) -> None:
        """Keep keys made in the running transaction, for as long as it may still commit."""
        fresh = _Fresh(self, ciphers)
        for subject in ciphers:
            self._fresh[subject] = fresh
        transaction.on_commit(fresh.settle)

    def want(self, subject: UUID) -> None:
        """Remember a subject met in a loaded row: its key comes along with the next one fetched."""
        if subject not in self._settled:
            self._wanted[subject] = None

    def take_wanted(self, subject: UUID) -> list[UUID]:
        """The subject asked for now, and those met near it that will likely be asked for next."""
        self._wanted.pop(subject, None)
        others: list[UUID] = []
        while self._wanted and len(others) < WANTED_AT_ONCE - 1:
            met = next(iter(self._wanted))
            del self._wanted[met]
            if not self.holds(met):
                others.append(met)
        return [subject, *others]

    def drop(self, subject: UUID) -> None:
        self._settled.pop(subject, None)
        self._fresh.pop(subject, None)


_ring: ContextVar[Keyring | None] = ContextVar("cerchia_vault_keyring", default=None)


def ring() -> Keyring:
    current = _ring.get()
    if current is None or current.is_stale:
        current = Keyring()
        _ring.set(current)
    return current


def clear(**_signal: object) -> None:
    """Forget every key at hand. Runs when a request starts and when it ends."""
    _ring.set(None)
