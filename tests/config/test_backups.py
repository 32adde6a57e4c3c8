"""A backup leaves the machine: it is whole, sealed, and never written over anything."""

from pathlib import Path

import pyrage
import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from cerchia.config import backups
from cerchia.config.cli import main
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path: Path, settings: Settings) -> Path:
    """An installation with one person and one file."""
    settings.CERCHIA_DATA = tmp_path / "data"
    (settings.CERCHIA_DATA / "files" / "ab").mkdir(parents=True)
    (settings.CERCHIA_DATA / "files" / "ab" / "abcd").write_bytes(b"sealed bytes")
    PersonFactory.create(given_name="Kanarinchen")
    return tmp_path


def test_a_backup_does_not_show_what_it_holds(place: Path) -> None:
    backups.write(place / "all.age")

    content = (place / "all.age").read_bytes()
    assert content.startswith(b"age-encryption.org/")
    assert b"Kanarinchen" not in content
    assert b"sealed bytes" not in content
    assert (place / "all.age").stat().st_mode & 0o077 == 0


def test_nothing_is_left_beside_the_backup(place: Path) -> None:
    backups.write(place / "all.age")

    assert sorted(path.name for path in place.iterdir()) == ["all.age", "data"]


def test_a_backup_is_never_written_over_a_file(place: Path) -> None:
    (place / "all.age").write_text("mine")

    with pytest.raises(backups.BackupRefused, match="not overwritten"):
        backups.write(place / "all.age")

    assert (place / "all.age").read_text() == "mine"


def test_a_backup_to_a_public_key_opens_with_the_private_key_only(
    place: Path,
) -> None:
    pair = pyrage.x25519.Identity.generate()
    backups.write(place / "all.age", recipient=str(pair.to_public()))

    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt((place / "all.age").read_bytes(), [backups.own_identity()])
    assert pyrage.decrypt((place / "all.age").read_bytes(), [pair])


def test_a_wrong_public_key_is_refused_in_words(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["backup", str(place / "all.age"), "--to", "somebody"])

    assert code == 2
    assert "not a public key" in capsys.readouterr().err
    assert not (place / "all.age").exists()


def test_restoring_over_what_is_there_is_refused(place: Path) -> None:
    backups.write(place / "all.age")

    with pytest.raises(backups.BackupRefused, match="nothing is overwritten"):
        backups.read(place / "all.age")


def test_a_damaged_backup_is_refused_and_changes_nothing(
    place: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.write(place / "all.age")
    content = bytearray((place / "all.age").read_bytes())
    content[len(content) // 2] ^= 1
    (place / "torn.age").write_bytes(content)
    settings.CERCHIA_DATA = place / "elsewhere"
    new = str(place / "elsewhere" / "new.sqlite3")
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", new)
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL refuses before: its database is not empty here")

    with pytest.raises(backups.BackupRefused, match="damaged"):
        backups.read(place / "torn.age")

    assert not list((place / "elsewhere").iterdir())
