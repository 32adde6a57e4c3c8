"""A short sound, made here."""

import wave
from io import BytesIO


def tone(seconds: float = 0.2, rate: int = 8000) -> bytes:
    """A WAV file of silence."""
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\x00\x00" * int(rate * seconds))
    return out.getvalue()
