"""The one clock of the product. The demo and the tests may set another source."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

Source = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC)


_source: Source = _system
_zone: tzinfo = ZoneInfo("Europe/Rome")


def now() -> datetime:
    """The present moment, in UTC and aware of it."""
    return _source().astimezone(UTC)


def today() -> date:
    """The present day where the product lives."""
    return now().astimezone(_zone).date()


def day_of(moment: datetime) -> date:
    """The day in which an aware `moment` falls where the product lives."""
    return moment.astimezone(_zone).date()


def start_of(day: date) -> datetime:
    """The first moment of `day` where the product lives, in UTC."""
    return datetime.combine(day, time.min, tzinfo=_zone).astimezone(UTC)


def zone() -> tzinfo:
    return _zone


def set_zone(name: str) -> None:
    """Say where the product lives, by the name of the time zone."""
    global _zone  # noqa: PLW0603 - one clock for the whole process
    _zone = ZoneInfo(name)


def set_source(source: Source | None) -> None:
    """Read the time from `source`, or from the machine again with `None`."""
    global _source  # noqa: PLW0603 - one clock for the whole process
    _source = source or _system


def playing(day: date) -> Source:
    """A source that runs on as the machine's clock does, but on `day`."""

    def source() -> datetime:
        local = _system().astimezone(_zone)
        return datetime.combine(day, local.time(), tzinfo=_zone)

    return source


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand still at an aware `moment` for the length of a block."""
    before = _source
    set_source(lambda: moment)
    try:
        yield
    finally:
        set_source(before)
