"""The small capital and its owners. Amounts are integer cents, mirrored from the ledger."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.funds.models.scope import money_scope, own_funds
from cerchia.kit import clock
from cerchia.ledger.models import Account
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Territory
from cerchia.vault.fields import SealedTextField


class FundQuerySet(models.QuerySet["Fund"]):
    def of_person(self, user: User) -> Self:
        """Funds that `user` owns today, alone or with others."""
        return self.filter(pk__in=own_funds(user))

    def visible_to(self, user: User) -> Self:
        """Own funds; those of the people one walks with; territories coordinated or accounted.

        A mediator reads money only where every owner said yes to it (FUND_TO_CIRCLE).
        """
        return self.filter(money_scope(user))

    def open(self) -> Self:
        return self.filter(closed_at=None)


class Fund(models.Model):
    """agreed → funded → in_use → spent → closed. Missing evidence never blocks it.

    `received_cents` and `spent_cents` move in the transaction that moves the ledger account;
    what is left is `received_cents - spent_cents` and equals `account.balance_cents`.
    """

    class Form(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        ASSOCIATED = "associated", _("associated")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="funds")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="funds")
    form = models.CharField(max_length=10, choices=Form)
    name = SealedTextField(subject="id", blank=True, default="")
    account = models.OneToOneField(Account, models.PROTECT, related_name="fund")
    agreed_cents = models.PositiveBigIntegerField(default=0)
    received_cents = models.PositiveBigIntegerField(default=0)
    spent_cents = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    funded_at = models.DateTimeField(null=True)
    first_spent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_decision = SealedTextField(subject="id", blank=True, default="")

    objects = FundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(spent_cents__lte=models.F("received_cents")),
                name="funds_fund_never_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"fund {str(self.pk)[:8]}"

    @property
    def left_cents(self) -> int:
        return self.received_cents - self.spent_cents

    @property
    def state(self) -> str:
        """agreed, funded, in_use, spent or closed."""
        if self.closed_at:
            return "closed"
        if self.funded_at is None:
            return "agreed"
        if self.first_spent_at is None:
            return "funded"
        return "in_use" if self.left_cents else "spent"


class FundMemberQuerySet(models.QuerySet["FundMember"]):
    def current(self) -> Self:
        return self.filter(left_at=None)


class FundMember(models.Model):
    """An owner of a fund. `task` is what they do in it, in their words ("keeps the receipts")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="fund_memberships")
    task = SealedTextField(subject="person_id", blank=True, default="")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True)
    settled_cents = models.PositiveBigIntegerField(null=True)
    leaving_decision = SealedTextField(subject="person_id", blank=True, default="")

    objects = FundMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "person"], name="funds_fundmember_once"),
        ]

    def __str__(self) -> str:
        return f"owner of {self.fund_id}"


class FundRule(models.Model):
    """The written rule of an associated fund, in versions; in force once every member agreed."""

    class Sharing(models.TextChoices):
        POT = "pot", _("one common pot")
        SHARES = "shares", _("a share for each")

    class Above(models.TextChoices):
        MAJORITY = "majority", _("more than half of us")
        UNANIMITY = "unanimity", _("all of us")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="rules")
    number = models.PositiveIntegerField()
    sharing = models.CharField(max_length=6, choices=Sharing)
    solo_limit_cents = models.PositiveBigIntegerField()
    above_limit = models.CharField(max_length=10, choices=Above)
    account_holder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    when_one_leaves = SealedTextField(subject="fund_id")
    days_to_vote = models.PositiveSmallIntegerField(default=7)
    written_at = models.DateTimeField(default=clock.now)
    agreed_by = models.ManyToManyField(Person, related_name="+")
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="funds_fundrule_once"),
        ]

    def __str__(self) -> str:
        return f"rule {self.number}"


class PayoutAccountQuerySet(models.QuerySet["PayoutAccount"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class PayoutAccount(models.Model):
    """Where a person's money is paid. Staff see the last four characters; accounts see all."""

    class Channel(models.TextChoices):
        TRANSFER = "transfer", _("bank transfer")
        CARD = "card", _("card with IBAN")
        CASH = "cash", _("cash in hand, signed for")
        CHEQUE = "cheque", _("cheque")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="payout_accounts")
    channel = models.CharField(max_length=10, choices=Channel)
    iban = SealedTextField(subject="person_id", blank=True, default="")
    last_four = models.CharField(max_length=4, blank=True)
    given_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = PayoutAccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at=None),
                name="funds_payoutaccount_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} …{self.last_four}"
