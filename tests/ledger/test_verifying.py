from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from cerchia.ledger.models import Account, Book, Posting
from cerchia.ledger.queries import recount
from cerchia.ledger.usecases import reverse
from cerchia.ledger.verification import verify
from tests.factories.ledger import NOW
from tests.guarding import without_guards
from tests.ledger.conftest import Purse, make_purse


@pytest.fixture
def rows(purse: Purse) -> list[Posting]:
    first = purse.pay(purse.funder, purse.fund, 1000)
    second = purse.pay(purse.fund, purse.world, 300)
    undone = reverse(book=purse.book, postings=[second.pk], group=uuid4(), kind="undo", at=NOW)
    return [first, second, *undone, purse.pay(purse.fund, purse.world, 9)]


def _set(posting: Posting, **values: object) -> None:
    with without_guards():
        Posting.objects.filter(pk=posting.pk).update(**values)


def test_an_untouched_book_has_no_finding(purse: Purse, rows: list[Posting]) -> None:
    make_purse()

    assert purse.findings() == []
    assert list(verify()) == []
    assert list(recount(purse.book)) == []


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "tesu"},
        {"group": uuid4()},
        {"posted_at": NOW + timedelta(microseconds=1)},
        {"hash": "f" * 64},
        {"cents": 301},
        {"id": uuid4()},
    ],
    ids=lambda values: next(iter(values)),
)
def test_one_changed_value_names_the_row(
    purse: Purse, rows: list[Posting], values: dict[str, object]
) -> None:
    changed = rows[3]
    _set(changed, **values)

    pk = values.get("id", changed.pk)
    assert f"M3 posting 4 ({pk}): was changed after it was written" in purse.findings()
    assert not [found for found in purse.findings() if "posting 2" in found]


def test_one_byte_flipped_in_the_file_names_the_row(purse: Purse, rows: list[Posting]) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_posting SET kind = 'tesT' WHERE seq = 2")

    assert purse.findings() == [f"M3 posting 2 ({rows[1].pk}): was changed after it was written"]


def test_a_row_cut_out_of_the_middle_or_the_end_is_noticed(
    purse: Purse, rows: list[Posting]
) -> None:
    with without_guards():
        Posting.objects.filter(pk=rows[3].pk).delete()
    assert f"M3 book {purse.book}: the head says 4, the rows end at 3" in purse.findings()

    with without_guards():
        Posting.objects.filter(pk=rows[0].pk).delete()
    assert f"M3 posting 2 ({rows[1].pk}): number 1 is missing before it" in purse.findings()


def test_a_row_written_past_the_chain_is_noticed(purse: Purse, rows: list[Posting]) -> None:
    forged = rows[0]
    forged.id, forged.seq = uuid4(), 5
    forged.save(force_insert=True)

    assert f"M3 posting 5 ({forged.pk}): does not follow the row before it" in purse.findings()


def test_rows_of_an_earlier_key_are_checked_with_it(
    purse: Purse, rows: list[Posting], settings: Settings
) -> None:
    old = settings.CERCHIA_CHAIN_KEY
    settings.CERCHIA_CHAIN_KEY, settings.CERCHIA_CHAIN_OLD_KEYS = b"new" * 11, [old]
    purse.pay(purse.funder, purse.fund, 1)
    assert purse.findings() == []

    settings.CERCHIA_CHAIN_OLD_KEYS = []
    assert len(purse.findings()) == 4
    assert all("is not known" in found for found in purse.findings())


@pytest.mark.parametrize(
    ("law", "break_it"),
    [
        ("M2", lambda purse: Account.objects.filter(pk=purse.fund.pk).update(balance_cents=1)),
        ("M17", lambda purse: Account.objects.filter(pk=purse.fund.pk).update(balance_cents=1)),
        ("M17", lambda purse: Account.objects.filter(pk=purse.fund.pk).update(posted=0)),
        ("M3", lambda purse: Book.objects.filter(pk=purse.book).update(seq=3)),
        ("M1", lambda _: Posting.objects.filter(seq=4).update(debit=make_purse().fund)),
        ("M4", lambda _: Posting.objects.filter(seq=3).update(cents=299)),
        ("M4", lambda purse: Posting.objects.filter(seq=2).update(debit=purse.own)),
    ],
)
def test_each_broken_law_is_found(
    purse: Purse, rows: list[Posting], law: str, break_it: Callable[[Purse], object]
) -> None:
    with without_guards():
        break_it(purse)

    assert law in {found.split()[0] for found in purse.findings()}


def test_a_balance_below_its_floor_is_found(purse: Purse, rows: list[Posting]) -> None:
    with without_guards():
        Account.objects.filter(pk=purse.world.pk).update(floor_cents=0, balance_cents=0)
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets a CHECK be switched off for a connection")
    with without_guards(), connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        Account.objects.filter(pk=purse.world.pk).update(balance_cents=-1)
        cursor.execute("PRAGMA ignore_check_constraints = OFF")

    assert f"M5 account {purse.world.code}: stands below its floor" in purse.findings()


def test_a_drift_says_what_the_rows_say(purse: Purse, rows: list[Posting]) -> None:
    Account.objects.filter(pk=purse.fund.pk).update(balance_cents=5)

    [drift] = recount(purse.book)

    assert (drift.account, drift.balance_cents, drift.recounted_cents) == (purse.fund.pk, 5, 991)
    assert (drift.posted, drift.recounted_postings) == (4, 4)


def test_the_rows_of_the_ledger_stay_as_they_are(purse: Purse, rows: list[Posting]) -> None:
    attacks: list[Callable[[], object]] = [
        lambda: Posting.objects.filter(seq=1).update(cents=2),
        rows[0].save,
        rows[3].delete,
        lambda: Posting.objects.filter(seq=4)._raw_delete(using="default"),
        lambda: Account.objects.filter(pk=purse.fund.pk).update(floor_cents=None),
        lambda: Account.objects.filter(pk=purse.fund.pk).update(code="another"),
        lambda: Account.objects.filter(pk=make_purse().own.pk).delete(),
        lambda: Book.objects.filter(pk=purse.book).update(currency="CHF"),
    ]
    for attack in attacks:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attack()
    assert purse.findings() == []
