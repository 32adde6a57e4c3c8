"""The circle as dated facts. Words said in it are sealed with the circle's or speaker's key."""

import uuid
from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from cerchia.vault.fields import SealedTextField

Row = TypeVar("Row", bound=models.Model)
STAFF = ("operator", "mediator")


def _seats(user: User, *, staff_only: bool = False) -> models.QuerySet["CircleMembership", Any]:
    """Ids of circles where `user` has a place now. A closed one stays to its participants."""
    mine = CircleMembership.objects.current().in_office().filter(person__user=user)
    working = Q(role__in=STAFF, circle__closed_at=None)
    return mine.filter(working if staff_only else working | Q(role="participant")).values("circle")


def coordinated(user: User, path: str = "") -> Q:
    """Rows whose circle, at `path`, lies in a territory that `user` coordinates."""
    reach = Q(pk__in=())
    for edition, territory in standing.of(user).territories(StaffAssignment.Role.COORDINATOR):
        here = {f"{path}edition_id": edition}
        reach |= Q(**here) if territory is None else Q(**here, **{f"{path}territory_id": territory})
    return reach


class OfCircleQuerySet(models.QuerySet[Row]):
    """Rows that belong to a circle by a column of that name."""

    def visible_to(self, user: User) -> Self:
        """Those of the circles that the user walks in, in any role, or coordinates."""
        return self.filter(Q(circle__in=_seats(user)) | coordinated(user, "circle__"))

    def worked_by(self, user: User) -> Self:
        """The same without circles where the user takes part as a participant: staff pages."""
        return self.filter(
            Q(circle__in=_seats(user, staff_only=True)) | coordinated(user, "circle__")
        )


class CircleQuerySet(models.QuerySet["Circle"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def visible_to(self, user: User) -> Self:
        """Circles that the user walks in, in any role, and those of territories they coordinate."""
        return self.filter(Q(pk__in=_seats(user)) | coordinated(user))

    def worked_by(self, user: User) -> Self:
        """The same without circles where the user takes part as a participant: staff pages."""
        return self.filter(Q(pk__in=_seats(user, staff_only=True)) | coordinated(user))


class Circle(models.Model):
    """forming → active ⇄ weakened → closed. `weakened_at` warns; it never stops money."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="circles")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="circles")
    name = models.CharField(max_length=60)
    formed_at = models.DateTimeField(default=clock.now)
    activated_at = models.DateTimeField(null=True)
    weakened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="circles_circle_name_once"),
            models.CheckConstraint(
                condition=Q(weakened_at=None) | Q(activated_at__isnull=False),
                name="circles_circle_weakened_after_active",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('circles:circle_list')}{self.pk}/"

    @property
    def state(self) -> str:
        """forming, active, weakened or closed."""
        if self.closed_at:
            return "closed"
        if self.weakened_at:
            return "weakened"
        return "active" if self.activated_at else "forming"


class CircleMembershipQuerySet(models.QuerySet["CircleMembership"]):
    def with_attendance(self, meeting: "Meeting") -> Self:
        """Each with `answered` and `seen`: what the attendance at `meeting` says, or None."""
        own = Attendance.objects.filter(meeting=meeting, person=OuterRef("person"))
        return self.annotate(
            answered=Subquery(own.values("answer")), seen=Subquery(own.values("presence"))
        )

    def visible_to(self, user: User) -> Self:
        """Places in circles that the user works for, and their own, invitations among them."""
        return self.filter(
            Q(person__user=user)
            | Q(circle__in=_seats(user, staff_only=True))
            | coordinated(user, "circle__")
        )

    def in_office(self) -> Self:
        """Leaves out staff whose assignments to that job in the edition have all ended."""
        posts = StaffAssignment.objects.filter(
            person=OuterRef("person"), edition=OuterRef("edition"), role=OuterRef("role")
        )
        today = clock.today()
        return self.exclude(Exists(posts) & ~Exists(posts.current(on=today)))

    def current(self) -> Self:
        """Accepted and not left; a pause does not take the place away."""
        return self.filter(accepted_at__isnull=False, left_at=None)

    def open(self) -> Self:
        """Current or still invited."""
        return self.filter(left_at=None)


class CircleMembership(models.Model):
    """A person belongs to a circle from a day to a day. A participant is in one at a time."""

    answered: str | None  # only after with_attendance()
    seen: str | None  # only after with_attendance()

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        OPERATOR = "operator", _("operator")
        MEDIATOR = "mediator", _("mediator")

    class WishOf(models.TextChoices):
        PERSON = "person", _("the person")
        CIRCLE = "circle", _("the circle")
        PROGRAMME = "programme", _("the programme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="memberships")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="circle_memberships")
    role = models.CharField(max_length=12, choices=Role)
    invited_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_by_wish_of = models.CharField(max_length=12, choices=WishOf, blank=True)
    left_reason = SealedTextField(subject="person_id", blank=True, default="")
    moved_to = models.ForeignKey(Circle, models.PROTECT, null=True, related_name="+")

    objects = CircleMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=Q(role="participant", left_at=None),
                name="circles_membership_one_circle_for_a_participant",
            ),
            models.UniqueConstraint(
                fields=["circle", "person"],
                condition=Q(left_at=None),
                name="circles_membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.circle_id}"

    @property
    def state(self) -> str:
        """invited, active, paused, left or moved."""
        if self.left_at:
            return "moved" if self.moved_to_id else "left"
        if self.accepted_at is None:
            return "invited"
        return "paused" if self.paused_at else "active"


class MeetingQuerySet(OfCircleQuerySet["Meeting"]):
    def planned(self) -> Self:
        """Neither held nor cancelled."""
        return self.filter(held_at=None, cancelled_at=None)

    def held(self) -> Self:
        return self.exclude(held_at=None)

    def with_next_date(self) -> Self:
        """Each with `following_at`: when its circle meets again after it, as planned so far."""
        later = Meeting.objects.planned().filter(
            circle=OuterRef("circle"), starts_at__gt=OuterRef("starts_at")
        )
        following = later.order_by("starts_at").values("starts_at")[:1]
        return self.annotate(following_at=Subquery(following))


class Meeting(models.Model):
    """planned → held or cancelled. Once held, its sheet may still be completed."""

    following_at: datetime | None  # only after with_next_date()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "-starts_at"], name="circles_meeting_by_circle")]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(cancelled_at=None),
                name="circles_meeting_held_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting of {self.starts_at:%Y-%m-%d %H:%M}"


class Attendance(models.Model):
    """What a member answered before, and whether they were there after."""

    class Answer(models.TextChoices):
        NONE = "none", _("no answer yet")
        YES = "yes", _("I will be there")
        NO = "no", _("I cannot")

    class Presence(models.TextChoices):
        UNKNOWN = "unknown", _("not known yet")
        THERE = "there", _("was there")
        TOLD = "told", _("told us")
        ABSENT = "absent", _("was not there")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True)
    presence = models.CharField(max_length=8, choices=Presence, default=Presence.UNKNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="circles_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer}, {self.presence}"


class MeetingWord(models.Model):
    """What one member said in a meeting, in their own words: "what are you doing now?".

    A correction is a new row: the latest of a person in a meeting stands, the others stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="words")
    person = models.ForeignKey(Person, models.PROTECT, related_name="meeting_words")
    text = SealedTextField(subject="person_id")
    language = models.CharField(max_length=10)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["person", "-written_at"], name="circles_word_latest")]

    def __str__(self) -> str:
        return f"words of {self.written_at:%Y-%m-%d}"


class CircleDecision(models.Model):
    """A decision of the circle with an owner and a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="decisions")
    text = SealedTextField(subject="circle_id")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="circle_decisions")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = OfCircleQuerySet["CircleDecision"].as_manager()

    def __str__(self) -> str:
        return f"decision due {self.due_on}"


class EncounterQuerySet(OfCircleQuerySet["Encounter"]):
    def visible_to(self, user: User) -> Self:
        """Those of circles that the user works for, and their own in any other."""
        return self.filter(
            Q(first__user=user)
            | Q(second__user=user)
            | Q(circle__in=_seats(user, staff_only=True))
            | coordinated(user, "circle__")
        )


class Encounter(models.Model):
    """Two members saw or heard each other outside a meeting. Two taps: with whom, how."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("we met")
        PHONE = "phone", _("phone call")
        MESSAGE = "message", _("message")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="encounters")
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EncounterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "-at"], name="circles_encounter_by_circle")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="circles_encounter_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d}"


class CircleNoteQuerySet(OfCircleQuerySet["CircleNote"]):
    def visible_to(self, user: User) -> Self:
        """Those of circles that the user works for, and those about the user."""
        return self.filter(
            Q(about__user=user)
            | Q(circle__in=_seats(user, staff_only=True))
            | coordinated(user, "circle__")
        )


class CircleNote(models.Model):
    """A short note. Whoever it is about reads it too: the form says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="notes")
    about = models.ForeignKey(Person, models.PROTECT, related_name="notes_about")
    text = SealedTextField(subject="about_id")
    language = models.CharField(max_length=10)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = CircleNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"note of {self.written_at:%Y-%m-%d}"
