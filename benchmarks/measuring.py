"""What the benchmarks share: an edition in a folder of its own, a program in it, one line out."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CERCHIA = Path(sys.executable).with_name("cerchia")


def tell(name: str, value: float, unit: str, beside: str = "-") -> None:
    """One line: name, value, unit, and what it is held against in the same run."""
    number = f"{value:.3f}".rstrip("0").rstrip(".")
    sys.stdout.write(f"{name} {number} {unit} {beside}\n")
    sys.stdout.flush()


@contextmanager
def edition(*, people: int | None = None, database: str = "") -> Iterator[dict[str, str]]:
    """The environment of a demo edition, filled in a folder that vanishes afterwards."""
    with tempfile.TemporaryDirectory(prefix="cerchia-bench-") as folder:
        environment = {**os.environ, "CERCHIA_DATA": f"{folder}/data"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        if database:
            environment["CERCHIA_DATABASE"] = database
        command = [str(CERCHIA), "demo", "--no-serve"]
        command += ["--people", str(people)] if people else []
        run(command, environment)
        yield environment


def run(command: list[str], environment: Mapping[str, str]) -> str:
    """What the command says; CalledProcessError with its words if it fails."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout[-2000:] + done.stderr[-4000:])
        done.check_returncode()
    return done.stdout


def inside(module: str, environment: Mapping[str, str], *words: str) -> Any:
    """Run `python -m module` within an edition; what it prints on its last line, from JSON."""
    settings = {"DJANGO_SETTINGS_MODULE": "cerchia.config.settings"}
    said = run([sys.executable, "-m", module, *words], {**environment, **settings})
    return json.loads(said.strip().splitlines()[-1])


def median_ratio(pairs: list[tuple[float, float]]) -> float:
    """The median of the ratios, pair by pair: a machine that slows down slows both."""
    return statistics.median(ours / other for ours, other in pairs)
