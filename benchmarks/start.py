"""From the start of a process to its first answer, beside the bare imports that it needs."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

from benchmarks.measuring import tell

ROUNDS: Final = 5
SETTINGS: Final = "cerchia.config.settings_test"
BARE: Final = "import django, django.test, django.contrib.auth, gunicorn.app.base"
OURS: Final = """
import django
django.setup()
from django.test import Client
assert Client().get('/healthz').status_code == 200
"""


def seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def python(code: str) -> Callable[[], object]:
    command = [sys.executable, "-W", "ignore", "-c", code]
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - ours


def side_by_side(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The median of our seconds, and of their ratio to the other's, pair by pair."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    value, ratio = side_by_side(python(OURS), python(BARE))
    tell("start_to_first_answer", value, "s", f"{ratio:.2f}x-bare-django-imports")


if __name__ == "__main__":
    main()
