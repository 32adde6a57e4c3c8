"""Bad files, made on the spot: what an attacker or a broken phone could send."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

PDF_END = b"\nstartxref\n0\n%%EOF\n"
HTML = b"<!doctype html><html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SECRET_TAIL = b"<script>canary-tail-5521</script>"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saving: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind, **saving)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, *, rows: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(body: bytes = b"") -> bytes:
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    return head + body + b"\ntrailer << /Root 1 0 R >>" + PDF_END


def pdf_packed(body: bytes) -> bytes:
    packed = zlib.compress(body)
    head = b"5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
    return pdf(head + packed + b"\nendstream\nendobj")


def wav(seconds: int = 1) -> bytes:
    data = bytes(8000 * seconds)
    head = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(data))
        + b"WAVEfmt "
        + head
        + (b"data" + struct.pack("<I", len(data)) + data)
    )


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def m4a(notes: bytes = b"", handler: bytes = b"soun") -> bytes:
    mvhd = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, 7000) + bytes(80))
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12))
    moov = box(b"moov", mvhd + box(b"trak", hdlr) + box(b"udta", notes))
    return box(b"ftyp", b"M4A " + bytes(12)) + moov + box(b"mdat", bytes(200))


def refused_anywhere() -> Iterator[tuple[str, bytes]]:
    """Files that no door takes in, with the name of what is wrong."""
    yield "zero bytes", b""
    yield "one byte", b"\xff"
    yield "html", HTML
    yield "svg", SVG
    yield "xml", b"<?xml version='1.0'?>" + SVG
    yield "blank before html", b"\n\n  " + HTML
    yield "utf-16 html", HTML.decode().encode("utf-16")
    yield "utf-7 script", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    yield "gif", b"GIF89a" + bytes(40)
    yield "gif and script", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"
    yield "bmp", b"BM" + bytes(60)
    yield "tiff", b"II*\0" + bytes(60)
    yield "icon", b"\0\0\1\0" + bytes(60)
    yield "psd", b"8BPS" + bytes(60)
    yield "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n(cat /etc/passwd)"
    yield "heic", box(b"ftyp", b"heic" + bytes(12)) + bytes(100)
    yield "avif", box(b"ftyp", b"avif" + bytes(12)) + bytes(100)
    yield "film", box(b"ftyp", b"qt  " + bytes(12)) + bytes(200)
    yield "plain words", b"just words"
    yield "zeros", bytes(5000)
    yield "too big", b"\xff\xd8\xff" + bytes(11 * 1024 * 1024)
    yield from refused_programs()
    yield from refused_pictures()
    yield from refused_papers()
    yield from refused_sounds()


def refused_programs() -> Iterator[tuple[str, bytes]]:
    yield "zip", b"PK\x03\x04" + bytes(100)
    yield "gzip", b"\x1f\x8b" + bytes(100)
    yield "seven zip", b"7z\xbc\xaf\x27\x1c" + bytes(100)
    yield "rar", b"Rar!\x1a\x07" + bytes(100)
    yield "program of windows", b"MZ" + bytes(100)
    yield "program of linux", b"\x7fELF" + bytes(100)
    yield "shell script", b"#!/bin/sh\nrm -rf /\n"
    yield "php", b"<?php system($_GET['c']); ?>"
    yield "java archive", b"\xca\xfe\xba\xbe" + bytes(100)
    yield "flash", b"CWS\x0a" + bytes(100)
    yield "office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)
    yield "rtf", b"{\\rtf1 hello}"


def refused_pictures() -> Iterator[tuple[str, bytes]]:
    jpeg, png, webp = picture(), picture("PNG"), picture("WEBP")
    yield "html behind a jpeg mark", b"\xff\xd8\xff" + HTML
    yield "svg behind a png mark", b"\x89PNG\r\n\x1a\n" + SVG
    yield "html behind a webp mark", b"RIFF\x40\0\0\0WEBP" + HTML
    yield "jpeg mark alone", b"\xff\xd8\xff"
    yield "half a jpeg", jpeg[: len(jpeg) // 2]
    yield "half a png", png[: len(png) // 2]
    yield "half a webp", webp[: len(webp) // 2]
    yield "png of 50,000 a side", png_of(50_000, 50_000, rows=bytes(1_000_000))
    yield "png of 2 billion a side", png_of(2_000_000_000, 2_000_000_000)
    yield "png of 8,000 a side", png_of(8_000, 8_000, rows=bytes(1_000_000))
    yield "png of 41 million points", png_of(41_000_000, 1, rows=bytes(100))
    yield "png without points", png_of(0, 10)
    yield "png with too few rows", png_of(100, 100, rows=bytes(10))
    yield "png with a wrong sum", png[:40] + bytes([png[40] ^ 255]) + png[41:]
    packed = chunk(b"zTXt", b"bomb\0\0" + zlib.compress(bytes(80_000_000), 9))
    yield "png with a packed text of 80 MB", png[:33] + packed + png[33:]
    big = jpeg.find(b"\xff\xc0")
    tall = jpeg[: big + 5] + struct.pack(">HH", 65_000, 65_000) + jpeg[big + 9 :]
    yield "jpeg that claims 65,000 a side", tall
    yield "tiff behind a jpeg name", b"MM\0*" + bytes(30)


def refused_papers() -> Iterator[tuple[str, bytes]]:
    yield "pdf mark alone", b"%PDF-1.7"
    yield "pdf without end", pdf()[:-20]
    yield "pdf behind html", HTML + pdf()
    yield "locked pdf", pdf(b"<< /Encrypt 3 0 R >>")
    yield "pdf with a program", pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>")
    yield "pdf with a hidden program", pdf(b"<< /S /J#61vaScr#69pt /JS (app.alert(1)) >>")
    yield "pdf with a packed program", pdf_packed(b"<< /S /JavaScript /JS (app.alert(1)) >>")
    yield "pdf that launches", pdf(b"<< /S /Launch /F (cmd.exe) >>")
    yield "pdf with a file inside", pdf(b"<< /Type /EmbeddedFile >>")
    yield "pdf with files inside", pdf(b"<< /Names << /EmbeddedFiles 2 0 R >> >>")
    yield "pdf with a film", pdf(b"<< /Subtype /RichMedia >>")
    yield "pdf with an XFA form", pdf(b"<< /XFA 4 0 R >>")
    yield "pdf that sends a form", pdf(b"<< /S /SubmitForm >>")
    yield "pdf that opens another", pdf(b"<< /S /GoToR /F (other.pdf) >>")
    yield "pdf with a packed bomb", pdf_packed(bytes(60_000_000))
    yield "pdf with a broken pack", pdf(b"<< /Type /ObjStm >>\nstream\nzzzz\nendstream")


def refused_sounds() -> Iterator[tuple[str, bytes]]:
    yield "wav mark alone", b"RIFF\0\0\0\0WAVE"
    yield "wav without speed", wav()[:28] + bytes(4) + wav()[32:]
    yield "ogg that says nothing", b"OggS" + bytes(200)
    yield "html behind an ogg mark", b"OggS" + HTML
    yield "film in webm", b"\x1a\x45\xdf\xa3" + bytes(10) + b"webm" + b"V_VP8" + bytes(300)
    yield "matroska", b"\x1a\x45\xdf\xa3" + bytes(10) + b"matroska" + bytes(300)
    yield "film in mp4", m4a(handler=b"vide")
    yield "mp3 notes alone", b"ID3\x04\0\0\0\0\x01\x00" + bytes(128)
    yield "short mp3", b"\xff\xfb\x90"
