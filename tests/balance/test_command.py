"""`cerchia balance …`: an answer on standard output, one sentence when the file is wrong."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cerchia.balance import cli
from cerchia.balance.checker import check_circles, check_selection
from cerchia.balance.generator import make_pool
from cerchia.balance.output import read_chosen, read_circles
from cerchia.balance.records import Circle
from cerchia.balance.schema import parse_pool
from tests.balance.pools import Json

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pool_file(tmp_path: Path) -> Path:
    return written(tmp_path, make_pool(40, 24, 1))


def written(folder: Path, raw: Json, name: str = "pool.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(raw))
    return path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Json:
    assert cli.main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_select_answers_in_the_exchange_format(
    pool_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "select", str(pool_file), "--lists", "20", "--seed", "3")

    pool = parse_pool(json.loads(pool_file.read_text()))
    assert found["schema"] == 1
    assert found["status"] == "proven"
    assert check_selection(pool, found["chosen"]) == []  # type: ignore[arg-type]
    assert set(found["chances"]) == {p.id for p in pool.candidates}  # type: ignore[call-overload]
    assert all(found["chances"][one] == 0 for one in found["in_no_list"])  # type: ignore[index, attr-defined]
    assert len(found["alternatives"]) == 2  # type: ignore[arg-type]
    assert found["conflict"] is None
    assert found["run"]["seed"] == 3  # type: ignore[index]


def test_compose_answers_and_reads_its_own_answer_back(
    pool_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = answer(capsys, "compose", str(pool_file))
    previous = written(tmp_path, first, "previous.json")

    again = answer(capsys, "compose", str(pool_file), "--previous", str(previous))

    pool = parse_pool(json.loads(pool_file.read_text()))
    assert check_circles(pool, read_circles(previous)) == []
    assert again["circles"] == first["circles"]


def test_select_keeps_an_earlier_answer(
    pool_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = answer(capsys, "select", str(pool_file))
    previous = written(tmp_path, first, "previous.json")

    again = answer(capsys, "select", str(pool_file), "--previous", str(previous))

    assert again["chosen"] == first["chosen"]
    assert read_chosen(previous) == tuple(first["chosen"])  # type: ignore[arg-type]


def test_impossible_is_an_answer_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, make_pool(60, 35, 1, plant="territory_sum"))

    found = answer(capsys, "select", str(path))

    assert found["status"] == "impossible"
    assert found["conflict"]["rules"] == ["seats", "terr:biella", "terr:torino"]  # type: ignore[index]
    assert found["conflict"]["ways_out"]  # type: ignore[index]


@pytest.mark.parametrize("content", ["{}", "[]", "nonsense", '{"schema": 1, "slots": 3}'])
def test_a_wrong_file_is_one_sentence_and_exit_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content)

    assert cli.main(["select", str(path)]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


def test_an_earlier_answer_that_is_none_is_refused(
    pool_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = written(tmp_path, {"chosen": 3}, "previous.json")

    assert cli.main(["select", str(pool_file), "--previous", str(wrong)]) == 2
    assert cli.main(["compose", str(pool_file), "--previous", str(tmp_path / "none")]) == 2


@pytest.mark.parametrize(
    "words", [("--seed", "x"), ("--seed", "-1"), ("--lists", "0"), ("--time-limit", "nan")]
)
def test_a_wrong_option_is_exit_two(pool_file: Path, words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["select", str(pool_file), *words])

    assert left.value.code == 2


def test_ctrl_c_gives_the_best_so_far(tmp_path: Path) -> None:
    path = written(tmp_path, make_pool(200, 100, 1))
    code = "import sys; from cerchia.balance.cli import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(  # noqa: S603 - our own command on our own file
        [sys.executable, "-c", code, "compose", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    seen = ""
    assert process.stderr is not None
    while "C2" not in seen and process.poll() is None:
        seen += process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=60)

    found = json.loads(out)
    assert process.returncode == 0
    assert check_circles(parse_pool(json.loads(path.read_text())), _circles(tmp_path, found)) == []
    if found["status"] == "best_so_far":
        assert "Stopped early" in told


def _circles(folder: Path, found: Json) -> tuple[Circle, ...]:
    return read_circles(written(folder, found, "answer.json"))
