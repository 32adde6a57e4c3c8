"""A table for the tests: what is printed stays, it is sealed once, and its shelf may change."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import models

from cerchia.guards.registry import append_only

REGISTRY = Apps()


class Leaflet(models.Model):
    words = models.CharField(max_length=40)
    sealed_at = models.DateTimeField(null=True)
    shelf = models.CharField(max_length=10, blank=True)
    facts = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Leaflet"]] = models.Manager()

    class Meta:
        app_label = "guards_tests"
        apps = REGISTRY

    def __str__(self) -> str:
        return self.words


append_only(Leaflet, allow_update=("shelf",), set_once=("sealed_at",))


class Stone(models.Model):
    words = models.CharField(max_length=40, unique=True)

    objects: ClassVar[models.Manager["Stone"]] = models.Manager()

    class Meta:
        app_label = "guards_tests"
        apps = REGISTRY

    def __str__(self) -> str:
        return self.words


append_only(Stone)
