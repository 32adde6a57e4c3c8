"""Keeps the process of the long work alive beside the server, and ends it with the server.

A small program of its own: it holds nothing but its child. `python -m cerchia.config.keeper`.
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

LOOK_EVERY = 0.5
PATIENCE = 10.0
LONGEST_PAUSE = 30.0
WORK = (sys.executable, "-m", "cerchia.config.cli", "work")


class Keeper:
    """Starts the work again when it ends, more slowly each time it ends badly at once."""

    def __init__(self, command: tuple[str, ...] = WORK) -> None:
        """The process that started us is the one we end with."""
        self.command = command
        self.server = os.getppid()
        self.closing = False

    def close(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self.closing = True

    def keep(self) -> None:
        pause = LOOK_EVERY
        while not self._over():
            began = time.monotonic()
            with subprocess.Popen(self.command, stdin=subprocess.DEVNULL) as child:  # noqa: S603 - ours
                self._watch(child)
            good = child.returncode == 0 or time.monotonic() - began > LONGEST_PAUSE
            pause = LOOK_EVERY if good else min(LONGEST_PAUSE, pause * 2)
            self._rest(pause)

    def _over(self) -> bool:
        return self.closing or os.getppid() != self.server

    def _watch(self, child: "subprocess.Popen[bytes]") -> None:
        while child.poll() is None and not self._over():
            time.sleep(LOOK_EVERY)
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._over():
            time.sleep(LOOK_EVERY)


def main() -> int:
    keeper = Keeper()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, keeper.close)
    keeper.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main())
