"""Working days in Italy, and how long money took to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import median

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("IT", years=year))


def is_working_day(day: date) -> bool:
    """Whether banks work: no weekend and no national holiday."""
    return day.weekday() < SATURDAY and day not in _holidays_of(day.year)


def add_working_days(start: date, days: int) -> date:
    """The `days`-th working day after `start`, which itself does not count."""
    day = start
    while days > 0:
        day += ONE_DAY
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to `end`, included; 0 if `end` is not later."""
    span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(map(is_working_day, span))


@dataclass(frozen=True, slots=True)
class DaysToMoney:
    """Calendar days from the signature to money in hand."""

    payments: int
    median: float | None
    longest: int | None


def days_to_money(spans: Sequence[tuple[date, date]]) -> DaysToMoney:
    """From pairs of signature and arrival; no figure without a payment."""
    days = [(arrived - signed).days for signed, arrived in spans]
    if not days:
        return DaysToMoney(0, None, None)
    return DaysToMoney(len(days), median(days), max(days))
