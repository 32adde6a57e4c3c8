"""What a file really is, by its first bytes. What the sender claims about it never counts."""

from dataclasses import dataclass

from cerchia.vault.models import SealedFile

Kind = SealedFile.Kind

LOOK = 512
"""Bytes from the start of a file that decide what it is."""

HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
SOUND_BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash"}
MP3_FRAMES = {b"\xfb", b"\xfa", b"\xf3", b"\xf2"}


@dataclass(frozen=True, slots=True)
class Format:
    """A format taken in, and the name by which Pillow opens it if it is a picture."""

    kind: SealedFile.Kind
    media_type: str
    pillow: str = ""


JPEG = Format(Kind.PHOTO, "image/jpeg", "JPEG")
PNG = Format(Kind.PHOTO, "image/png", "PNG")
WEBP = Format(Kind.PHOTO, "image/webp", "WEBP")
PDF = Format(Kind.PDF, "application/pdf")
WEBM = Format(Kind.AUDIO, "audio/webm")
OGG = Format(Kind.AUDIO, "audio/ogg")
MP4 = Format(Kind.AUDIO, "audio/mp4")
MP3 = Format(Kind.AUDIO, "audio/mpeg")
WAV = Format(Kind.AUDIO, "audio/wav")


def format_of(start: bytes) -> Format | None:
    """The format of a file that starts with these bytes; `None` for all that we do not take."""
    start = start[:LOOK]
    for signature, found in SIGNATURES:
        if start.startswith(signature):
            return found
    return _riff(start) or _ogg(start) or _webm(start) or _mp4(start) or _mp3(start)


def is_heic(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS


SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"ID3", MP3),
)


def _riff(start: bytes) -> Format | None:
    if start[:4] != b"RIFF":
        return None
    return {b"WEBP": WEBP, b"WAVE": WAV}.get(start[8:12])


def _ogg(start: bytes) -> Format | None:
    speaks = b"OpusHead" in start or b"\x01vorbis" in start
    return OGG if start[:4] == b"OggS" and speaks else None


def _webm(start: bytes) -> Format | None:
    if start[:4] != b"\x1a\x45\xdf\xa3" or b"webm" not in start[:64]:
        return None
    return None if b"V_" in start else WEBM


def _mp4(start: bytes) -> Format | None:
    return MP4 if start[4:8] == b"ftyp" and start[8:12] in SOUND_BRANDS else None


def _mp3(start: bytes) -> Format | None:
    return MP3 if start[:1] == b"\xff" and start[1:2] in MP3_FRAMES else None
