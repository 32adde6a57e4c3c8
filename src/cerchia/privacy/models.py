"""A consent is a dated fact for one purpose; withdrawing it is another, never an edit."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.models import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> Self:
        today = clock.today()
        return self.filter(withdrawn_at=None).filter(Q(expires_on=None) | Q(expires_on__gte=today))


class Consent(models.Model):
    class Purpose(models.TextChoices):
        TRANSLATED_NOTES = "notes", _("notes of my circle are kept")
        VOICE = "voice", _("my voice is kept")
        WELLBEING = "wellbeing", _("how I feel is shared with my circle")
        FUND_TO_CIRCLE = "fund_circle", _("my circle's mediators see my money")
        SHARE_NAME = "share_name", _("an organisation that helps me knows my first name")
        STORY = "story", _("my story is told without my name")
        PHOTO = "photo", _("a photo of me is shown")
        LATER_CONTACT = "later_contact", _("you may call me after the programme")

    class Way(models.TextChoices):
        READ = "read", _("read")
        HEARD = "heard", _("heard")
        EXPLAINED = "explained", _("explained by a mediator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    way = models.CharField(max_length=10, choices=Way)
    given_at = models.DateTimeField(default=clock.now)
    given_with = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="privacy_consent_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose
