"""Any sequence of acts, beside a model in plain Python that knows only dictionaries."""

from collections import defaultdict
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from cerchia.kit.errors import DomainError
from cerchia.ledger.errors import BelowFloor
from cerchia.ledger.models import Account
from cerchia.ledger.rules import Move
from cerchia.ledger.usecases import open_account, post, reverse, take_up_to
from cerchia.ledger.verification import verify_book
from tests.factories.ledger import NOW

CENTS = st.integers(min_value=1, max_value=5_000)


class LedgerBesideAModel(RuleBasedStateMachine):
    accounts: Bundle[UUID] = Bundle("accounts")
    postings: Bundle[UUID] = Bundle("postings")

    def __init__(self) -> None:
        super().__init__()
        self.undo_all = transaction.atomic()
        self.undo_all.__enter__()
        self.book = uuid4()
        self.floors: dict[UUID, int | None] = {}
        self.balances: dict[UUID, int] = defaultdict(int)
        self.made: dict[UUID, tuple[UUID, UUID, int]] = {}
        self.reversed: set[UUID] = set()
        self.reversals: set[UUID] = set()

    def teardown(self) -> None:
        try:
            assert list(verify_book(self.book)) == []
        finally:
            transaction.set_rollback(True)
            self.undo_all.__exit__(None, None, None)

    def _open(self, floor: int | None) -> UUID:
        code = f"account:{len(self.floors)}:{self.book}"
        account = open_account(book=self.book, code=code, kind="any", floor_cents=floor)
        self.floors[account.pk] = floor
        return account.pk

    def _holds(self, effects: dict[UUID, int]) -> bool:
        return all(
            floor is None or self.balances[account] + change >= floor
            for account, change in effects.items()
            for floor in [self.floors[account]]
        )

    def _apply(self, moves: list[Move]) -> None:
        for move in moves:
            self.balances[move.debit] -= move.cents
            self.balances[move.credit] += move.cents
            self.made[move.id] = (move.debit, move.credit, move.cents)

    @initialize(target=accounts)
    def some_accounts(self) -> MultipleResults[UUID]:
        return multiple(self._open(None), self._open(0), self._open(0), self._open(-100))

    @rule(target=accounts, floor=st.none() | st.integers(min_value=-500, max_value=0))
    def opens(self, floor: int | None) -> UUID:
        return self._open(floor)

    @rule(
        target=postings,
        ways=st.lists(st.tuples(accounts, accounts, CENTS), min_size=1, max_size=4),
    )
    def posts(self, ways: list[tuple[UUID, UUID, int]]) -> MultipleResults[UUID]:
        moves = [Move(debit=a, credit=b, cents=cents) for a, b, cents in ways if a != b]
        effects: dict[UUID, int] = defaultdict(int)
        for move in moves:
            effects[move.debit] -= move.cents
            effects[move.credit] += move.cents
        if not self._holds(effects):
            with pytest.raises(BelowFloor):
                self._post(moves)
            return multiple()
        self._post(moves)
        self._apply(moves)
        return multiple(*[move.id for move in moves])

    def _post(self, moves: list[Move]) -> None:
        post(book=self.book, moves=moves, group=uuid4(), kind="any", at=NOW)

    @rule(debit=accounts, credit=accounts, own=accounts, cents=CENTS)
    def takes(self, debit: UUID, credit: UUID, own: UUID, cents: int) -> None:
        if len({debit, credit, own}) < 3 or self.floors[own] is not None:
            return
        floor = self.floors[debit]
        expected = cents if floor is None else min(cents, self.balances[debit] - floor)
        move = Move(debit=debit, credit=credit, cents=cents)

        taken = take_up_to(
            book=self.book, move=move, rest_from=own, group=uuid4(), kind="any", at=NOW
        )

        assert (taken.cents, taken.rest_cents) == (expected, cents - expected)
        self.balances[debit] -= expected
        self.balances[own] -= cents - expected
        self.balances[credit] += cents

    @rule(original=postings)
    def reverses(self, original: UUID) -> None:
        debit, credit, cents = self.made[original]
        allowed = original not in self.reversed | self.reversals
        if not (allowed and self._holds({debit: cents, credit: -cents})):
            with pytest.raises(DomainError):
                self._reverse(original)
            return
        self._reverse(original)
        self.reversed.add(original)
        self.balances[debit] += cents
        self.balances[credit] -= cents

    def _reverse(self, original: UUID) -> None:
        reverse(book=self.book, postings=[original], group=uuid4(), kind="undo", at=NOW)

    @invariant()
    def every_balance_is_the_models_and_they_add_up_to_zero(self) -> None:
        stored = dict(Account.objects.filter(book=self.book).values_list("pk", "balance_cents"))
        assert stored == {account: self.balances[account] for account in self.floors}
        assert sum(stored.values()) == 0


def test_any_sequence_of_acts_keeps_the_laws(db: None) -> None:
    run_state_machine_as_test(
        LedgerBesideAModel,
        settings=settings(
            settings(),
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )
