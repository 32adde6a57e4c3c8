"""The app of the room."""

from importlib import import_module

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "cerchia.support"

    def ready(self) -> None:
        import_module("cerchia.support.looks")
        import_module("cerchia.support.resources")
