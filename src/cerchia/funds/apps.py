"""The app of the room."""

from importlib import import_module

from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "cerchia.funds"

    def ready(self) -> None:
        import_module("cerchia.funds.looks")
        import_module("cerchia.funds.plans")
