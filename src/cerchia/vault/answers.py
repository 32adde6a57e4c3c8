"""A sealed file as an answer to a browser, which may show it and never run it."""

import re

from django.http import HttpResponse

from cerchia.vault.kinds import Kind
from cerchia.vault.models import SealedFile

EXTENSIONS = {
    "image/jpeg": "jpg",
    "application/pdf": "pdf",
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
}
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def answer_with(content: bytes, file: SealedFile, ranges: str) -> HttpResponse:
    """The content whole, or of a recording the one range that the player asked for."""
    part = _part(ranges, len(content)) if file.kind == Kind.AUDIO else None
    if part and part[0] > part[1]:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{len(content)}"
    elif part:
        first, last = part
        answer = HttpResponse(content[first : last + 1], status=206)
        answer["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    else:
        answer = HttpResponse(content)
    return _guarded(answer, file)


def _guarded(answer: HttpResponse, file: SealedFile) -> HttpResponse:
    where = "inline" if file.kind in {Kind.PHOTO, Kind.AUDIO} else "attachment"
    name = f"{file.kind}-{str(file.pk)[:8]}.{EXTENSIONS.get(file.media_type, 'bin')}"
    answer["Content-Type"] = file.media_type
    answer["Content-Disposition"] = f'{where}; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Accept-Ranges"] = "bytes" if file.kind == Kind.AUDIO else "none"
    return answer


def _part(ranges: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; first > last if it lies beyond the end; else the whole."""
    asked = ONE_RANGE.match(ranges)
    if not asked or asked.groups() == ("", ""):
        return None
    if not asked[1]:
        return max(0, size - int(asked[2])), size - 1
    return int(asked[1]), min(int(asked[2] or size), size - 1)
