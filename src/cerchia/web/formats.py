"""How money, days and hours are written: Western digits everywhere, Italian marks for money."""

from datetime import date, datetime, time

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from cerchia.kit import clock

NBSP = "\N{NO-BREAK SPACE}"
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LOCALES = {"en": "en_GB"}


def euros_text(cents: int, *, full: bool = False) -> str:
    """Like "1.640 €" or "38,50 €", as receipts print it; `full` always writes the cents."""
    whole, rest = divmod(abs(cents), 100)
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    grouped = f"{whole:,}".replace(",", ".")
    decimals = f",{rest:02d}" if rest or full else ""
    return f"{sign}{grouped}{decimals}{NBSP}€"


def euros(cents: int, *, full: bool = False) -> SafeString:
    """The amount for a page: always read from left to right, never broken over two lines."""
    return format_html('<bdi class="num" dir="ltr">{}</bdi>', euros_text(cents, full=full))


def isolated(text: str) -> str:
    """The same text, kept left to right inside a line of another direction (for drawings)."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def percent(part: int, whole: int) -> int:
    """How many hundredths `part` is of `whole`; 0 when there is nothing to divide."""
    return round(100 * part / whole) if whole else 0


def day_of(value: date | datetime) -> date:
    """The day of a date or of a moment, where the product lives."""
    return clock.day_of(value) if isinstance(value, datetime) else value


def _locale() -> Locale:
    code = get_language() or "it"
    try:
        return Locale.parse(_LOCALES.get(code, code), sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("it")


def _written(pattern: str, value: date | datetime) -> str:
    """The day by a pattern of CLDR, in the language that is active, digits as on receipts."""
    text = format_date(day_of(value), pattern, locale=_locale())
    return text.translate(_WESTERN)


def _with_weekday() -> str:
    return "EEEE، d MMMM" if _locale().text_direction == "rtl" else "EEEE d MMMM"


def long_date(value: date | datetime) -> str:
    """Like "giovedì 26 settembre 2013"."""
    return _written(f"{_with_weekday()} y", value)


def full_day(value: date | datetime) -> str:
    """Like "giovedì 26 settembre", without the year."""
    return _written(_with_weekday(), value)


def day_month(value: date | datetime) -> str:
    """Like "26 settembre"."""
    return _written("d MMMM", value)


def day_short_month(value: date | datetime) -> str:
    """Like "26 set"."""
    return _written("d MMM", value)


def short_date(value: date | datetime) -> str:
    """Like "26 set 2013"."""
    return _written("d MMM y", value)


def weekday(value: date | datetime) -> str:
    return _written("EEEE", value)


def month(value: date | datetime) -> str:
    """Like "set"."""
    return _written("LLL", value)


def hour(value: datetime | time) -> str:
    """Like "17:30", in all languages."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.zone()).time()
    return value.strftime("%H:%M")


def moment(value: datetime) -> str:
    """Like "giovedì 26 settembre, 17:30"."""
    return gettext("%(day)s, %(hour)s") % {"day": full_day(value), "hour": hour(value)}


def ago(value: date | datetime, *, today: date | None = None) -> str:
    """How far a day is: today, yesterday, 5 days ago, tomorrow, in 3 days."""
    days = ((today or clock.today()) - day_of(value)).days
    near = {0: gettext("today"), 1: gettext("yesterday"), -1: gettext("tomorrow")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return ngettext("in %(n)d day", "in %(n)d days", -days) % {"n": -days}


def language_in_words(code: str, *, otherwise: str = "") -> str:
    """Name a language in the language of the reader; `otherwise` where that has no word for it."""
    names = _locale().languages
    regional = {"prs": "fa_AF"}
    return str(names.get(regional.get(code, code)) or names.get(code) or otherwise or code)


def country_in_words(code: str) -> str:
    """Name a country in the language of the reader; what is no code stays as it is."""
    return str(_locale().territories.get(code.upper(), code))


def machine_date(value: date | datetime) -> str:
    """For the attribute `datetime`."""
    return day_of(value).isoformat()
