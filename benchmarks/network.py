"""The network at 1,000 and at 100,000 organisations: list, likeness, analysis, page, import.

The analysis is timed at the large size, and beside networkx, in the environment of the peers, at a
size at which that comes to an end in a minute or so. What it has not ended after `--patience`
seconds counts as that long: the ratio is then "at least".
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from pathlib import Path

from benchmarks.balance import peers
from benchmarks.measuring import ROOT, edition, inside, median_ratio, tell

SMALL = 1_000
LARGE = 100_000
TIES = 4
BESIDE = 30_000
ROUNDS = 3
MOST_LIST = 1.5
MOST_LIKENESS_MS = 50
MOST_PAGE_KB = 150
MOST_IMPORT_S = 30
PATIENCE = 180.0
WORD = "networkx"
LISTS = ("plain", "frequent", "common", "begun", "two", "rare")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=LARGE)
    parser.add_argument("--patience", type=float, default=PATIENCE)
    parser.add_argument("--without-peer", action="store_true")
    asked = parser.parse_args()
    analysis(asked.organisations, asked.patience, with_peer=False)
    if not asked.without_peer:
        analysis(min(BESIDE, asked.organisations), asked.patience, with_peer=True)
    with edition() as small, tempfile.TemporaryDirectory(prefix="cerchia-bench-") as folder:
        large = {**small, "CERCHIA_DATA": f"{folder}/data"}
        shutil.copytree(small["CERCHIA_DATA"], large["CERCHIA_DATA"])
        inside("benchmarks.within.territory", small, str(SMALL), str(SMALL * TIES))
        count = asked.organisations
        inside("benchmarks.within.territory", large, str(count), str(count * TIES))
        lists(small, large, count)
        page(large, count)
        bring_in(small)


def lists(small: dict[str, str], large: dict[str, str], count: int) -> None:
    """Pair by pair: a machine that slows down slows both."""
    pairs = []
    for _ in range(ROUNDS):
        few = inside("benchmarks.within.network", small, "quick")
        sizes = json.dumps({one: max(few[f"list_{one}_rows"], 1) for one in LISTS})
        pairs.append((inside("benchmarks.within.network", large, "quick", sizes), few))
    for name in (f"list_{one}" for one in LISTS):
        times = [(many[name], few[name]) for many, few in pairs]
        value = statistics.median(many for many, _ in times)
        ratio = median_ratio(times)
        rows = "-and-".join(str(each[f"{name}_rows"]) for each in pairs[0])
        beside = f"{ratio:.2f}x-at-{SMALL} {ratio / MOST_LIST:.2f}x-goal rows-{rows}"
        tell(f"network_{name}_{count}", value, "ms", beside)
        same = median_ratio([(many[f"{name}_same"], few[name]) for many, few in pairs])
        value = statistics.median(many[f"{name}_same"] for many, _ in pairs)
        beside = f"{same:.2f}x-at-{SMALL} {same / MOST_LIST:.2f}x-goal as-many-rows"
        tell(f"network_{name}_page_of_as_many_{count}", value, "ms", beside)
    for name in ("coverage", "doubles"):
        value = statistics.median(many[name] for many, _ in pairs)
        tell(f"network_{name}_{count}", value, "ms")
    for name in ("likeness_new", "likeness_near", "likeness_generic"):
        value = statistics.median(many[name] for many, _ in pairs)
        tell(f"network_{name}_{count}", value, "ms", f"{value / MOST_LIKENESS_MS:.2f}x-goal-of-50")


def page(large: dict[str, str], count: int) -> None:
    found = inside("benchmarks.within.network", large, "page")
    tell(f"network_reading_{count}", found["work"], "s")
    size = found["page"] / 1000
    tell(f"network_page_{count}", size, "KB", f"{size / MOST_PAGE_KB:.2f}x-goal-of-150")
    tell(f"network_drawings_{count}", found["drawings"] / 1000, "KB")
    tell(
        f"network_marks_{count}", found["marks"], "marks", f"{found['marks'] / 60:.2f}x-goal-of-60"
    )
    tell(f"network_page_time_{count}", found["ms"], "ms")


def bring_in(small: dict[str, str]) -> None:
    found = inside("benchmarks.within.network", small, "import")
    whole = sum(found["seconds"].values())
    for name, value in {**found["seconds"], "whole": whole}.items():
        tell(f"network_import_{name}_10000", value, "s", f"{value / MOST_IMPORT_S:.2f}x-goal-of-30")
    tell("network_import_silence_10000", found["silence"], "s", f"told-{found['told']}-times")


def analysis(count: int, patience: float, *, with_peer: bool) -> None:
    """Ours whole; then the peer, measure by measure, as long as there is patience."""
    ours, _ = timed("igraph", count, patience, Path(sys.executable))
    whole = ours.pop("whole")
    own = sum(seconds for name, seconds in ours.items() if name != "build")
    peer = peers.prepare() if with_peer else None
    if peer is None:
        tell(f"network_analysis_{count}", whole, "s", "-")
        return
    theirs, unfinished = timed(WORD, count, patience, peer.python)
    at_least = "at-least-" if unfinished else ""
    ratio = (sum(theirs.values()) + unfinished) / own
    tell(f"network_analysis_{count}", whole, "s", f"{at_least}{ratio:.0f}x-faster-than-{WORD}")
    for name, seconds in theirs.items():
        said = f"{seconds / ours[name]:.1f}x-faster-than-{WORD}" if ours[name] else "-"
        tell(f"network_{name}_{count}", ours[name], "s", said)


def timed(by: str, count: int, patience: float, python: Path) -> tuple[dict[str, float], float]:
    """Seconds by measure, and those spent on one that did not end."""
    command = [
        str(python),
        "-m",
        "benchmarks.within.measures",
        by,
        str(count),
        str(count * TIES),
    ]
    found: dict[str, float] = {}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=_environment()
    ) as program:
        began = time.monotonic()
        timer = _stop_after(program, patience)
        for line in program.stdout or ():
            said = json.loads(line)
            found[said["name"]] = said["seconds"]
        timer.cancel()
    waited = time.monotonic() - began
    return found, max(waited - sum(found.values()), 0.0) if program.returncode else 0.0


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(ROOT) / "src")}


def _stop_after(program: "subprocess.Popen[str]", seconds: float) -> threading.Timer:
    timer = threading.Timer(seconds, program.kill)
    timer.start()
    return timer


if __name__ == "__main__":
    main()
