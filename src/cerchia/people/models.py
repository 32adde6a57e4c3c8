"""Persons, participants and staff alike. What identifies someone is sealed (trust, H1)."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.rules import is_in_script_of
from cerchia.vault.fields import SealedTextField

PERMIT_WARNING = timedelta(days=90)


class Person(models.Model):
    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("other")
        UNSAID = "unsaid", _("not said")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, models.SET_NULL, null=True, related_name="person")
    given_name = SealedTextField(subject="id")
    family_name = SealedTextField(subject="id", blank=True, default="")
    own_script_name = SealedTextField(subject="id", blank=True, default="")
    birth_year = SealedTextField(subject="id", blank=True, default="")
    country = SealedTextField(subject="id", blank=True, default="")
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.UNSAID)
    created_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"person {str(self.pk)[:8]}"

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def name_for(self, language: str | None) -> str:
        """What to call the person: as they write it, for who reads that script."""
        own = str(self.own_script_name)
        return own if is_in_script_of(own, language or "") else str(self.given_name)

    @property
    def short_name(self) -> str:
        """First name and the initial of the family name, as circles write it: "Amal I."."""
        return f"{self.given_name} {self.family_name[:1]}.".removesuffix(" .")

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper()


class ContactPoint(models.Model):
    """A way to reach a person that they gave. `is_safe`: others near them may not read along."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        MESSAGE = "message", _("messages")
        EMAIL = "email", _("e-mail")
        ADDRESS = "address", _("address")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind)
    value = SealedTextField(subject="person_id")
    is_safe = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class PersonLanguage(models.Model):
    """A language that a person uses, how well, and in which mode. Tags are BCP 47."""

    class Level(models.TextChoices):
        A1 = "A1"
        A2 = "A2"
        B1 = "B1"
        B2 = "B2"
        C1 = "C1"
        C2 = "C2", _("C2 or mother tongue")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=10)
    level = models.CharField(max_length=2, choices=Level)
    speaks = models.BooleanField(default=True)
    reads = models.BooleanField(default=True)
    needs_voice = models.BooleanField(default=False)
    interprets = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "language"]
        constraints = [
            models.UniqueConstraint(fields=["person", "language"], name="people_language_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.level}"


class ProtectionQuerySet(models.QuerySet["Protection"]):
    def current(self) -> Self:
        return self.filter(ended_on=None)

    def expiring(self, *, on: date) -> Self:
        """Permits to renew: within 90 days of `on`, or past it, with no receipt of renewal (R4)."""
        return self.current().filter(
            permit_expires_on__lte=on + PERMIT_WARNING, renewal_asked_on=None
        )


class Protection(models.Model):
    """The protection that a person holds, with the dates of the permit. Expiry never excludes."""

    class Status(models.TextChoices):
        REFUGEE = "refugee", _("refugee")
        SUBSIDIARY = "subsidiary", _("subsidiary protection")
        HUMANITARIAN_OLD = "humanitarian_old", _("humanitarian protection")
        SPECIAL = "special", _("special protection")
        SPECIAL_CASES = "special_cases", _("special cases")
        TEMPORARY = "temporary", _("temporary protection")
        ASYLUM_SEEKER = "asylum_seeker", _("asylum seeker")
        EU_LONG_TERM = "eu_long_term", _("EU long-term residence permit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="protections")
    status = models.CharField(max_length=20, choices=Status)
    permit_expires_on = models.DateField(null=True)
    renewal_asked_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(null=True)

    objects = ProtectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on=None), name="people_protection_one_current"
            ),
        ]

    def __str__(self) -> str:
        return self.status


class PracticalCheck(models.Model):
    """First practical checks (R22): an account and a registered residence open other doors."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="practical_check"
    )
    has_account = models.BooleanField(null=True)
    residence_registered = models.BooleanField(null=True)
    obstacles = SealedTextField(subject="person_id", blank=True, default="")
    checked_on = models.DateField()

    def __str__(self) -> str:
        return f"checks of {self.checked_on}"
