"""Books, accounts, postings. The sign: balance = credits - debits, money in hand is positive."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from cerchia.guards.registry import append_only
from cerchia.kit import chain


class Book(models.Model):
    """One edition's book and the head of its chain. Whoever posts locks this row first."""

    id = models.UUIDField(primary_key=True, editable=False)
    currency = models.CharField(max_length=3, default="EUR")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=chain.BEGINNING)

    def __str__(self) -> str:
        return f"{self.id} at {self.seq}"


append_only(Book, allow_update=("seq", "hash"))


class Account(models.Model):
    """`floor_cents` is the lowest balance allowed; NULL means none. `posted` counts postings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts")
    floor_cents = models.BigIntegerField(null=True)
    balance_cents = models.BigIntegerField(default=0)
    posted = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(floor_cents=None) | Q(balance_cents__gte=F("floor_cents")),
                name="ledger_account_floor",
            ),
        ]

    def __str__(self) -> str:
        return self.code


append_only(Account, allow_update=("balance_cents", "posted"))


class PostingQuerySet(models.QuerySet["Posting"]):
    def originals(self) -> Self:
        """Postings that undo no other."""
        return self.filter(reverses=None)


class Posting(models.Model):
    """`cents` go from `debit` to `credit`. `seq` is the order in the book; `id` may be a client's.

    `hash` seals the row and `previous_hash`; `key_id` names the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="postings", db_index=False)
    seq = models.PositiveBigIntegerField()
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    cents = models.PositiveBigIntegerField()
    group = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=32)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    posted_at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "seq"], name="ledger_posting_order"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="ledger_posting_positive"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="ledger_posting_two_accounts"
            ),
            models.CheckConstraint(
                condition=Q(reverses=None) | ~Q(reverses=F("id")),
                name="ledger_posting_reverses_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.cents}"


append_only(Posting)
