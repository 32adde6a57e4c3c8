"""Keys and the list of sealed files. Both know their subject by a plain UUID, no relation."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cerchia.kit import clock


class SubjectKey(models.Model):
    """The data key of one subject, wrapped. Once destroyed it stays as a tombstone, without key."""

    subject = models.UUIDField(primary_key=True, editable=False)
    wrapped = models.BinaryField()
    master_key_id = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["master_key_id"], name="vault_subjectkey_master")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at=None) | models.Q(master_key_id=""),
                name="vault_subjectkey_destroyed_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return f"key of {self.subject}"


class SealedFile(models.Model):
    """A photo, paper, voice or table, encrypted under a random name. The row comes after the bytes.

    `content_hmac` is a keyed hash of the bytes as they were sent: the same receipt sent twice has
    the same one.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        PDF = "pdf", _("PDF")
        AUDIO = "audio", _("recording")
        TABLE = "table", _("table")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.UUIDField()
    kind = models.CharField(max_length=5, choices=Kind)
    media_type = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    content_hmac = models.CharField(max_length=64)
    stored_name = models.CharField(max_length=40, unique=True)
    seconds = models.PositiveIntegerField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["content_hmac"], name="vault_sealedfile_content"),
            models.Index(fields=["subject", "created_at"], name="vault_sealedfile_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
