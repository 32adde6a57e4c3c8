"""Data keys: made at the first thing sealed, fetched many at a time, rewrapped, destroyed."""

import hashlib
import hmac
import os
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from cerchia.kit import clock
from cerchia.vault.errors import SealBroken, SubjectErased
from cerchia.vault.keyring import Keyring, ring
from cerchia.vault.masters import current_master, master
from cerchia.vault.models import SubjectKey

NONCE_BYTES = 12
BATCH = 500
HOUSE = UUID("00000000-0000-4000-8000-000000000001")
"""The house itself as a subject: its key makes the lookup hashes, and outlives every master key."""


def unlock(subjects: Iterable[UUID]) -> None:
    """Fetch the keys of many subjects in one query (per 500), before a list is shown."""
    missing = [subject for subject in set(subjects) if not ring().holds(subject)]
    for some in _batches(missing):
        _fetch(some, ring())


def create_keys(subjects: Iterable[UUID]) -> None:
    """Make the missing keys of many subjects at once, before many rows about them are created."""
    subjects = set(subjects)
    unlock(subjects)
    missing = [subject for subject in subjects if not ring().holds(subject)]
    for some in _batches(missing):
        _create(some, ring())


def sealing_cipher(subject: UUID) -> AESGCM:
    """The key of a subject to seal with; made now if there is none. Raises `SubjectErased`."""
    at_hand = ring()
    if not at_hand.holds(subject):
        _fetch([subject], at_hand)
    if not at_hand.holds(subject):
        _create([subject], at_hand)
    cipher = at_hand.cipher(subject)
    if cipher is None:
        raise SubjectErased(subject)
    return cipher


def opening_cipher(subject: UUID) -> AESGCM | None:
    """The key of a subject to open with; `None` once destroyed. Fetches those met lately too."""
    at_hand = ring()
    if not at_hand.holds(subject):
        for some in _batches(at_hand.take_wanted(subject)):
            _fetch(some, at_hand)
    if not at_hand.holds(subject):
        raise SealBroken(f"No key for {subject}.")
    return at_hand.cipher(subject)


def seal(subject: UUID, plain: bytes, *, context: bytes) -> bytes:
    """Encrypt for a subject. `context` says what it is, and must be the same to open it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + sealing_cipher(subject).encrypt(nonce, plain, context + subject.bytes)


def unseal(subject: UUID, sealed: bytes, *, context: bytes) -> bytes | None:
    """Decrypt; `None` if the subject was erased. Raises `SealBroken` for anything not as sealed."""
    cipher = opening_cipher(subject)
    if cipher is None:
        return None
    return _decrypted(cipher, sealed, context + subject.bytes)


@transaction.atomic
def shred(subject: UUID) -> None:
    """Destroy the key of a subject for ever: all sealed with it reads as erased from now on."""
    if subject == HOUSE:
        raise ValueError("The key of the house is not a person's key.")
    tombstone = {"wrapped": b"", "master_key_id": "", "destroyed_at": clock.now()}
    SubjectKey.objects.bulk_create(
        [SubjectKey(subject=subject, **tombstone)], ignore_conflicts=True
    )
    SubjectKey.objects.filter(subject=subject, destroyed_at=None).update(**tombstone)
    ring().drop(subject)


@transaction.atomic
def shred_all(subjects: Iterable[UUID]) -> None:
    """The same for many at once; those that never had a key leave no tombstone."""
    for some in _batches(list(subjects)):
        rows = SubjectKey.objects.filter(subject__in=some, destroyed_at=None).exclude(subject=HOUSE)
        gone = list(rows.values_list("subject", flat=True))
        rows.update(wrapped=b"", master_key_id="", destroyed_at=clock.now())
        for subject in gone:
            ring().drop(subject)


def is_shredded(subject: UUID) -> bool:
    return SubjectKey.objects.filter(subject=subject).exclude(destroyed_at=None).exists()


def lookup_hash(value: str, purpose: str) -> str:
    """A keyed hash to find equal values without keeping them open. Case and spaces do not count."""
    plain = " ".join(value.split()).casefold()
    return _house_hmac(purpose, plain.encode())


def content_hash(content: bytes, purpose: str) -> str:
    """A keyed hash of bytes: equal content, equal hash; useless to who has not the key."""
    return _house_hmac(purpose, content)


def count_old() -> int:
    """How many data keys `rewrap` would wrap again."""
    live = SubjectKey.objects.filter(destroyed_at=None)
    return live.exclude(master_key_id=current_master().id).count()


def rewrap() -> int:
    """Wrap every data key again with the current master key. Returns how many were old."""
    done = 0
    while changed := _rewrap_some():
        done += changed
    return done


@transaction.atomic
def _rewrap_some() -> int:
    old = SubjectKey.objects.filter(destroyed_at=None).exclude(master_key_id=current_master().id)
    rows = list(old.select_for_update().order_by("subject")[:BATCH])
    for row in rows:
        row.wrapped = _wrapped(row.subject, _unwrapped(row))
        row.master_key_id = current_master().id
    SubjectKey.objects.bulk_update(rows, ["wrapped", "master_key_id"])
    return len(rows)


def _house_hmac(purpose: str, content: bytes) -> str:
    """HMAC under a secret drawn from the key of the house, which seals nothing else."""
    secret = sealing_cipher(HOUSE).encrypt(bytes(NONCE_BYTES), bytes(32), b"lookup")[:32]
    return hmac.new(secret, purpose.encode() + b"\0" + content, hashlib.sha256).hexdigest()


def _fetch(subjects: Collection[UUID], into: Keyring) -> None:
    rows = SubjectKey.objects.filter(subject__in=subjects)
    into.put([(row.subject, _cipher(row)) for row in rows])


@transaction.atomic
def _create(subjects: Collection[UUID], into: Keyring) -> None:
    """Insert keys that lost no race; then read what the table holds, ours or the winner's."""
    made = [
        SubjectKey(
            subject=subject,
            wrapped=_wrapped(subject, AESGCM.generate_key(256)),
            master_key_id=current_master().id,
        )
        for subject in subjects
    ]
    SubjectKey.objects.bulk_create(made, ignore_conflicts=True)
    held = {row.subject: _cipher(row) for row in SubjectKey.objects.filter(subject__in=subjects)}
    into.put_fresh({subject: cipher for subject, cipher in held.items() if cipher})
    into.put([(subject, None) for subject, cipher in held.items() if cipher is None])


def _cipher(row: SubjectKey) -> AESGCM | None:
    return None if row.destroyed_at else AESGCM(_unwrapped(row))


def _wrapped(subject: UUID, data_key: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + current_master().cipher.encrypt(nonce, data_key, _wrap_context(subject))


def _unwrapped(row: SubjectKey) -> bytes:
    wrapped = bytes(row.wrapped)
    return _decrypted(master(row.master_key_id).cipher, wrapped, _wrap_context(row.subject))


def _wrap_context(subject: UUID) -> bytes:
    return b"cerchia data key" + subject.bytes


def _decrypted(cipher: AESGCM, sealed: bytes, context: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as broken:
        raise SealBroken("The sealed bytes were changed, or belong elsewhere.") from broken


def _batches(subjects: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(subjects), BATCH):
        yield subjects[start : start + BATCH]
