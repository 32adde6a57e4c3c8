from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HouseConfig(AppConfig):
    name = "cerchia.config"
    label = "config"

    def ready(self) -> None:
        autodiscover_modules("policies")
        import_module("cerchia.config.checks")
