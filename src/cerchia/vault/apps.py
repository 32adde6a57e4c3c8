from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from cerchia.vault import keyring


class VaultConfig(AppConfig):
    name = "cerchia.vault"

    def ready(self) -> None:
        """No key stays at hand from one request to the next."""
        request_started.connect(keyring.clear, dispatch_uid="vault.keyring.started")
        request_finished.connect(keyring.clear, dispatch_uid="vault.keyring.finished")
