"""PDFs are kept as sent, if nothing in them acts. They are never shown inside our pages."""

import re
import zlib

from cerchia.vault.errors import FileDamaged, PaperActive, PaperLocked

# Every action that runs something names its kind, so the longer names are enough. The short ones,
# as /JS and /AA, turn up by chance in the bytes of any large image.
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Movie|Sound|XFA|SubmitForm|ImportData"
    rb"|Rendition|GoTo[ER])(?![A-Za-z0-9])"
)
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
UNPACKED_AT_MOST = 20_000_000
END_WITHIN = 2048
LOOK_BACK = 2000


def check(content: bytes) -> None:
    """Refuse a PDF that is cut, locked, or holds programs, actions or other files."""
    if b"%%EOF" not in content[-END_WITHIN:] or b"startxref" not in content:
        raise FileDamaged
    _check_names(content)
    budget = UNPACKED_AT_MOST
    for packed in _object_streams(content):
        unpacked = _unpacked(packed, budget)
        budget -= len(unpacked)
        _check_names(unpacked)


def _check_names(content: bytes) -> None:
    """Names may hide letters behind `#4a`; they are read as a viewer reads them."""
    plain = ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)
    if ENCRYPTED.search(plain):
        raise PaperLocked
    if ACTIVE.search(plain):
        raise PaperActive


def _object_streams(content: bytes) -> list[bytes]:
    """The packed streams that hold objects, where active names could hide."""
    found = []
    for start in STREAM.finditer(content):
        heading = content[max(0, start.start() - LOOK_BACK) : start.start()].rsplit(b" obj", 1)[-1]
        plain = ESCAPE.sub(lambda hidden: bytes([int(hidden[1], 16)]), heading)
        if OBJECTS.search(plain):
            end = content.find(b"endstream", start.end())
            found.append(content[start.end() : end if end >= 0 else len(content)])
    return found


def _unpacked(packed: bytes, most: int) -> bytes:
    """At most `most` bytes of a deflated stream. Raises if there is more, or if it is no such."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(packed, max(1, most))
    except zlib.error as broken:
        raise FileDamaged from broken
    if unpacker.unconsumed_tail:
        raise FileDamaged
    return plain
