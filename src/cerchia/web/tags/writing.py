"""Filters: money, days, hours, directions."""

from datetime import date, datetime, time

from django.contrib.messages.storage.base import Message
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from cerchia.kit import clock
from cerchia.web import formats
from cerchia.web.tags.library import register

TONES = {"success": "ok", "warning": "care", "error": "care", "info": "note", "debug": "note"}
RIGHT_TO_LEFT = {"ar", "fa", "ur", "ps", "prs", "he", "ckb", "sd", "ug"}


@register.filter
def euros(cents: int | None, how: str = "") -> SafeString | str:
    """`{{ cents|euros }}` writes "1.640 €" or "38,50 €"; `|euros:"full"` always the cents."""
    return "" if cents is None else formats.euros(int(cents), full=how == "full")


@register.filter
def euros_text(cents: int | None, how: str = "") -> str:
    """The same without markup, for attributes and titles."""
    return "" if cents is None else formats.euros_text(int(cents), full=how == "full")


def _dated(value: date | datetime | None, text: str) -> SafeString | str:
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', formats.machine_date(value), text)


@register.filter
def long_date(value: date | datetime | None) -> SafeString | str:
    return _dated(value, formats.long_date(value)) if value else ""


@register.filter
def full_day(value: date | datetime | None) -> SafeString | str:
    return _dated(value, formats.full_day(value)) if value else ""


@register.filter
def day_month(value: date | datetime | None) -> SafeString | str:
    return _dated(value, formats.day_month(value)) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> SafeString | str:
    return _dated(value, formats.short_date(value)) if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    return formats.weekday(value) if value else ""


@register.filter
def hour(value: datetime | time | None) -> SafeString | str:
    return format_html('<bdi dir="ltr">{}</bdi>', formats.hour(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    return _dated(value, formats.moment(value)) if value else ""


@register.filter
def ago(value: date | datetime | None) -> SafeString | str:
    return _dated(value, formats.ago(value)) if value else ""


@register.filter
def lang_dir(code: str) -> str:
    """The value "rtl" for Arabic, Dari, Farsi, Urdu, Pashto and their like, else "ltr"."""
    return "rtl" if str(code).split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def language_name(code: str) -> str:
    """The language by its own name: "العربية"."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return str(code)


@register.filter
def message_tone(message: Message) -> str:
    """The tone of a message of Django's, for `notice`."""
    return TONES.get(message.level_tag, "note")


@register.filter
def day_number(value: date | datetime) -> str:
    return str(formats.day_of(value).day)


@register.filter
def month_name(value: date | datetime) -> str:
    return formats.month(value)


@register.filter
def is_today(value: date | datetime) -> bool:
    return formats.day_of(value) == clock.today()


@register.filter
def unlocalized(value: int) -> str:
    """The bare digits, for attributes that scripts read."""
    return str(value)


@register.filter
def ltr(value: object) -> SafeString:
    """A telephone number, an IBAN, a code: read from left to right on every page."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)
