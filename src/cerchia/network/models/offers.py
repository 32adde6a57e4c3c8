"""Concrete help on the table (Q22). Goodwill without an object is a note, not an offer."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models.organisations import Organisation
from cerchia.programmes.models import Edition, Territory


class Help(models.TextChoices):
    """What kind of help is offered, or needed."""

    TRAINEESHIP = "traineeship", _("traineeship")
    WORK_TRIAL = "work_trial", _("days of trial at work")
    JOB = "job", _("job")
    COURSE = "course", _("course or lessons")
    ADVICE = "advice", _("hours of advice")
    ROOM = "room", _("room or home")
    SPACE = "space", _("place to work or to store")
    STALL = "stall", _("stall or counter")
    TOOLS = "tools", _("tools or machines")
    GOODS = "goods", _("things and materials")
    TRANSPORT = "transport", _("transport")
    CONTACTS = "contacts", _("customers or contacts")
    TIME = "time", _("time together")
    OTHER = "other", _("other help")


class Unit(models.TextChoices):
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")
    PLACES = "places", _("places")
    PIECES = "pieces", _("pieces")
    TIMES = "times", _("times")


class Check(models.TextChoices):
    """What somebody of the team makes sure of before anybody uses an offer (R29b)."""

    SAFE = "safe", _("the place and the people are safe")
    LAWFUL = "lawful", _("it is lawful")
    CONTRACT = "contract", _("there is a real contract")
    INSURED = "insured", _("the person is insured there")
    NO_DEPOSIT = "no_deposit", _("nobody pays a deposit to a middleman")
    NO_COST = "no_cost", _("there is no hidden cost")


EVERY_OFFER = frozenset({Check.SAFE, Check.LAWFUL, Check.NO_DEPOSIT, Check.NO_COST})
AT_WORK = frozenset({Check.CONTRACT, Check.INSURED})
CHECKS_OF: dict[str, frozenset[Check]] = {
    Help.TRAINEESHIP: EVERY_OFFER | AT_WORK,
    Help.WORK_TRIAL: EVERY_OFFER | AT_WORK,
    Help.JOB: EVERY_OFFER | AT_WORK,
    Help.ROOM: EVERY_OFFER | {Check.CONTRACT},
}


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: User) -> Self:
        """Those of the territories where `user` works in the field, and of the bodies for which
        they speak.
        """
        return self.filter(
            Q(organisation__in=Organisation.objects.visible_to(user))
            | Q(organisation__in=Organisation.objects.of_member(user))
        )

    def open(self) -> Self:
        """Checked, not withdrawn, not past its last day, something of it left."""
        today = clock.today()
        return (
            self.filter(withdrawn_at=None, refused_at=None)
            .exclude(checked_at=None)
            .filter(Q(until_on=None) | Q(until_on__gte=today), taken__lt=F("quantity"))
        )

    def to_check(self) -> Self:
        return self.filter(checked_at=None, withdrawn_at=None, refused_at=None)


class Offer(models.Model):
    """`taken` of `quantity` is promised; both in `unit`. The value is cents for one unit, zero if
    nobody said. `checked_at`: somebody of the team made sure it is safe, lawful, without hidden
    cost (R29b).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    help = models.CharField(max_length=12, choices=Help)
    what = models.CharField(max_length=200)
    conditions = models.CharField(max_length=300, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    taken = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.TIMES)
    unit_value_cents = models.PositiveBigIntegerField(default=0)
    municipality = models.CharField(max_length=6, blank=True)
    languages = models.JSONField(default=list)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_points = models.JSONField(default=list)
    refused_at = models.DateTimeField(null=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["territory", "help", "-proposed_at"], name="network_offer_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, taken__lte=F("quantity")),
                name="network_offer_not_promised_twice",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="network_offer_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def rest(self) -> int:
        """How much of it nobody was promised yet."""
        return self.quantity - self.taken

    @property
    def checks(self) -> list[Check]:
        """What has to be made sure of, in the order in which it is asked."""
        wanted = CHECKS_OF.get(self.help, EVERY_OFFER)
        return [check for check in Check if check in wanted]

    @property
    def state(self) -> str:
        """withdrawn, refused, proposed, exhausted, expired or available."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.refused_at:
            return "refused"
        if self.checked_at is None:
            return "proposed"
        if self.taken >= self.quantity:
            return "exhausted"
        past = self.until_on is not None and self.until_on < clock.today()
        return "expired" if past else "available"
