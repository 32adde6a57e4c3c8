from datetime import date
from pathlib import Path

import pytest

from cerchia.config import env

NAME = "CERCHIA_TRIAL"


def test_an_absent_flag_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)

    assert env.flag(NAME, default=True)


@pytest.mark.parametrize("value", ["1", "yes", "True", "maybe"])
def test_a_flag_is_true_or_false_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(NAME, value)

    with pytest.raises(env.WrongValue, match=NAME):
        env.flag(NAME, default=False)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8o", "٨", "1.5"])
def test_a_number_out_of_its_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)

    with pytest.raises(env.WrongValue, match=NAME):
        env.integer(NAME, default=1, least=1, most=65535)


def test_a_list_forgets_empty_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a.example, ,b.example,")

    assert env.names(NAME) == ["a.example", "b.example"]


def test_a_day_is_read_and_another_text_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "2013-09-19")
    assert env.day(NAME) == date(2013, 9, 19)

    monkeypatch.setenv(NAME, "19/9/2013")
    with pytest.raises(env.WrongValue, match=NAME):
        env.day(NAME)


def test_a_file_is_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv(NAME, str(file))

    with pytest.raises(env.WrongValue, match=NAME):
        env.folder(NAME, default="data")


@pytest.mark.parametrize(
    "value",
    [
        "-_" * 21 + "8",
        "-_" * 21 + "8=",
        "+/" * 21 + "8=",
        "fb" * 32,
    ],
)
def test_a_key_is_read_in_each_of_its_spellings(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(NAME, value)

    key = env.key(NAME)

    assert key is not None
    assert len(key) == env.KEY_BYTES


@pytest.mark.parametrize("value", ["short", "é" * 43, "-_" * 30, "zz" * 32])
def test_a_key_of_another_length_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(NAME, value)

    with pytest.raises(env.WrongValue, match=NAME) as refused:
        env.key(NAME)
    assert value not in str(refused.value)


def test_an_address_of_postgres_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "postgres://ann:p%40ss@db.example:5433/cerchia")

    assert env.database(NAME, default="") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "cerchia",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }


@pytest.mark.parametrize(
    ("value", "name"),
    [("sqlite:////srv/a.sqlite3", "/srv/a.sqlite3"), ("sqlite:///a.sqlite3", "a.sqlite3")],
)
def test_an_address_of_sqlite_is_a_path(
    monkeypatch: pytest.MonkeyPatch, value: str, name: str
) -> None:
    monkeypatch.setenv(NAME, value)

    assert env.database(NAME, default="")["NAME"] == name


@pytest.mark.parametrize(
    "value",
    ["cerchia.sqlite3", "mysql://a/b", "postgres://host", "postgres://h:port/b", "sqlite://host/a"],
)
def test_an_address_that_cannot_be_read_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(NAME, value)

    with pytest.raises(env.WrongValue, match=NAME) as refused:
        env.database(NAME, default="")
    assert value not in str(refused.value)
