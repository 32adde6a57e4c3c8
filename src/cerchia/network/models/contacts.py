"""Who knows an organisation, who asked it, with whom it is tied, whether it is still true."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.guards.registry import append_only
from cerchia.kit import clock
from cerchia.network.models.organisations import Organisation
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.programmes.models import Edition, Territory
from cerchia.vault.fields import SealedTextField
from cerchia.vault.models import SealedFile


class KnownContactQuerySet(models.QuerySet["KnownContact"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def of_user(self, user: User) -> Self:
        """One's own list: nobody else may read it as a list."""
        return self.filter(person__user=user)


class KnownContact(models.Model):
    """Somebody says that they know an organisation (Q20), in their own words or voice.

    `organisation` is empty while a spoken name waits for somebody who listens and writes it down
    (`written_at`), or finds no name in it (`unclear_at`). Staff see only "named by a participant":
    never who.
    """

    class Named(models.TextChoices):
        PARTICIPANT = "participant", _("a participant")
        STAFF = "staff", _("somebody of the team")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="known_by"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="known_organisations")
    named_as = models.CharField(max_length=12, choices=Named)
    said_name = SealedTextField(subject="person_id", blank=True, default="")
    said_place = SealedTextField(subject="person_id", blank=True, default="")
    how = SealedTextField(subject="person_id", blank=True, default="")
    voice = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10, blank=True)
    named_at = models.DateTimeField(default=clock.now)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    unclear_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = KnownContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "named_at"], name="network_known_of_org"),
            models.Index(
                fields=["territory", "named_at", "id"],
                condition=Q(organisation=None, ended_at=None, unclear_at=None),
                name="network_known_spoken",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "edition"],
                condition=Q(ended_at=None, organisation__isnull=False),
                name="network_known_once",
            ),
        ]

    def __str__(self) -> str:
        return f"known since {self.named_at:%Y-%m-%d}"

    @property
    def language_words(self) -> str:
        """The language that was spoken, by its own name."""
        return LANGUAGES.get(self.language, self.language)


class Outreach(models.Model):
    """One attempt to reach an organisation, with what came of it. Append-only."""

    class Channel(models.TextChoices):
        VISIT = "visit", _("visit")
        PHONE = "phone", _("phone")
        MAIL = "mail", _("letter or e-mail")
        EVENT = "event", _("event")

    class Outcome(models.TextChoices):
        NO_ANSWER = "no_answer", _("no answer yet")
        WANTS_INFORMATION = "wants_information", _("wants to know more")
        MEETING_SET = "meeting_set", _("a meeting is set")
        OFFER = "offer", _("made an offer")
        REFERRAL = "referral", _("named somebody else")
        NOT_NOW = "not_now", _("not now")
        NO = "no", _("said no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="outreach")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel)
    outcome = models.CharField(max_length=20, choices=Outcome)
    words = SealedTextField(subject="edition_id", blank=True, default="")
    next_try_on = models.DateField(null=True)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "outreach"
        indexes = [models.Index(fields=["organisation", "-at"], name="network_outreach_latest")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.outcome}"


append_only(Outreach, allow_update=("organisation",))


class Tie(models.Model):
    """Two organisations work together or know each other. `first` has the smaller id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Organisation, models.PROTECT, related_name="ties_as_first")
    second = models.ForeignKey(Organisation, models.PROTECT, related_name="ties_as_second")
    words = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="network_tie_of_two"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(ended_at=None), name="network_tie_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"


class RefreshLink(models.Model):
    """A link that asks an organisation whether its entry is still true; no account is needed."""

    class Answer(models.TextChoices):
        STILL_TRUE = "still_true", _("still true")
        CHANGED = "changed", _("something changed")
        CLOSE = "close", _("please close it")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="refresh_links")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = SealedTextField(subject="organisation.programme_id", blank=True, default="")
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"question to {self.organisation_id}"
