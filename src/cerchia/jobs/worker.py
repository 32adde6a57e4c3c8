"""The process that does the jobs, one at a time, the oldest first."""

import signal
import threading
import time
from datetime import timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections

from cerchia.jobs.models import Job
from cerchia.jobs.running import Pulse, run, take
from cerchia.kit import clock

LOOK_EVERY = 0.3
KEPT = timedelta(days=30)
# A solver keeps its memory: who has worked and then rested so long makes room for a fresh process.
REST_SECONDS = 120.0


class Worker:
    """Works until told to stop; in the middle of a job, that is asked to stop too."""

    def __init__(self) -> None:
        """Nothing taken up yet."""
        self.closing = threading.Event()
        self._pulse: Pulse | None = None
        self._worked_at: float | None = None

    def close(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self.closing.set()
        if self._pulse is not None:
            self._pulse.stop()

    def listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.close)

    def serve(self) -> None:
        forget_old_jobs()
        while not self.closing.is_set() and not self._rested():
            if not self._step():
                self.closing.wait(LOOK_EVERY)

    def finish_all(self) -> None:
        """Do what waits, then end."""
        while not self.closing.is_set() and self._step():
            pass

    def _step(self) -> bool:
        """Do the next job, if there is one."""
        close_old_connections()
        try:
            job = Job.objects.waiting().filter(stop_asked_at=None).first()
            if job is None or not take(job):
                return job is not None
        except OperationalError:
            return False
        self._pulse = Pulse(job.pk, alone=True)
        run(job, self._pulse)
        self._pulse = None
        self._worked_at = time.monotonic()
        return True

    def _rested(self) -> bool:
        return self._worked_at is not None and time.monotonic() - self._worked_at > REST_SECONDS


def forget_old_jobs() -> None:
    """What came of them lies in the rooms that asked; the rows themselves go after a month."""
    Job.objects.filter(asked_at__lt=clock.now() - KEPT).delete()
