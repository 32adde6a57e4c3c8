"""Rows waiting to be written, kept in the order in which the tables want them."""

from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection, models

from cerchia.access.models import User
from cerchia.circles.models import (
    Attendance,
    Circle,
    CircleMembership,
    Encounter,
    Meeting,
    MeetingWord,
)
from cerchia.funds.models import (
    Disbursement,
    Evidence,
    Expense,
    Fund,
    FundMember,
    FundRule,
    Pact,
    PactExplanation,
    PactLine,
    PactRevision,
    PactSignature,
    PayoutAccount,
    Proposal,
    Vote,
)
from cerchia.ledger.rules import Batch
from cerchia.ledger.usecases import NewAccount, open_accounts, post_many
from cerchia.people.models import Person, PersonLanguage, PracticalCheck, Protection
from cerchia.privacy.models import Consent
from cerchia.programmes.models import Participation, StaffAssignment
from cerchia.projects.models import (
    Objective,
    Project,
    ProjectMember,
    ProjectStep,
    ProjectVersion,
    ReviewMoment,
    StillMyWish,
    Wish,
    WishMoment,
    WishNote,
)
from cerchia.vault import keyring, keys

BEFORE_MONEY: tuple[type[models.Model], ...] = (
    User,
    Person,
    PersonLanguage,
    Protection,
    PracticalCheck,
    Participation,
    StaffAssignment,
    Consent,
    Circle,
    CircleMembership,
    Meeting,
    Attendance,
    MeetingWord,
    Encounter,
    Wish,
    WishNote,
    Project,
    Project.wishes.through,
    ProjectMember,
    WishMoment,
    Objective,
    ProjectStep,
    ProjectVersion,
    ReviewMoment,
    StillMyWish,
)
AFTER_ACCOUNTS: tuple[type[models.Model], ...] = (
    Fund,
    FundMember,
    FundRule,
    FundRule.agreed_by.through,
    PayoutAccount,
    Pact,
    Pact.projects.through,
    PactRevision,
    PactExplanation,
    PactSignature,
    PactLine,
    Disbursement,
    Proposal,
    Vote,
    Expense,
    Evidence,
)


class Sheets:
    """The rows of some blocks, with the keys, accounts and postings that belong to them."""

    def __init__(self, book: UUID) -> None:
        self._book = book
        self._rows: dict[type[models.Model], list[Any]] = {
            model: [] for model in chain(BEFORE_MONEY, AFTER_ACCOUNTS)
        }
        self.subjects: set[UUID] = set()
        self.accounts: list[NewAccount] = []
        self.batches: list[Batch] = []

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self._rows[type(row)].append(row)

    def write(self) -> int:
        """All of it; returns how many rows there were. Runs inside a transaction."""
        keys.create_keys(self.subjects)
        written = self._write(BEFORE_MONEY)
        open_accounts(book=self._book, accounts=self.accounts)
        written += self._write(AFTER_ACCOUNTS)
        written += post_many(book=self._book, batches=self.batches)
        return written + len(self.accounts) + len(self.subjects)

    def _write(self, order: Sequence[type[models.Model]]) -> int:
        for model in order:
            insert(model, self._rows[model])
        return sum(len(self._rows[model]) for model in order)


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """One prepared statement for all rows: `bulk_create` spends twice the time on the same.

    Every field prepares its own value, so that what is sealed is sealed. Ids that the database
    gives are left to it.
    """
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, models.AutoField)]
    names = ", ".join(connection.ops.quote_name(str(one.column)) for one in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    values = [
        [one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def forget_keys() -> None:
    """Let go of the keys at hand, so that memory does not grow with the number of people."""
    keyring.clear()
