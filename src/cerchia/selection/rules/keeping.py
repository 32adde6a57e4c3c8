"""How long the words of somebody who was not taken are kept (R24)."""

from calendar import monthrange
from datetime import date

MONTHS_KEPT = 6
YEAR = 12


def kept_until(last: date) -> date:
    """The last day on which the words of somebody not taken are kept: six months."""
    return months_from(last, MONTHS_KEPT)


def months_from(day: date, months: int) -> date:
    """The same day so many months later or earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
