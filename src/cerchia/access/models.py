"""Who can come in, and with what. No e-mail address and no phone number is needed."""

import uuid
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.kit import clock


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Make a user who signs in with a password if one is given, else only by a device."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. What it may do follows from assignments and memberships, not from flags here."""

    class ExitPage(models.TextChoices):
        WEATHER = "weather", _("the weather")
        RECIPES = "recipes", _("recipes")
        FOOTBALL = "football", _("football")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=10, blank=True)
    exit_page = models.CharField(max_length=10, choices=ExitPage, default=ExitPage.WEATHER)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username


class DeviceQuerySet(models.QuerySet["Device"]):
    def trusted(self) -> Self:
        """Devices that still open with their PIN."""
        return self.filter(
            revoked_at=None, locked_at=None, pin_hash__gt="", trusted_until__gt=clock.now()
        )

    def bound(self) -> Self:
        """Devices to show in a list: all that nobody took away, locked ones too."""
        return self.filter(revoked_at=None, trusted_until__gt=clock.now())


class Device(models.Model):
    """A participant's phone: a secret that it keeps and a PIN that the person knows.

    After ten wrong PINs it is locked, and opens no more: the circle connects the phone anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=255, blank=True)
    picture = models.CharField(max_length=20)
    bound_at = models.DateTimeField(default=clock.now)
    trusted_until = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["bound_at"]

    def __str__(self) -> str:
        return f"device {self.picture}"


class SignIn(models.Model):
    """Somebody came in and has not left. The session of the browser holds nothing but its id.

    `touched_at` is coarse on purpose: it measures how long nothing happened, not what was read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    device = models.ForeignKey(Device, models.CASCADE, null=True, related_name="sign_ins")
    began_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)
    proved_at = models.DateTimeField(default=clock.now)
    has_second_factor = models.BooleanField(default=False)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"sign-in of {self.began_at:%Y-%m-%d %H:%M}"


class EnrolmentCode(models.Model):
    """A code shown once, as a QR, by staff of the circle; it binds one phone within minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="enrolment_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="access_enrolmentcode_lives"
            ),
        ]

    def __str__(self) -> str:
        return f"code of {self.made_at:%Y-%m-%d %H:%M}"


class ApiToken(models.Model):
    """A token for the JSON interface: it can do what its user can, nothing more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"token of {self.made_at:%Y-%m-%d}"


class Tries(models.Model):
    """A bucket of a rate limit, counted before any costly work. `bucket` is a keyed hash."""

    bucket = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    resets_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.count} until {self.resets_at:%H:%M}"
