"""What must not stand in the code: unfinished work, two clocks, places of one machine."""

import re
import subprocess
from pathlib import Path

from tests.architecture.layout import ROOT, SOURCE, code, name_of

CLOCK = re.compile(r"timezone\.now\(|date\.today\(|datetime\.(?:now|utcnow|today)\(")
HOUSES_OF_TIME = {"src/cerchia/kit/clock.py"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
PLACES = re.compile(r"(?<![\w.])/(?:ro" + r"ot|ho" + r"me|wo" + r"rk)/|https?://\S*/sim" + "ple/")
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".ico", ".gz", ".pdf", ".ttf", ".woff2", ".mo"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file() and file.suffix not in BINARY]


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{name_of(file)}:{number} {line.strip()[:80]}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_code_asks_one_clock() -> None:
    files = [file for file in code(SOURCE) if name_of(file) not in HOUSES_OF_TIME]

    assert not lines_with(CLOCK, files)


def test_nothing_is_left_for_later() -> None:
    assert not lines_with(UNFINISHED, code(ROOT / "src", ROOT / "tests", ROOT / "tools"))


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    assert not lines_with(PLACES, tracked())
