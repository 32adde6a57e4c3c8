"""How much cash may pass between two parties, by the day (R21). Below the limit, never at it."""

from bisect import bisect_right
from datetime import date

LIMITS: tuple[tuple[date, int], ...] = (
    (date(2008, 6, 25), 1_250_000),
    (date(2010, 5, 31), 500_000),
    (date(2011, 8, 13), 250_000),
    (date(2011, 12, 6), 100_000),
    (date(2016, 1, 1), 300_000),
    (date(2020, 7, 1), 200_000),
    (date(2023, 1, 1), 500_000),
)


def limit_on(day: date) -> int:
    """Cents that cash in hand must stay under on `day`."""
    place = bisect_right([since for since, _cents in LIMITS], day)
    return LIMITS[max(place - 1, 0)][1]


def cash_allowed(cents: int, *, already_cents: int, day: date) -> bool:
    """Whether `cents` may be handed over; what came before counts: splitting is forbidden."""
    return cents + already_cents < limit_on(day)
