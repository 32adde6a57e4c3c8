"""The console command as people start it: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ONE_SENTENCE = 1


def cerchia(*words: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "cerchia.config.cli", *words],
        env={**kept, "CERCHIA_DATA": str(data), **variables},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def test_help_names_every_command(tmp_path: Path) -> None:
    answer = cerchia("--help", data=tmp_path)

    assert answer.returncode == 0
    for name in ["serve", "migrate", "demo", "user", "verify", "backup", "restore", "balance"]:
        assert f"cerchia {name} " in answer.stdout


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (["dance"], {}),
        (["serve"], {}),
        (["migrate"], {"CERCHIA_DEBUG": "maybe"}),
        (["migrate"], {"CERCHIA_DATABASE": "mysql://a/b"}),
        (["migrate"], {"CERCHIA_TODAY": "2013-09-19"}),
        (["demo"], {"PORT": "many"}),
    ],
)
def test_wrong_input_is_answered_with_one_sentence(
    tmp_path: Path, words: list[str], variables: dict[str, str]
) -> None:
    answer = cerchia(*words, data=tmp_path, **variables)

    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == ONE_SENTENCE
    for name in variables:
        assert name in answer.stderr


@pytest.mark.parametrize("command", ["serve", "migrate", "demo"])
def test_every_command_of_the_house_explains_itself(tmp_path: Path, command: str) -> None:
    answer = cerchia(command, "--help", data=tmp_path)

    assert answer.returncode == 0
    assert f"usage: cerchia {command}" in answer.stdout
    assert not list(tmp_path.iterdir())


def test_a_demo_never_moves_into_a_folder_that_is_used(tmp_path: Path) -> None:
    (tmp_path / "cerchia.sqlite3").touch()

    answer = cerchia("demo", data=tmp_path)

    assert answer.returncode == 2
    assert "CERCHIA_DATA" in answer.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["cerchia.sqlite3"]
