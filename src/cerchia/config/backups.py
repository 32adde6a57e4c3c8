"""One encrypted file with everything: the database as it stood at one moment, and the files.

The tar inside holds `manifest.json`, `database` and `files/…`, in this order.
"""

import hashlib
import hmac
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyrage
from django.conf import settings
from django.db import connection

from cerchia.config.bech32 import bech32
from cerchia.kit import clock

FORMAT = 1
DATABASE = "database"
FILES = "files"
MANIFEST = "manifest.json"


class BackupRefused(Exception):
    """Said to whoever runs the command, in one sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `engine` is "sqlite" or "postgresql"."""

    format: int
    engine: str
    made_at: str

    def to_bytes(self) -> bytes:
        return json.dumps({name: getattr(self, name) for name in self.__slots__}).encode()


def own_identity() -> pyrage.x25519.Identity:
    """The key pair that opens our backups, drawn from the data key, so that no second secret has
    to be kept (RFC 5869)."""
    data_key = settings.CERCHIA_DATA_KEY or b""
    drawn = hmac.digest(bytes(hashlib.sha256().digest_size), data_key, "sha256")
    private = hmac.digest(drawn, b"cerchia backup\x01", "sha256")
    return pyrage.x25519.Identity.from_str(bech32("age-secret-key-", private).upper())


def write(target: Path, *, recipient: str = "") -> int:
    """Write the backup to a new file, readable by its owner alone; return its size in bytes.

    Raises BackupRefused if the file exists or the recipient is not an age public key. What is
    written is complete or not there: the name appears at the end.
    """
    if target.exists():
        raise BackupRefused(f'"{target}" is there already: it is not overwritten.')
    if not target.parent.is_dir():
        raise BackupRefused(f'The folder "{target.parent}" is not there.')
    to = _recipient(recipient)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".cerchia-") as folder:
        plain, sealed = Path(folder) / "plain.tar", Path(folder) / "sealed"
        _pack(plain, Path(folder))
        _encrypt(plain, sealed, to)
        sealed.chmod(0o600)
        _sync(sealed)
        os.link(sealed, target)
    return target.stat().st_size


def _recipient(text: str) -> pyrage.x25519.Recipient:
    if not text:
        return own_identity().to_public()
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as wrong:
        raise BackupRefused(f'"{text}" is not a public key of the age format.') from wrong


def _encrypt(plain: Path, sealed: Path, to: pyrage.x25519.Recipient) -> None:
    with plain.open("rb") as source, sealed.open("wb") as out:
        pyrage.encrypt_io(source, out, [to])


def _pack(plain: Path, folder: Path) -> None:
    engine = connection.vendor
    copy = folder / DATABASE
    _copy_database(copy, engine)
    manifest = Manifest(FORMAT, engine, clock.now().isoformat())
    with tarfile.open(plain, "w") as tar:
        _add_bytes(tar, MANIFEST, manifest.to_bytes())
        tar.add(copy, DATABASE)
        if (settings.CERCHIA_DATA / FILES).is_dir():
            tar.add(settings.CERCHIA_DATA / FILES, FILES)
    copy.unlink()


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _copy_database(copy: Path, engine: str) -> None:
    if engine == "sqlite":
        source = settings.DATABASES["default"]["NAME"]
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as held:
            live.backup(held)
        return
    _postgres_tool("pg_dump", "--format=custom", "--no-owner", f"--file={copy}", database=True)


def _postgres_tool(tool: str, *arguments: str, database: bool = False) -> None:
    """Run `pg_dump` or `pg_restore`; the password goes through the environment, never the list."""
    if shutil.which(tool) is None:
        raise BackupRefused(f'"{tool}" is not on this machine: install the PostgreSQL client.')
    told = settings.DATABASES["default"]
    env = {**os.environ, "PGPASSWORD": str(told.get("PASSWORD") or "")}
    where = [f"--host={told.get('HOST') or ''}", f"--port={told.get('PORT') or ''}"]
    where += [f"--username={told['USER']}"] if told.get("USER") else []
    where = [word for word in where if not word.endswith("=")]
    name = [str(told["NAME"])] if database else [f"--dbname={told['NAME']}"]
    done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
        [tool, *where, *arguments, *name], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BackupRefused(f"{tool} refuses: {reason}")


# --- Back again ----------------------------------------------------------------------------------


def read(source: Path, *, identity: str = "") -> Manifest:
    """Make everything again from `source`. Raises BackupRefused where something is already there,
    where the file is damaged, or where the key does not open it; then nothing is changed."""
    if not source.is_file():
        raise BackupRefused(f'"{source}" is not there.')
    _refuse_to_overwrite()
    settings.CERCHIA_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.CERCHIA_DATA, prefix=".restore-") as name:
        folder = Path(name)
        _decrypt(source, folder / "plain.tar", identity)
        manifest = _unpack(folder / "plain.tar", folder)
        _put_database(folder / DATABASE)
        if (folder / FILES).is_dir():
            (folder / FILES).replace(settings.CERCHIA_DATA / FILES)
    return manifest


def _refuse_to_overwrite() -> None:
    files = settings.CERCHIA_DATA / FILES
    if files.is_dir() and any(files.iterdir()):
        raise BackupRefused(f'"{files}" holds files already: nothing is overwritten.')
    if connection.vendor == "sqlite":
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        if database.exists():
            raise BackupRefused(f'"{database}" is there already: nothing is overwritten.')
    elif connection.introspection.table_names():
        raise BackupRefused("The database holds tables already: nothing is overwritten.")


def _decrypt(source: Path, plain: Path, identity: str) -> None:
    try:
        opener = pyrage.x25519.Identity.from_str(identity) if identity else own_identity()
        with source.open("rb") as sealed, plain.open("wb") as out:
            pyrage.decrypt_io(sealed, out, [opener])
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as wrong:
        raise BackupRefused(
            f'"{source}" cannot be opened: it is damaged, or made with another key.'
        ) from wrong


def _unpack(plain: Path, folder: Path) -> Manifest:
    with tarfile.open(plain) as tar:
        tar.extractall(folder, filter="data")
    manifest = Manifest(**json.loads((folder / MANIFEST).read_bytes()))
    if manifest.format != FORMAT:
        raise BackupRefused(f"The backup has the format {manifest.format}, not {FORMAT}.")
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            f"The backup is of {manifest.engine}, and CERCHIA_DATABASE names {connection.vendor}."
        )
    return manifest


def _put_database(copy: Path) -> None:
    if connection.vendor != "sqlite":
        _postgres_tool("pg_restore", "--no-owner", "--exit-on-error", str(copy))
        return
    with closing(sqlite3.connect(copy)) as held:
        (verdict,) = held.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise BackupRefused("The database inside the backup is damaged.")
    copy.chmod(0o600)
    _sync(copy)
    copy.replace(settings.DATABASES["default"]["NAME"])


def _sync(file: Path) -> None:
    with file.open("rb") as held:
        os.fsync(held.fileno())
