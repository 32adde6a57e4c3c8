from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from cerchia.kit.errors import DomainError
from cerchia.ledger.models import Book, Posting
from cerchia.ledger.queries import balance_of
from cerchia.ledger.rules import Move
from cerchia.ledger.usecases import post, reverse, take_up_to
from tests.factories.ledger import NOW
from tests.ledger.conftest import Purse

pytestmark = pytest.mark.race
WRITERS = 16


def _at_once(act: Callable[[int], object], *, rounds: int = 1) -> list[object]:
    """Let sixteen threads act at the same instant; a refusal is told by its code."""
    start = Barrier(WRITERS)

    def run(writer: int) -> list[object]:
        try:
            start.wait()
            return [_told(act, writer) for _ in range(rounds)]
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        return [result for results in threads.map(run, range(WRITERS)) for result in results]


def _told(act: Callable[[int], object], writer: int) -> object:
    try:
        return act(writer)
    except DomainError as refusal:
        return refusal.code


def test_sixteen_writers_lose_nothing_and_none_fails(shared_purse: Purse) -> None:
    purse = shared_purse

    results = _at_once(lambda _: purse.pay(purse.funder, purse.fund, 1).cents, rounds=20)

    assert results == [1] * 320
    assert purse.left() == 320
    assert Book.objects.get(pk=purse.book).seq == 320
    assert purse.findings() == []


def test_exactly_what_the_fund_can_afford_passes(shared_purse: Purse) -> None:
    purse = shared_purse
    purse.pay(purse.funder, purse.fund, 1000)

    results = _at_once(lambda _: purse.pay(purse.fund, purse.world, 10).cents, rounds=20)

    assert (results.count(10), results.count("below_floor")) == (100, 220)
    assert purse.left() == 0
    assert purse.findings() == []


def test_expenses_at_the_same_instant_share_the_last_money_to_the_cent(
    shared_purse: Purse,
) -> None:
    purse = shared_purse
    purse.pay(purse.funder, purse.fund, 1000)

    def spend(_: int) -> tuple[int, int]:
        move = Move(debit=purse.fund.pk, credit=purse.world.pk, cents=70)
        taken = take_up_to(
            book=purse.book, move=move, rest_from=purse.own.pk, group=uuid4(), kind="e", at=NOW
        )
        assert taken.cents + taken.rest_cents == 70
        return taken.cents, taken.rest_cents

    results = _at_once(spend, rounds=2)

    assert results.count((70, 0)) == 14
    assert results.count((20, 50)) == 1
    assert (purse.left(), balance_of(purse.own.pk)) == (0, 1000 - 32 * 70)
    assert purse.findings() == []


def test_a_posting_is_undone_once(shared_purse: Purse) -> None:
    purse = shared_purse
    original = purse.pay(purse.own, purse.world, 500)

    results = _at_once(
        lambda _: len(
            reverse(book=purse.book, postings=[original.pk], group=uuid4(), kind="undo", at=NOW)
        )
    )

    assert sorted(map(str, results)) == ["1"] + ["already_reversed"] * 15
    assert balance_of(purse.own.pk) == 0
    assert purse.findings() == []


def test_the_same_key_from_sixteen_sides_posts_once(shared_purse: Purse) -> None:
    purse = shared_purse
    move = Move(debit=purse.funder.pk, credit=purse.fund.pk, cents=5)

    results = _at_once(
        lambda _: len(post(book=purse.book, moves=[move], group=uuid4(), kind="test", at=NOW))
    )

    assert sorted(map(str, results)) == ["1"] + ["already_posted"] * 15
    assert (purse.left(), Posting.objects.count()) == (5, 1)
