import stat
from pathlib import Path

import pytest

from cerchia.config import env, keys


def test_keys_of_a_demo_are_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"

    keys.make_for_demo(data)
    first = keys.demo_file(data).read_text(encoding="ascii")
    keys.make_for_demo(data)

    assert keys.demo_file(data).read_text(encoding="ascii") == first
    assert stat.S_IMODE(keys.demo_file(data).stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_keys_of_the_environment_win_over_those_of_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    keys.make_for_demo(data)
    monkeypatch.setenv("CERCHIA_SECRET_KEY", "mine")
    monkeypatch.setenv("CERCHIA_DATA_KEY", "")
    monkeypatch.delenv("CERCHIA_DATA_KEY")

    keys.use_those_of_the_demo(data)

    assert env.text("CERCHIA_SECRET_KEY") == "mine"
    assert env.key("CERCHIA_DATA_KEY") is not None
