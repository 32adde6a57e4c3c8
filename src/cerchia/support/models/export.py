"""That a list of promises went out: who, when, how much, and the hash of the file."""

import uuid

from django.db import models

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes.models import Edition


class PromiseExport(models.Model):
    class Form(models.TextChoices):
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    form = models.CharField(max_length=4, choices=Form)
    rows_count = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["made_by", "-made_at"], name="support_export_latest")]

    def __str__(self) -> str:
        return f"{self.form} of {self.made_at:%Y-%m-%d}"
