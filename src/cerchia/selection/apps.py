from importlib import import_module

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "cerchia.selection"

    def ready(self) -> None:
        for part in ("policies", "doors", "chores"):
            import_module(f"cerchia.selection.{part}")
