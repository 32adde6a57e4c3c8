"""Doing a job: taking it up, its pulse while it works, and how it ended."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from cerchia.jobs import registry
from cerchia.jobs.errors import Stopped
from cerchia.jobs.models import Job
from cerchia.kit import clock
from cerchia.kit.errors import DomainError

log = logging.getLogger("cerchia.jobs")
BETWEEN_WRITES = 0.5
BETWEEN_BEATS = 10.0
LONGEST_WORDS, LONGEST_ERROR = 200, 400


class Pulse:
    """The job as its work sees it: what it tells is kept here and written now and then.

    Alone, a thread writes and listens for a wish to stop, so that a solver may work for minutes
    without a word; in the tests there is no thread, and each call looks for itself.
    """

    def __init__(self, pk: UUID, *, alone: bool) -> None:
        """Nothing told yet."""
        self._pk, self._alone = pk, alone
        self._home = threading.get_ident()
        self._lock = threading.Lock()
        self._told: tuple[int, int, str] | None = None
        self._stop = threading.Event()
        self._over = threading.Event()
        self._written = 0.0

    def tell(self, done: int, of: int, words: str = "") -> None:
        with self._lock:
            self._told = (done, of, words[:LONGEST_WORDS])
        if self._by_itself() and time.monotonic() - self._written >= BETWEEN_WRITES:
            self.exchange()

    def asked_to_stop(self) -> bool:
        if self._by_itself() and not self._stop.is_set():
            self._listen()
        return self._stop.is_set()

    def _by_itself(self) -> bool:
        """Without a thread of its own, and not called from a thread of the solver."""
        return not self._alone and threading.get_ident() == self._home

    def stop(self) -> None:
        """The house is closing."""
        self._stop.set()

    def exchange(self) -> None:
        """Write what was told since, or that it lives, and listen."""
        with self._lock:
            told, self._told = self._told, None
        silent = time.monotonic() - self._written
        if told or silent >= BETWEEN_BEATS:
            news: dict[str, Any] = {"heartbeat_at": clock.now()}
            if told:
                news |= dict(zip(("done", "of", "words"), told, strict=True))
            Job.objects.open().filter(pk=self._pk).update(**news)
            self._written = time.monotonic()
        self._listen()

    def _listen(self) -> None:
        still_wanted = Job.objects.open().filter(pk=self._pk, stop_asked_at=None)
        if not still_wanted.exists():
            self._stop.set()

    @contextmanager
    def beating(self) -> Iterator[None]:
        if not self._alone:
            yield
            return
        thread = threading.Thread(target=self._beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BETWEEN_WRITES):
            try:
                self.exchange()
            except OperationalError:
                log.warning("The pulse of a job could not be written; trying again.")
        connection.close()


def take(job: Job) -> bool:
    """Take up a waiting job; False if somebody else did, or nobody wants it any more."""
    now = clock.now()
    mine = Job.objects.waiting().filter(pk=job.pk, stop_asked_at=None)
    return bool(mine.update(started_at=now, heartbeat_at=now))


def run(job: Job, pulse: Pulse) -> None:
    """Do a job that was taken up, and write how it ended. Raises nothing of the work."""
    with translation.override(job.language or None):
        ended = _attempt(job, pulse)
    Job.objects.open().filter(pk=job.pk).update(**ended)


def _attempt(job: Job, pulse: Pulse) -> dict[str, Any]:
    try:
        with pulse.beating():
            result = registry.find(job.kind)(pulse, job.params)
    except Stopped:
        return {"stopped_at": clock.now()}
    except DomainError as refused:
        return {"failed_at": clock.now(), "error": str(refused)[:LONGEST_ERROR]}
    except Exception:
        log.exception("Work of the kind %s failed", job.kind)
        words = _("Something went wrong on our side. Please start it again.")
        return {"failed_at": clock.now(), "error": words}
    return {"finished_at": clock.now(), "result": result}


def run_here(pk: UUID) -> None:
    """Do it in this process, as the tests do."""
    job = Job.objects.get(pk=pk)
    if take(job):
        run(job, Pulse(pk, alone=False))
