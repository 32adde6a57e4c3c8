"""The plan: objectives that can be checked, steps that can be counted, all resources shown."""

import uuid
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.scope import FIELD_ROLES, in_posts
from cerchia.circles.standing import circle_ids
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.projects.models.wish import Voice, Wish
from cerchia.vault.fields import SealedTextField


class Domain(models.TextChoices):
    """Area of an objective, for planned and spent (screen f)."""

    ENTERPRISE = "enterprise", _("Enterprise")
    TRAINING_WORK = "training_work", _("Training and work")
    HOME = "home", _("Home")
    STUDY = "study", _("Study")
    LICENCE_MOBILITY = "licence_mobility", _("Licence and mobility")
    FAMILY_PAPERS = "family_papers", _("Family and papers")
    EXCHANGE = "exchange", _("Exchange and community")


class Picture(models.TextChoices):
    """The picture of an objective, chosen by the person; the same everywhere.

    The values are names of pictures in `cerchia.web.icons`.
    """

    SEWING = "sewing", _("sewing machine")
    STUDY = "study", _("course or school")
    STALL = "stall", _("market stall")
    KEY = "key", _("key of a home")
    BED = "bed", _("bed and furniture")
    LICENCE = "licence", _("driving licence")
    BICYCLE = "bicycle", _("bicycle")
    TRUCK = "truck", _("van")
    POT = "pot", _("kitchen")
    BOOK = "book", _("books")
    LAPTOP = "laptop", _("computer")
    TOOLS = "wrench", _("tools")
    FAMILY = "family", _("family")
    HEART = "heart", _("health")
    LEAF = "leaf", _("land and plants")
    EXCHANGE = "exchange", _("exchange")
    HANDS = "hands", _("helping others")
    QUESTION = "question", _("something else")


class ProjectQuerySet(models.QuerySet["Project"]):
    def of_person(self, person_id: uuid.UUID | None) -> Self:
        """Projects in which a person takes part today, newest first."""
        seats = ProjectMember.objects.filter(person=person_id, left_at=None)
        return self.filter(pk__in=seats.values("project")).order_by("-created_at")

    def visible_to(self, user: User) -> Self:
        """One's own, those of the people walked beside today, those of territories coordinated.

        Who leaves a circle or moves takes the project along: staff follow the seats of people.
        """
        mine = standing.of(user)
        own = ProjectMember.objects.filter(person__user=user, left_at=None).values("project")
        walked = ProjectMember.objects.beside(circle_ids(user, *FIELD_ROLES)).values("project")
        covered = in_posts(mine, standing.Role.COORDINATOR, prefix="circle__")
        return self.filter(Q(pk__in=own) | Q(pk__in=walked) | covered)


class Project(models.Model):
    """idea → drafted → shared → running → completed, changed, suspended or stopped."""

    class Form(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        GROUP = "group", _("of a group")

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        STUDY = "study", _("study")
        LICENCE = "licence", _("licence")
        ENTERPRISE = "enterprise", _("enterprise")
        HOME = "home", _("home")
        EXCHANGE = "exchange", _("exchange")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="projects")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="projects")
    form = models.CharField(max_length=10, choices=Form)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    title = SealedTextField(subject="id")
    wishes = models.ManyToManyField(Wish, related_name="projects")
    created_at = models.DateTimeField(default=clock.now)
    drafted_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stop_reason = SealedTextField(subject="id", blank=True, default="")

    objects = ProjectQuerySet.as_manager()

    def __str__(self) -> str:
        return f"project {str(self.pk)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("projects:project_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """idea, drafted, shared, running, suspended, completed or stopped."""
        for name in ("stopped", "completed", "suspended"):
            if getattr(self, f"{name}_at"):
                return name
        if self.started_at:
            return "running"
        if self.shared_at:
            return "shared"
        return "drafted" if self.drafted_at else "idea"


class ProjectMemberQuerySet(models.QuerySet["ProjectMember"]):
    def beside(self, circles: Iterable[uuid.UUID]) -> Self:
        """Members of today who sit as participants in one of `circles`."""
        seats = CircleMembership.objects.open().filter(
            person=OuterRef("person"),
            edition=OuterRef("project__edition"),
            role=CircleMembership.Role.PARTICIPANT,
            circle__in=list(circles),
        )
        return self.filter(Exists(seats), left_at=None)


class ProjectMember(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="project_memberships")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True)

    objects = ProjectMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"], name="projects_projectmember_once"
            ),
        ]

    def __str__(self) -> str:
        return f"member of {self.project_id}"


class ProjectVersion(models.Model):
    """The whole plan as it stood, kept whenever it changes. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    plan = SealedTextField(subject="project_id")
    why = SealedTextField(subject="project_id", blank=True, default="")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="projects_projectversion_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


append_only(ProjectVersion)


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))

    def of_member(self, user: User) -> Self:
        """Objectives of the projects in which `user` takes part."""
        return self.filter(project__members__person__user=user, project__members__left_at=None)

    def with_steps(self) -> Self:
        """Annotates `steps_total` and `steps_done`."""
        return self.annotate(
            steps_total=models.Count("steps"),
            steps_done=models.Count("steps", filter=Q(steps__done_at__isnull=False)),
        )


class Titled(models.Model):
    """A title in the language that all read, and beside it in the person's own words.

    Until somebody writes the common one beside them, both are the words of the person.
    """

    title = SealedTextField(subject="project_id")
    own_title = SealedTextField(subject="project_id", blank=True, default="")
    own_language = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        abstract = True

    def title_for(self, language: str | None) -> str:
        """The person's own words where `language` is theirs, else the common title."""
        theirs = self.own_language.partition("-")[0]
        if theirs and (language or "").partition("-")[0] == theirs:
            return str(self.own_title)
        return str(self.title)

    @property
    def has_own_words(self) -> bool:
        """Whether the person's words say something else than the title that all read."""
        return bool(self.own_language) and self.own_title != self.title


class Objective(Titled):
    """A change that can be checked. It needs the person's yes (`accepted_at`) to be active."""

    class Result(models.TextChoices):
        OPEN = "open", _("going on")
        REACHED = "reached", _("reached")
        PARTLY = "partly", _("partly reached")
        NOT_REACHED = "not_reached", _("not reached")
        DROPPED = "dropped", _("dropped by the person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField(default=0)
    domain = models.CharField(max_length=20, choices=Domain)
    picture = models.CharField(max_length=10, choices=Picture, default=Picture.QUESTION)
    planned_cents = models.PositiveBigIntegerField(default=0)
    target_on = models.DateField()
    how_we_know = SealedTextField(subject="project_id")
    voiced_by = models.CharField(max_length=10, choices=Voice)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    result = models.CharField(max_length=12, choices=Result, default=Result.OPEN)
    claimed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    dropped_reason = SealedTextField(subject="project_id", blank=True, default="")

    steps_total: int  # only after with_steps()
    steps_done: int

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["position", "proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(accepted_by__isnull=False),
                name="projects_objective_yes_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"objective {str(self.pk)[:8]}"


class ProjectStepQuerySet(models.QuerySet["ProjectStep"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(objective__project__in=Project.objects.visible_to(user))


class ProjectStep(Titled):
    """A dated piece of work; many good steps cost nothing (R13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="steps")
    project_id = models.UUIDField()
    position = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    cost_cents = models.PositiveBigIntegerField(default=0)
    helper = SealedTextField(subject="project_id", blank=True, default="")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    result = SealedTextField(subject="project_id", blank=True, default="")

    objects = ProjectStepQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"step {self.position}"


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))


class Resource(models.Model):
    """What a project stands on besides the fund (R14b): own money, offers of people, services."""

    class Kind(models.TextChoices):
        OWN_MONEY = "own_money", _("own money")
        PEOPLE = "people", _("help of people")
        OFFER = "offer", _("help of an organisation")
        PUBLIC = "public", _("public service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=10, choices=Kind)
    words = SealedTextField(subject="project_id")
    value_cents = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField(default=clock.now)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.kind
