"""Whether a round takes requests on a day."""

from datetime import date, datetime
from typing import Protocol


class Round(Protocol):
    """What matters of a round here."""

    opens_on: date
    closes_on: date
    opened_at: datetime | None
    closed_at: datetime | None


def is_taking(selection: Round, *, on: date) -> bool:
    """Whether candidacies come in on a day without anybody's exception (Q13)."""
    begun = selection.opened_at is not None and selection.closed_at is None
    return begun and selection.opens_on <= on <= selection.closes_on
