from importlib import import_module

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "cerchia.projects"

    def ready(self) -> None:
        import_module("cerchia.projects.arrivals")
