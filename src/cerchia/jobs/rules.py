"""What state a job is in, from its dates alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

State = Literal["waiting", "running", "done", "failed", "stopped", "lost"]
ENDED = frozenset({"done", "failed", "stopped", "lost"})
SILENCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Dates:
    started_at: datetime | None
    heartbeat_at: datetime | None
    finished_at: datetime | None
    failed_at: datetime | None
    stopped_at: datetime | None


def state_of(dates: Dates, now: datetime) -> State:
    """Lost is who began and has not been heard of for a minute: its process was killed."""
    if dates.finished_at:
        return "done"
    if dates.failed_at:
        return "failed"
    if dates.stopped_at:
        return "stopped"
    if dates.started_at is None:
        return "waiting"
    heard = dates.heartbeat_at or dates.started_at
    return "lost" if now - heard > SILENCE else "running"


def is_own_path(address: str) -> bool:
    """Whether an address leads to a page of this house and nowhere else."""
    return address.startswith("/") and not address.startswith(("//", "/\\"))
