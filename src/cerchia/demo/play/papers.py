"""Small pictures of receipts and a tone in place of a voice, made here. Nobody else's."""

import io
import math
import struct
import wave
from datetime import date

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

WIDTH, LINE = 260, 22
RATE, SECONDS, PITCH = 8_000, 3, 220


def receipt(*, shop: str, day: date, cents: int, number: int) -> "ContentFile[bytes]":
    """The picture of a till receipt: shop, day, sum, and that it is of a demo."""
    euros = f"{cents // 100},{cents % 100:02d}"
    lines = [
        shop or "Negozio",
        f"{day:%d/%m/%Y}   n. {number:05d}",
        "-" * 30,
        f"TOTALE        EUR {euros:>10}",
        "-" * 30,
        "scontrino di prova, inventato",
    ]
    picture = Image.new("L", (WIDTH, LINE * (len(lines) + 2)), 246)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=14)
    for place, line in enumerate(lines):
        pen.text((14, LINE * (place + 1)), line, fill=40, font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return ContentFile(out.getvalue(), name="scontrino.png")


def tone() -> "ContentFile[bytes]":
    """Three seconds of a soft tone that swells and fades: where a voice would be."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(_samples()))
    return ContentFile(out.getvalue(), name="voce-di-prova.wav")


def _samples() -> list[bytes]:
    count = RATE * SECONDS
    return [
        struct.pack(
            "<h",
            int(6_000 * math.sin(math.pi * n / count) * math.sin(2 * math.pi * PITCH * n / RATE)),
        )
        for n in range(count)
    ]
