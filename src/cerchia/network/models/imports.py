"""Tables of organisations on their way in, and what went out as a table."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models.organisations import Organisation
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Territory
from cerchia.programmes.standing import Role
from cerchia.vault.fields import SealedJSONField
from cerchia.vault.models import SealedFile


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> Self:
        """Everybody's own, and for who coordinates a territory those of its organisations."""
        reach = Q(made_by=user)
        for edition, territory in standing.of(user).territories(Role.COORDINATOR):
            reach |= Q(edition=edition) if territory is None else Q(territory=territory)
        return self.filter(reach)


class Import(models.Model):
    """A table that somebody sent: matched, looked at, written, and perhaps taken back.

    The file and the words of its rows are sealed, and gone once it is written or left aside; what
    stays is which organisation each row became.
    """

    class State(models.TextChoices):
        MATCHING = "matching", _("columns to match")
        READY = "ready", _("to look through")
        WRITTEN = "written", _("written")
        UNDONE = "undone", _("taken back")
        DROPPED = "dropped", _("left aside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.MATCHING)
    file = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    spoken = models.CharField(max_length=40, blank=True)
    titles: SealedJSONField[list[str] | None, list[str] | None] = SealedJSONField(
        subject="id", null=True
    )
    examples: SealedJSONField[list[list[str]] | None, list[list[str]] | None] = SealedJSONField(
        subject="id", null=True
    )
    columns = models.JSONField(default=dict)
    rows_count = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    written_at = models.DateTimeField(null=True)
    created_count = models.PositiveIntegerField(default=0)
    linked_count = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_count = models.PositiveIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_by", "-made_at"], name="network_import_latest")]

    def __str__(self) -> str:
        return f"import of {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("network:import_show", args=[self.pk])


class ImportRow(models.Model):
    """A row of the table: what it says until it is written, what was chosen, what it became.

    `problems` are codes; `stops` says that one of them keeps the row out. `alike` is the
    organisation that looks the same, `organisation` what the row became: made by it, or linked.
    `seal` tells later whether anybody changed what it made.
    """

    class Choice(models.TextChoices):
        CREATE = "create", _("add it")
        SAME = "same", _("it is the same")
        LEAVE = "leave", _("leave it out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    words: SealedJSONField[dict[str, object] | None, dict[str, object] | None] = SealedJSONField(
        subject="of_id", null=True
    )
    problems = models.JSONField(default=list)
    stops = models.BooleanField(default=False)
    alike = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    alike_score = models.PositiveSmallIntegerField(default=0)
    alike_why = models.JSONField(default=list)
    choice = models.CharField(max_length=6, choices=Choice, default=Choice.CREATE)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="import_rows"
    )
    made_it = models.BooleanField(default=False)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="network_importrow_once"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


class Export(models.Model):
    """A list of organisations that went out: who, when, how much, and the hash of the file."""

    class Form(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        HSDS = "hsds", "Open Referral HSDS 3"

    class Part(models.TextChoices):
        WORK = "work", _("with work contacts")
        PUBLIC = "public", _("public part only")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    form = models.CharField(max_length=4, choices=Form)
    part = models.CharField(max_length=6, choices=Part)
    rows_count = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["made_by", "-made_at"], name="network_export_latest")]

    def __str__(self) -> str:
        return f"{self.form} of {self.made_at:%Y-%m-%d}"
