"""Recordings are kept without the notes that phones add (place, device), and never decoded."""

import struct
from collections.abc import Iterator

from cerchia.vault.errors import FileDamaged, KindNotAllowed
from cerchia.vault.kinds import MP3, MP3_FRAMES, MP4, OGG, WAV, Format

OPUS_RATE = 48_000
LEAST_BYTES = 100
WAV_HEAD = 44
LONGEST = 12 * 60 * 60
TAIL = 65_536
NOTES = {b"udta", b"meta", b"uuid"}
BOX_HEAD = 8
DEEP_ENOUGH = 4
ID3_HEAD, ID3_TAIL = 10, 128


def seconds(content: bytes, found: Format) -> int | None:
    """Whole seconds, or `None` if the format does not tell. Raises `FileDamaged` when cut short."""
    if len(content) < LEAST_BYTES:
        raise FileDamaged
    reader = {WAV: _wav, OGG: _ogg, MP4: _mp4}.get(found)
    try:
        length = reader(content) if reader else None
    except (struct.error, ZeroDivisionError, ValueError) as broken:
        raise FileDamaged from broken
    return length if length is not None and length <= LONGEST else None


def bare(content: bytes, found: Format) -> bytes:
    """The recording without its notes."""
    if found == MP3:
        return _without_id3(content)
    if found == MP4:
        return _without_boxes(content)
    return content


def _wav(content: bytes) -> int:
    (bytes_a_second,) = struct.unpack_from("<I", content, 28)
    return max(0, len(content) - WAV_HEAD) // int(bytes_a_second)


def _ogg(content: bytes) -> int | None:
    """The place of the last page, counted at 48 kHz in Opus."""
    last = content.rfind(b"OggS", max(0, len(content) - TAIL))
    if b"OpusHead" not in content[:512] or last < 0:
        return None
    (position,) = struct.unpack_from("<q", content, last + 6)
    return max(0, int(position)) // OPUS_RATE


def _mp4(content: bytes) -> int | None:
    if b"hdlr" in content and b"vide" in content[content.find(b"hdlr") :][:32]:
        raise KindNotAllowed
    head = content.find(b"mvhd")
    if head < 0:
        return None
    shape, at = (">IQ", head + 24) if content[head + 4] else (">II", head + 16)
    scale, length = struct.unpack_from(shape, content, at)
    return int(length) // int(scale)


def _without_id3(content: bytes) -> bytes:
    while content[:3] == b"ID3" and len(content) > ID3_HEAD:
        size = sum(
            (byte & 0x7F) << shift
            for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True)
        )
        content = content[ID3_HEAD + size :]
    if content[-ID3_TAIL:][:3] == b"TAG":
        content = content[:-ID3_TAIL]
    content = content.lstrip(b"\0")
    if content[:2] not in {b"\xff" + frame for frame in MP3_FRAMES}:
        raise FileDamaged
    return content


def _without_boxes(content: bytes) -> bytes:
    """Boxes of notes become free space, filled with zeros: nothing else moves."""
    bare_content = bytearray(content)
    for start, end in _notes(content, 0, len(content), 0):
        bare_content[start + 4 : start + 8] = b"free"
        bare_content[start + BOX_HEAD : end] = bytes(end - start - BOX_HEAD)
    return bytes(bare_content)


def _notes(content: bytes, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    while start + BOX_HEAD <= end:
        size, kind = struct.unpack_from(">I4s", content, start)
        stop = start + size if size >= BOX_HEAD else end
        if stop > end:
            return
        if kind in NOTES:
            yield start, stop
        elif kind in {b"moov", b"trak"} and depth < DEEP_ENOUGH:
            yield from _notes(content, start + BOX_HEAD, stop, depth + 1)
        start = stop
