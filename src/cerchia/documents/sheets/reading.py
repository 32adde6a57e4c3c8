"""The door for tables that come in."""

from typing import IO, Any

from cerchia.documents.sheets.errors import NotASheet, OldSheet, SheetEmpty, SheetTooBig
from cerchia.documents.sheets.separated import read_csv
from cerchia.documents.sheets.shapes import MOST_BYTES, Sheet
from cerchia.documents.sheets.workbook import read_xlsx

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x1f\x8b",
    b"{\\rtf",
    b"7z\xbc",
)
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def content_of(upload: IO[Any], size: int) -> bytes:
    """The bytes of an upload, which is not read at all if it says that it is too big."""
    if size > MOST_BYTES:
        raise SheetTooBig
    upload.seek(0)
    content = bytes(upload.read(MOST_BYTES + 1))
    if len(content) > MOST_BYTES:
        raise SheetTooBig
    return content


def read(content: bytes) -> Sheet:
    """The table in a file, known by its first bytes. What its name says never counts."""
    if len(content) > MOST_BYTES:
        raise SheetTooBig
    if not content.strip():
        raise SheetEmpty
    if content.startswith(ZIP):
        return read_xlsx(content)
    if content.startswith(OLE):
        raise OldSheet
    start = content[:64].lstrip().lower()
    if content.startswith(OTHERS) or start.removeprefix(b"\xef\xbb\xbf").startswith(MARKUP):
        raise NotASheet
    return read_csv(content)
