"""What each database engine is told when a connection opens, and why."""

import sqlite3
from typing import Any

from cerchia.config import env

# Versions before this one can corrupt a write-ahead log shared by several connections.
FIRST_SAFE_LOG = (3, 51, 3)


def journal(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    return "WAL" if version >= FIRST_SAFE_LOG else "DELETE"


def sqlite_options(*, synchronous: str = "FULL") -> dict[str, Any]:
    """Options for SQLite: one writer at a time who waits, and nothing acknowledged is lost.

    Erased words are overwritten in the file; the guards of append-only tables also see REPLACE.
    """
    pragmas = {
        "journal_mode": journal(),
        "synchronous": synchronous,
        "secure_delete": "ON",
        "recursive_triggers": "ON",
        "foreign_keys": "ON",
    }
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
    }


def describe(name: str, *, default: str) -> dict[str, Any]:
    found = env.database(name, default=default)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return {**found, "OPTIONS": sqlite_options(), "ATOMIC_REQUESTS": False}
    return {
        **found,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
