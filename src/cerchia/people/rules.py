"""Languages that people use, by their own names; permits to renew."""

import re
import unicodedata
from datetime import date, timedelta

from babel import Locale

LANGUAGES: dict[str, str] = {
    "it": "Italiano",
    "en": "English",
    "fr": "Français",
    "ar": "العربية",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "am": "አማርኛ",
    "prs": "دری",
    "fa": "فارسی",
    "ps": "پښتو",
    "ur": "اردو",
    "bn": "বাংলা",
    "bm": "Bamanankan",
    "man": "Mandinka",
    "wo": "Wolof",
    "ff": "Pulaar",
    "es": "Español",
    "sw": "Kiswahili",
    "ha": "Hausa",
    "uk": "Українська",
}
COUNTRY = re.compile("[A-Z]{2}")
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
SCRIPTS = {"ARABIC": {"ar", "prs", "fa", "ps", "ur"}, "ETHIOPIC": {"am", "ti"}, "BENGALI": {"bn"}}
RIGHT_TO_LEFT = frozenset({"ar", "prs", "fa", "ps", "ur"})


def direction(language: str) -> str:
    """Writing direction, `rtl` or `ltr`, of a BCP 47 tag: for the `dir` of somebody's own words."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def is_in_script_of(text: str, language: str) -> bool:
    """Whether `text` is written in the letters of a language that has others than the Latin."""
    script = unicodedata.name(text.strip()[:1] or " ").split()[0]
    return language.split("-", maxsplit=1)[0] in SCRIPTS.get(script, ())


def days_to_renew(
    expires_on: date, *, asked_on: date | None, today: date, warning: int
) -> int | None:
    """Days left (negative: past) when a renewal should be thought of, otherwise None.

    A permit whose renewal was asked for is valid with its receipt (R4): nothing to say.
    """
    if asked_on is not None or expires_on > today + timedelta(days=warning):
        return None
    return (expires_on - today).days


def countries(language: str = "it") -> list[tuple[str, str]]:
    """ISO 3166 codes with the names that Unicode gives them in `language`, in its order."""
    names = Locale.parse(language).territories
    codes = {str(code) for code in names} - NO_COUNTRIES
    rows = [(code, str(names[code])) for code in codes if COUNTRY.fullmatch(code)]
    return sorted(rows, key=lambda row: row[1])
