"""Figures, dates and fixed words as a printed page writes them, in Italian and in a second one."""

from datetime import date

from babel.core import UnknownLocaleError
from babel.dates import format_date
from django.utils import translation

ITALIAN = "it"
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "prs", "sd", "ug", "ur", "yi"}
CENTS = 100


def direction(language: str) -> str:
    return "rtl" if primary(language) in RIGHT_TO_LEFT else "ltr"


def primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def euros(cents: int) -> str:
    """1.640 € and 1.640,50 €, in every language: receipts and banks write it so."""
    whole, rest = divmod(abs(cents), CENTS)
    sign = "−" if cents < 0 else ""
    decimals = f",{rest:02d}" if rest else ""
    return f"{sign}{whole:,}".replace(",", ".") + f"{decimals}\u00a0€"


def day(on: date, language: str) -> str:
    """30 novembre 2013; in figures where the months of a language are not known here."""
    try:
        return format_date(on, "d MMMM y", locale=primary(language))
    except UnknownLocaleError:
        return f"{on:%d/%m/%Y}"


def word(message: str, language: str) -> str:
    """A fixed word in a language; in Italian where there is no translation."""
    spoken = primary(language)
    known = translation.check_for_language(spoken)
    with translation.override(spoken if known else ITALIAN):
        return translation.gettext(message)
