"""Pictures are never kept as sent: decoded within limits, turned upright, written anew.

What a picture carries beside its points (place, time, camera, comments, hidden tails) is lost.
"""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

from cerchia.vault.errors import FileDamaged, PictureTooLarge
from cerchia.vault.kinds import Format

MOST_POINTS = 40_000_000
MOST_POINTS_AT_ONCE = {"progressive": 30_000_000, "WEBP": 12_000_000}
"""Less for what a decoder must hold whole, several times over: a worker stays under 300 MB."""
STRIP = 64
LONGEST_SIDE = 2000
QUALITY = 85
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, MemoryError)


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str
    width: int
    height: int


def redrawn(content: bytes, found: Format) -> Picture:
    """The picture as a new JPEG, at most 2000 points a side.

    Raises `PictureTooLarge` before decoding, `FileDamaged` for what does not decode whole.
    """
    try:
        return _redrawn(content, found)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise PictureTooLarge from bomb
    except BROKEN as broken:
        raise FileDamaged from broken


def _redrawn(content: bytes, found: Format) -> Picture:
    small = _small(content, found)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    flat = _on_white(ImageOps.exif_transpose(small))
    flat.info.clear()
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), "image/jpeg", flat.width, flat.height)


def _small(content: bytes, found: Format) -> Image.Image:
    """The picture near its final size; the large one is gone from memory when this returns."""
    with Image.open(io.BytesIO(content), formats=[found.pillow]) as source:
        if source.width * source.height > _most_points(source, found):
            raise PictureTooLarge
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        small = _reduced(source)
        small.load()
        return small


def _most_points(source: Image.Image, found: Format) -> int:
    name = "progressive" if source.info.get("progressive") else found.pillow
    return MOST_POINTS_AT_ONCE.get(name, MOST_POINTS)


def _reduced(source: Image.Image) -> Image.Image:
    """The picture at a whole fraction of its size, made strip by strip to spare memory."""
    factor = max(source.size) // LONGEST_SIDE
    if factor < 2 or source.mode in {"P", "1"}:  # noqa: PLR2004 - half the size
        return source
    width, height = (-(-side // factor) for side in source.size)
    small = Image.new(source.mode, (width, height))
    for top in range(0, height, STRIP):
        box = (0, top * factor, source.width, min((top + STRIP) * factor, source.height))
        small.paste(source.crop(box).reduce(factor), (0, top))
    small.info.update(source.info)
    small.getexif().update(source.getexif())
    return small


def _on_white(picture: Image.Image) -> Image.Image:
    """Only the points, on white where they were transparent."""
    if picture.has_transparency_data:
        points = picture.convert("RGBA")
        flat = Image.new("RGB", points.size, "white")
        flat.paste(points, mask=points.getchannel("A"))
        return flat
    return (picture.convert("L") if picture.mode[0] in "IF" else picture).convert("RGB")
