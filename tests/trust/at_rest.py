"""Plays the world in a data folder of its own, as an installation keeps it. Run as a program.

    python -m tests.trust.at_rest FOLDER

Prints the canaries as JSON; logs go to standard error, where the test reads them too.
"""

import json
import os
import sys
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import transaction

# ruff: noqa: PLC0415, T201 - models can be imported once the environment is set; it is a program


def prepare(folder: Path) -> None:
    """The environment of a small installation, before Django reads it."""
    for name in [name for name in os.environ if name.startswith("CERCHIA_")]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cerchia.config.settings",
        "CERCHIA_DATA": str(folder),
        "CERCHIA_SECRET_KEY": "a signing key that signs nothing but tests " * 2,
        "CERCHIA_DATA_KEY": urlsafe_b64encode(bytes(range(32))).decode(),
        "CERCHIA_HOSTS": "testserver",
        "CERCHIA_HTTPS": "false",
        "CERCHIA_DEBUG": "true",
    }


def play(folder: Path) -> dict[str, list[str]]:
    """Build, look around, make a backup."""
    django.setup()
    from django.apps import apps
    from django.conf import settings

    from cerchia.config import backups
    from cerchia.kit import clock
    from tests.trust.lives import build
    from tests.trust.world import NOW

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable")
    with transaction.atomic():
        world = build()
    settings.CERCHIA_SECOND_FACTOR = False
    with clock.at(NOW):
        look_around(world)
        backups.write(folder / "backup.age")
    return {token: list(canary) for token, canary in world.aviary.by_token.items()}


def look_around(world: Any) -> None:
    """Pages, searches by name, misses and mistakes: whatever may end in a log or in a session."""
    word = world.say("amal", "wish")
    name = world.say("amal", "given")
    for who in ("amal", "giulia", "marta", "rita", "anonymous"):
        client = world.client(who)
        for path in ("/io/", "/oggi/", "/persone/", "/spese/", "/pagamenti/", f"/{name}/"):
            client.get(path, {"nome": name})
        client.post("/io/desiderio/", {"text": word, "first_named_by": "?"})
        client.post("/entra/", {"username": name, "password": word})
        client.post("/api/v1/wishes", {"text": word}, "application/json")
        client.post("/cerchie/nuova/", {"name": word})


if __name__ == "__main__":
    target = Path(sys.argv[1])
    prepare(target)
    print(json.dumps(play(target)))
