"""A tool of others beside ours: in an environment of its own, since two solvers clash in one.

Nothing of the product or its tests needs it. Where it cannot be installed, its rows are left out.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import measuring
from benchmarks.balance.telling import CLOCK
from cerchia.balance.records import FEATURES, Pool
from cerchia.balance.selection.model import seats_of

FOLDER = measuring.ROOT / ".venv" / "peers"
LOCK = measuring.ROOT / "requirements" / "peers.txt"
PROGRAM = Path(__file__).with_name("peer_sortition.py")


@dataclass(frozen=True)
class Peer:
    """`sortition-algorithms`, asked in another process; only its own work is timed."""

    python: Path

    def maximin(self, pool: Pool, patience: float | None = None) -> tuple[float, float | None]:
        """Its seconds, and the lowest chance that it gives; none if it had to be stopped."""
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                [str(self.python), "-W", "ignore", str(PROGRAM)],
                input=json.dumps(_question(pool)),
                capture_output=True,
                text=True,
                check=True,
                timeout=patience,
            )
        except subprocess.TimeoutExpired:
            return patience or 0.0, None
        said = json.loads(done.stdout.splitlines()[-1])
        return float(said["seconds"]), float(said["lowest"])


def prepare() -> Peer | None:
    """The peer, installed once from its own lock; nothing where that does not succeed."""
    python, stamp = FOLDER / "bin" / "python", FOLDER / ".installed"
    wanted = LOCK.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return Peer(python)
    sys.stderr.write("Installing the peer of the benchmark into .venv/peers\n")
    install = ["-m", "pip", "--disable-pip-version-check", "install", "-qq", "--require-hashes"]
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(FOLDER)],
        [str(python), *install, "--only-binary", ":all:", "-r", str(LOCK)],
    )
    try:
        for step in steps:
            subprocess.run(step, check=True, capture_output=True)  # noqa: S603 - as above
    except (OSError, subprocess.CalledProcessError):
        return None
    stamp.write_text(wanted, encoding="utf-8")
    return Peer(python)


def _question(pool: Pool) -> dict[str, object]:
    """Quotas as minimum and maximum for every value that anybody has."""
    low, high = seats_of(pool)
    if low != high:
        message = "the peer chooses an exact number of people"
        raise ValueError(message)
    named = {rule.feature for rule in pool.of_kind("range", "floor")}
    used = [feature for feature in FEATURES if feature in named]
    quotas = {
        feature: {value: [0, high] for value in sorted({p.value(feature) for p in pool.candidates})}
        for feature in used
    }
    for rule in pool.of_kind("range", "floor"):
        span = quotas[rule.feature or ""].setdefault(rule.value or "", [0, high])
        span[0] = max(span[0], rule.minimum or 0)
        span[1] = min(span[1], high if rule.maximum is None else rule.maximum)
    people = [
        {"id": person.id, **{feature: person.value(feature) for feature in used}}
        for person in pool.candidates
    ]
    by_work = CLOCK.read is time.process_time
    return {"quotas": quotas, "people": people, "seats": high, "cpu": by_work}
