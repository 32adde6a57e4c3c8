from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "cerchia.programmes"

    def ready(self) -> None:
        import_module("cerchia.programmes.introduction")
