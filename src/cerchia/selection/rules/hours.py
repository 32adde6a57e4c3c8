"""The hours of a week in which a circle can meet, as the exchange file names them."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = WEEK[:6]
PARTS = ("morning", "afternoon", "evening")
HOURS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
