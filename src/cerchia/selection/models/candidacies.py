"""Candidacies: who asks to take part, in their own words, and what became of it."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Participation, Territory
from cerchia.programmes.standing import Role
from cerchia.selection.models.rounds import SelectionRound
from cerchia.vault.fields import SealedTextField
from cerchia.vault.models import SealedFile


class State(models.TextChoices):
    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("arrived")
    ELIGIBLE = "eligible", _("can take part")
    NOT_ELIGIBLE = "not_eligible", _("cannot take part this time")
    INTERVIEWED = "interviewed", _("met")
    PROPOSED = "proposed", _("proposed")
    WAITING_LIST = "waiting_list", _("waiting list")
    SELECTED = "selected", _("chosen")
    NOT_SELECTED = "not_selected", _("not chosen this time")
    WITHDRAWN = "withdrawn", _("withdrawn by the person")


TOLD = (State.NOT_ELIGIBLE, State.WAITING_LIST, State.SELECTED, State.NOT_SELECTED)
"""What is said to the person by somebody, in their own language."""
ENDED = (State.NOT_ELIGIBLE, State.NOT_SELECTED, State.WITHDRAWN)
"""Where it goes no further in this round."""


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def standing_alone(self) -> Self:
        """Without those merged into another of the same person."""
        return self.filter(merged_into=None)

    def visible_to(self, user: User) -> Self:
        """Those of the territories in which `user` works as operator, mediator or coordinator."""
        mine = standing.of(user)
        reach = Q(pk__in=[])
        field = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
        for edition, territory in mine.territories(*field):
            within = Q(round__edition=edition)
            reach |= within if territory is None else within & Q(territory=territory)
        return self.filter(reach)

    def of_user(self, user: User) -> Self:
        """The person's own, those that were joined to another one too; the newest round first."""
        return self.filter(person__user=user).order_by("-round__opens_on", "-created_at")

    def waiting_for_words(self) -> Self:
        """Decided and not yet told to the person. A waiting list is one once the round is decided:
        before, the team still moves people.
        """
        moving = Q(state=State.WAITING_LIST, round__decided_at=None)
        return self.filter(state__in=TOLD, told_at=None).exclude(moving)


class Candidacy(models.Model):
    """`state` moves in the same guarded update that adds the `CandidacyMoment`. The wish is kept
    letter for letter (Q19). `code` stands for the person wherever names are not due. `answers`
    holds what the edition asks besides (time since reception), never nationality, health or
    religion. `sent_key` is made by the form that was sent, so that sending twice keeps one.
    `checked` is the eligibility as it was explained line by line. `lent_account`: who signed in
    for this one when it was joined to another, given back if they are parted.
    """

    class Channel(models.TextChoices):
        SELF = "self", _("the person")
        ORGANISATION = "organisation", _("an organisation")
        STAFF = "staff", _("the team")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="candidacies")
    code = models.CharField(max_length=20)
    sent_key = models.UUIDField(null=True, unique=True)
    channel = models.CharField(max_length=12, choices=Channel)
    put_forward_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    referrer = SealedTextField(subject="person_id", blank=True, default="")
    consented_at = models.DateTimeField(null=True)
    is_student = models.BooleanField(default=False)
    theme = models.CharField(max_length=20, blank=True)
    slots = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    wish = SealedTextField(subject="person_id", blank=True, default="")
    wish_voice = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    wish_language = models.CharField(max_length=10, blank=True)
    wish_beside = SealedTextField(subject="person_id", blank=True, default="")
    state = models.CharField(max_length=13, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)
    late_reason = models.TextField(blank=True)
    late_allowed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked = SealedTextField(subject="person_id", blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    override_reason = SealedTextField(subject="person_id", blank=True, default="")
    override_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    why = SealedTextField(subject="person_id", blank=True, default="")
    thought_circle = models.CharField(max_length=80, blank=True)
    household = models.CharField(max_length=40, blank=True)
    told_at = models.DateTimeField(null=True)
    told_words = SealedTextField(subject="person_id", blank=True, default="")
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    participation = models.OneToOneField(
        Participation, models.PROTECT, null=True, related_name="candidacy"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    lent_account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    anonymised_at = models.DateTimeField(null=True)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "candidacies"
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="selection_candidacy_code_once"),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(merged_into=None),
                name="selection_candidacy_person_once",
            ),
        ]
        indexes = [models.Index(fields=["round", "state", "code"], name="selection_by_state")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_to_be_said(self) -> bool:
        """Whether the state is something that is said to the person by somebody."""
        moving = self.state == State.WAITING_LIST and self.round.decided_at is None
        return self.state in TOLD and not moving


class CandidacyMoment(models.Model):
    """A step in the life of a candidacy: from which state to which, who, when, why. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="moments")
    person_id = models.UUIDField()
    was = models.CharField(max_length=13, choices=State, blank=True)
    became = models.CharField(max_length=13, choices=State)
    reason = SealedTextField(subject="person_id", blank=True, default="")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"


append_only(CandidacyMoment)


class Interview(models.Model):
    """A meeting with a candidate: at least two of the team, a mediator where no language is
    shared. Needs and wish rather than points; what is seen is set by the edition.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="interviews")
    person_id = models.UUIDField()
    held_on = models.DateField()
    staff = models.ManyToManyField(Person, related_name="+")
    language = models.CharField(max_length=10, blank=True)
    needs = SealedTextField(subject="person_id", blank=True, default="")
    wish = SealedTextField(subject="person_id", blank=True, default="")
    answers = SealedTextField(subject="person_id", blank=True, default="")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["held_on"]

    def __str__(self) -> str:
        return f"met on {self.held_on}"
