"""The two logs. Ids of people and users are plain: the log outlives and never owns them."""

import uuid
from typing import Self

from django.db import models

from cerchia.guards.registry import append_only

CHAIN = "audit"


def _plain(one: uuid.UUID | None) -> str | None:
    return None if one is None else str(one)


class Head(models.Model):
    """The end of the chain. Locked first by whoever appends, so that the chain never forks."""

    name = models.CharField(max_length=20, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: models.Model) -> Self:
        """The history of one row, oldest first."""
        return self.filter(about_kind=thing._meta.label_lower, about_id=thing.pk).order_by("seq")


class Entry(models.Model):
    """One act: who did what to which row, when. `facts` holds codes, ids and numbers only."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    edition_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    key_id = models.CharField(max_length=16)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about_id", "seq"], name="audit_entry_about"),
            models.Index(fields=["actor_id", "seq"], name="audit_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"

    def content(self) -> dict[str, object]:
        """What the seal covers."""
        return {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "actor": _plain(self.actor_id),
            "action": self.action,
            "about": [self.about_kind, _plain(self.about_id)],
            "edition": _plain(self.edition_id),
            "facts": self.facts,
            "key": self.key_id,
        }


append_only(Entry)


class FileReadQuerySet(models.QuerySet["FileRead"]):
    def of_person(self, person_id: uuid.UUID) -> Self:
        """Who opened this person's file, newest first."""
        return self.filter(person_id=person_id).order_by("-at")


class FileRead(models.Model):
    """Someone of the staff looked at a part of a person's file. Written before the answer.

    `seal` is an HMAC over the row: a changed byte is found by `cerchia verify`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    person_id = models.UUIDField()
    reader_id = models.UUIDField()
    reader_role = models.CharField(max_length=20)
    part = models.CharField(max_length=30)
    key_id = models.CharField(max_length=16)
    seal = models.CharField(max_length=64)

    objects = FileReadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="audit_fileread_person")]

    def __str__(self) -> str:
        return f"{self.part} at {self.at:%Y-%m-%d %H:%M}"

    def content(self) -> dict[str, object]:
        """What the seal covers."""
        return {
            "id": str(self.pk),
            "at": self.at.isoformat(),
            "person": str(self.person_id),
            "reader": str(self.reader_id),
            "role": self.reader_role,
            "part": self.part,
            "key": self.key_id,
        }


append_only(FileRead)
