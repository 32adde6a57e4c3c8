"""Sealed files: take in, open, answer with, remove.

A file is written sealed and safely before its row exists. If the transaction fails afterwards, the
bytes stay behind without a row, unreadable to all, until `sweep` removes them.
"""

import os
import secrets
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.http import HttpResponse

from cerchia.vault import keys, papers, pictures, sounds
from cerchia.vault.answers import answer_with
from cerchia.vault.errors import (
    FileEmpty,
    FileErased,
    FileTooBig,
    IphonePicture,
    KindNotAllowed,
    RecordingNotAllowed,
    SealBroken,
)
from cerchia.vault.kinds import Format, Kind, format_of, is_heic
from cerchia.vault.models import SealedFile

MOST_BYTES = 10 * 1024 * 1024
PHOTOS_AND_PAPERS = frozenset({Kind.PHOTO, Kind.PDF})
RECORDINGS = frozenset({Kind.AUDIO})
ORPHAN_AFTER_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class _Cleaned:
    content: bytes
    media_type: str
    seconds: int | None = None
    width: int | None = None
    height: int | None = None


def take_in(
    *,
    subject: UUID,
    upload: File,  # type: ignore[type-arg]
    allowed: Collection[Kind] = PHOTOS_AND_PAPERS,
    created_by: UUID | None = None,
) -> SealedFile:
    """Check, clean, seal and keep an uploaded file. Raises a `FileRefused` that says why not."""
    sent = _read(upload)
    found = _recognised(sent, allowed)
    cleaned = _cleaned(sent, found)
    file_id, name = _sealed(subject, cleaned.content)
    return SealedFile.objects.create(
        id=file_id,
        subject=subject,
        kind=found.kind,
        media_type=cleaned.media_type,
        size_bytes=len(cleaned.content),
        content_hmac=keys.content_hash(sent, "file"),
        stored_name=name,
        seconds=cleaned.seconds,
        width=cleaned.width,
        height=cleaned.height,
        created_by=created_by,
    )


def keep_table(*, subject: UUID, content: bytes, created_by: UUID | None = None) -> SealedFile:
    """Seal a table that was read and found good, for as long as its rows wait. Never sent out."""
    file_id, name = _sealed(subject, content)
    return SealedFile.objects.create(
        id=file_id,
        subject=subject,
        kind=Kind.TABLE,
        media_type="application/octet-stream",
        size_bytes=len(content),
        content_hmac=keys.content_hash(content, "file"),
        stored_name=name,
        created_by=created_by,
    )


def open_bytes(file: SealedFile) -> bytes:
    """The content, as it was taken in. Raises `FileErased`, or `SealBroken` if it was touched."""
    if keys.opening_cipher(file.subject) is None:
        raise FileErased
    try:
        sealed = _path(file.stored_name).read_bytes()
    except FileNotFoundError as missing:
        raise SealBroken(f"The bytes of file {file.pk} are gone.") from missing
    content = keys.unseal(file.subject, sealed, context=_context(file.pk))
    if content is None:
        raise FileErased
    return content


def respond(file: SealedFile, *, ranges: str = "") -> HttpResponse:
    """Pictures and recordings in place, papers always to download. Check the rights before.

    `ranges` is the request's `Range` header: players ask for parts of a recording.
    """
    return answer_with(open_bytes(file), file, ranges)


def is_kept(file: SealedFile) -> bool:
    """Whether the sealed bytes of `file` lie in the data folder."""
    return _path(file.stored_name).is_file()


def same_content(file: SealedFile) -> Iterator[SealedFile]:
    """Other files sent with exactly the same bytes, whoever sent them, oldest first."""
    alike = SealedFile.objects.filter(content_hmac=file.content_hmac).exclude(pk=file.pk)
    return iter(alike.order_by("created_at"))


@transaction.atomic
def remove(file: SealedFile) -> None:
    """Delete the row now and the bytes when that is certain."""
    path = _path(file.stored_name)
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


@transaction.atomic
def remove_all_of(subject: UUID) -> int:
    """Delete every file of a subject, for erasure. Returns how many there were."""
    files = list(SealedFile.objects.filter(subject=subject))
    for file in files:
        remove(file)
    return len(files)


def orphans(*, older_than_seconds: float = ORPHAN_AFTER_SECONDS) -> Iterator[Path]:
    """Bytes that no row knows, left by work that did not finish."""
    before = time.time() - older_than_seconds
    old = [path for path in _folder().glob("??/*") if path.stat().st_mtime <= before]
    for start in range(0, len(old), 500):
        some = {path.name: path for path in old[start : start + 500]}
        known = SealedFile.objects.filter(stored_name__in=some).values_list(
            "stored_name", flat=True
        )
        yield from (some[name] for name in sorted(some.keys() - set(known)))


def sweep(*, older_than_seconds: float = ORPHAN_AFTER_SECONDS) -> int:
    """Delete bytes that no row knows. Returns how many."""
    gone = 0
    for path in orphans(older_than_seconds=older_than_seconds):
        path.unlink(missing_ok=True)
        gone += 1
    return gone


def _sealed(subject: UUID, content: bytes) -> tuple[UUID, str]:
    """The id and the name under which the sealed bytes lie."""
    file_id, name = uuid4(), secrets.token_hex(16)
    _write(_path(name), keys.seal(subject, content, context=_context(file_id)))
    return file_id, name


def _read(upload: File) -> bytes:  # type: ignore[type-arg]
    if not upload.size:
        raise FileEmpty
    if upload.size > MOST_BYTES:
        raise FileTooBig
    upload.seek(0)
    content = bytes(upload.read(MOST_BYTES + 1))
    if len(content) > MOST_BYTES:
        raise FileTooBig
    if not content:
        raise FileEmpty
    return content


def _recognised(content: bytes, allowed: Collection[Kind]) -> Format:
    found = format_of(content)
    if found is not None and found.kind in allowed:
        return found
    if Kind.PHOTO not in allowed:
        raise RecordingNotAllowed
    raise IphonePicture if is_heic(content) else KindNotAllowed


def _cleaned(content: bytes, found: Format) -> _Cleaned:
    if found.kind == Kind.PHOTO:
        picture = pictures.redrawn(content, found)
        size = {"width": picture.width, "height": picture.height}
        return _Cleaned(picture.content, picture.media_type, **size)
    if found.kind == Kind.PDF:
        papers.check(content)
        return _Cleaned(content, found.media_type)
    length = sounds.seconds(content, found)
    return _Cleaned(sounds.bare(content, found), found.media_type, seconds=length)


def _context(file_id: UUID) -> bytes:
    return b"file" + file_id.bytes


def _folder() -> Path:
    return Path(settings.CERCHIA_DATA) / "files"


def _path(name: str) -> Path:
    return _folder() / name[:2] / name


def _write(path: Path, sealed: bytes) -> None:
    """All or nothing, and on the disk before returning."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)
    for folder in (path.parent, path.parent.parent):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
