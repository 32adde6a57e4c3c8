"""What a step of a project asks of the territory: never who asks."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from cerchia.access.models import User
from cerchia.circles.scope import FIELD_ROLES, in_posts
from cerchia.kit import clock
from cerchia.network.models import Help, Offer, Organisation, Unit
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Territory
from cerchia.programmes.standing import Role
from cerchia.projects.models import Objective, Project, ProjectStep


class NeedQuerySet(models.QuerySet["Need"]):
    def open(self) -> Self:
        """Neither met nor taken back."""
        return self.filter(met_at=None, withdrawn_at=None)

    def waiting(self) -> Self:
        """Open, and not all of it is promised yet."""
        return self.open().filter(promised__lt=F("quantity"))

    def visible_to(self, user: User) -> Self:
        """Those of the territories where `user` works in the field; members see their own."""
        reach = in_posts(standing.of(user), *FIELD_ROLES, Role.COORDINATOR)
        own = Project.objects.filter(members__person__user=user, members__left_at=None)
        return self.filter(reach | Q(project__in=own))

    def for_organisations_of(self, user: User) -> Self:
        """Waiting needs of the territories of the organisations for which `user` speaks."""
        mine = Organisation.objects.of_member(user).filter(merged_into=None)
        return self.waiting().filter(territory__in=mine.values("territory"))


class Need(models.Model):
    """Sealed nowhere because nothing in it is about a person: `what` is refused if it names one.

    `promised` of `quantity` is held by commitments, both in `unit`. `municipality` is an ISTAT
    code, empty for "anywhere in the territory".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="needs")
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, related_name="needs")
    step = models.ForeignKey(ProjectStep, models.SET_NULL, null=True, related_name="needs")
    help = models.CharField(max_length=12, choices=Help)
    what = models.CharField(max_length=120)
    quantity = models.PositiveIntegerField(default=1)
    promised = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.TIMES)
    municipality = models.CharField(max_length=6, blank=True)
    by_on = models.DateField(null=True)
    languages = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    met_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["territory", "-asked_at"], name="support_need_latest"),
            models.Index(fields=["project"], name="support_need_of_project"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, promised__lte=F("quantity")),
                name="support_need_not_promised_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def state(self) -> str:
        """waiting, promised, met or withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.met_at:
            return "met"
        return "waiting" if self.promised < self.quantity else "promised"


class Answer(models.Model):
    """An offer that an organisation made with a need before its eyes."""

    offer = models.OneToOneField(
        Offer, models.PROTECT, primary_key=True, related_name="answered_need"
    )
    need = models.ForeignKey(Need, models.PROTECT, related_name="answers")
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"answer to {self.need_id}"
