"""Who takes the disk takes no word: every byte of database, journal, files, backup and logs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.canaries import Aviary, Canary, names

FEWEST_WORDS = 150


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> tuple[Path, Aviary, bytes]:
    """A data folder after a day of work, the canaries in it, and what was logged."""
    house = pytestconfig.rootpath
    folder = tmp_path_factory.mktemp("data")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.trust.at_rest", str(folder)],
        cwd=house,
        env={"PYTHONPATH": f"{house / 'src'}:{house}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    aviary = Aviary({token: Canary(*canary) for token, canary in said.items()})
    return folder, aviary, done.stderr


def test_there_is_something_to_find(installation: tuple[Path, Aviary, bytes]) -> None:
    folder, aviary, _logs = installation
    kinds = {path.name for path in folder.rglob("*") if path.is_file()}
    assert len(aviary.by_token) >= FEWEST_WORDS
    assert {"cerchia.sqlite3", "backup.age"} <= kinds
    assert any(path.is_file() for path in (folder / "files").rglob("*"))


def test_no_word_lies_readable_on_the_disk(installation: tuple[Path, Aviary, bytes]) -> None:
    folder, aviary, _logs = installation
    found = {
        path.name: names(aviary.bytes_in(path.read_bytes()))
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_file_lies_as_it_was_sent(installation: tuple[Path, Aviary, bytes]) -> None:
    folder, _aviary, _logs = installation
    kinds = (b"\xff\xd8\xff", b"RIFF", b"WAVE", b"JFIF", b"%PDF")
    for path in (folder / "files").rglob("*"):
        if path.is_file():
            assert not any(kind in path.read_bytes()[:64] for kind in kinds), path.name


def test_no_name_of_a_file_tells_whose_it_is(installation: tuple[Path, Aviary, bytes]) -> None:
    folder, aviary, _logs = installation
    assert aviary.met_in("\n".join(str(path) for path in folder.rglob("*"))) == set()


def test_no_word_is_logged(installation: tuple[Path, Aviary, bytes]) -> None:
    _folder, aviary, logs = installation
    assert names(aviary.bytes_in(logs)) == []
