"""Two small models that stand for any room's: rows about a subject, with sealed columns."""

import uuid
from typing import Any, ClassVar, Self

from django.apps.registry import Apps
from django.db import models

from cerchia.vault.fields import SealedJSONField, SealedTextField

REGISTRY = Apps()


class Sheet(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person_id = models.UUIDField(default=uuid.uuid4)
    number = models.IntegerField(default=0)
    words = SealedTextField(subject="person_id", blank=True, default="")
    secret_name = SealedTextField(subject="person_id", null=True)
    facts = SealedJSONField[Any, Any](subject="person_id", null=True)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        app_label = "vault_tests"
        apps = REGISTRY

    def __str__(self) -> str:
        return str(self.pk)


class Line(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sheet = models.ForeignKey(Sheet, models.CASCADE)
    words = SealedTextField(subject="sheet.person_id")
    open_words = models.CharField(max_length=50, default="")

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        app_label = "vault_tests"
        apps = REGISTRY

    def __str__(self) -> str:
        return str(self.pk)
