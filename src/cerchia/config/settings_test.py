"""Settings of the tests: keys that open nothing, a folder that goes away, a fast hasher.

`CERCHIA_TEST_DATABASE` names another database than a file of SQLite.
"""

import atexit
import os
import shutil
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="cerchia-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("CERCHIA_")]:
    if name != "CERCHIA_TEST_DATABASE":
        del os.environ[name]
(FOLDER / "static").mkdir()
os.environ["CERCHIA_DATA"] = str(FOLDER)
os.environ["CERCHIA_DATABASE"] = (
    os.environ.get("CERCHIA_TEST_DATABASE") or f"sqlite:///{FOLDER / 'cerchia.sqlite3'}"
)
os.environ["CERCHIA_SECRET_KEY"] = "a signing key that signs nothing but tests " * 2
os.environ["CERCHIA_DATA_KEY"] = urlsafe_b64encode(bytes(range(32))).decode("ascii")
os.environ["CERCHIA_HOSTS"] = "testserver,127.0.0.1,localhost"
os.environ["CERCHIA_HTTPS"] = "false"

from cerchia.config.databases import sqlite_options  # noqa: E402 - the environment comes first
from cerchia.config.settings import *  # noqa: E402, F403 - a variation of the one file
from cerchia.config.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since threads in one memory database do not wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = sqlite_options(synchronous="OFF")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Tests of the other rooms sign users in without walking through the door.
CERCHIA_SECOND_FACTOR = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Long work is done at the end of the transaction that asks for it, in this process.
CERCHIA_JOBS_HERE = True
