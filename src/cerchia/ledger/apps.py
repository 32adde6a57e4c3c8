"""The app of the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "cerchia.ledger"
