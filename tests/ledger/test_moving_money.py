from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cerchia.kit import chain
from cerchia.ledger import rules
from cerchia.ledger.errors import (
    AlreadyPosted,
    AlreadyReversed,
    BelowFloor,
    CodeTaken,
    UnknownAccount,
    UnknownPosting,
)
from cerchia.ledger.models import Account, Book, Posting
from cerchia.ledger.queries import balance_of, balances_of, postings_of_group
from cerchia.ledger.rules import Batch, Move
from cerchia.ledger.usecases import (
    open_account,
    open_book,
    post,
    post_many,
    reverse,
    reverse_group,
    take_up_to,
    undo,
)
from tests.factories.ledger import NOW, PostingFactory
from tests.ledger.conftest import Purse, make_purse


def test_money_in_hand_is_positive_and_sources_stand_below_zero(purse: Purse) -> None:
    purse.pay(purse.funder, purse.fund, 1000)
    purse.pay(purse.fund, purse.world, 300)

    assert balances_of([purse.funder.pk, purse.fund.pk, purse.world.pk]) == {
        purse.funder.pk: -1000,
        purse.fund.pk: 700,
        purse.world.pk: 300,
    }


def test_a_floor_refuses_the_whole_group_and_names_the_account(purse: Purse) -> None:
    purse.pay(purse.funder, purse.fund, 1000)
    moves = [
        Move(debit=purse.own.pk, credit=purse.world.pk, cents=5),
        Move(debit=purse.fund.pk, credit=purse.world.pk, cents=1001),
    ]

    with pytest.raises(BelowFloor) as refusal:
        post(book=purse.book, moves=moves, group=uuid4(), kind="test", at=NOW)

    assert refusal.value.params == {"account": purse.fund.code}
    assert (purse.left(), balance_of(purse.own.pk), Posting.objects.count()) == (1000, 0, 1)
    assert purse.findings() == []


def test_a_floor_is_asked_of_the_net_effect_of_a_group(purse: Purse) -> None:
    moves = [
        Move(debit=purse.fund.pk, credit=purse.world.pk, cents=40),
        Move(debit=purse.funder.pk, credit=purse.fund.pk, cents=40),
    ]

    post(book=purse.book, moves=moves, group=uuid4(), kind="test", at=NOW)

    assert purse.left() == 0


def test_the_database_refuses_a_balance_below_the_floor_by_itself(purse: Purse) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=purse.fund.pk).update(balance_cents=-1)


def test_an_expense_above_the_balance_is_borne_by_own_money(purse: Purse) -> None:
    purse.pay(purse.funder, purse.fund, 700)
    move = Move(debit=purse.fund.pk, credit=purse.world.pk, cents=1000, id=uuid4())
    group = uuid4()

    taken = take_up_to(
        book=purse.book, move=move, rest_from=purse.own.pk, group=group, kind="expense", at=NOW
    )

    assert (taken.cents, taken.rest_cents) == (700, 300)
    assert taken.postings[0].pk == move.id
    assert [posting.cents for posting in postings_of_group(group)] == [700, 300]
    assert balances_of([purse.fund.pk, purse.own.pk, purse.world.pk]) == {
        purse.fund.pk: 0,
        purse.own.pk: -300,
        purse.world.pk: 1000,
    }


@pytest.mark.parametrize(
    ("in_hand", "with_own", "taken", "rest"),
    [(1000, True, 1000, 0), (0, True, 0, 1000), (400, False, 400, 0), (0, False, 0, 0)],
)
def test_as_much_is_taken_as_is_there(
    purse: Purse, in_hand: int, with_own: bool, taken: int, rest: int
) -> None:
    if in_hand:
        purse.pay(purse.funder, purse.fund, in_hand)
    move = Move(debit=purse.fund.pk, credit=purse.world.pk, cents=1000, id=uuid4())
    own = purse.own.pk if with_own else None

    result = take_up_to(
        book=purse.book, move=move, rest_from=own, group=uuid4(), kind="expense", at=NOW
    )

    assert (result.cents, result.rest_cents) == (taken, rest)
    assert [posting.pk for posting in result.postings] == ([move.id] if taken + rest else [])
    assert balance_of(purse.world.pk) == taken + rest
    assert purse.findings() == []


def test_the_same_key_posts_once(purse: Purse) -> None:
    move = Move(debit=purse.funder.pk, credit=purse.fund.pk, cents=10, id=uuid4())
    post(book=purse.book, moves=[move], group=uuid4(), kind="test", at=NOW)

    with pytest.raises(AlreadyPosted):
        post(book=purse.book, moves=[move], group=uuid4(), kind="test", at=NOW)
    with pytest.raises(AlreadyPosted):
        take_up_to(book=purse.book, move=move, group=uuid4(), kind="test", at=NOW)

    assert purse.left() == 10
    assert purse.findings() == []


def test_a_reversal_undoes_the_whole_group_once(purse: Purse) -> None:
    purse.pay(purse.funder, purse.fund, 700)
    group = uuid4()
    move = Move(debit=purse.fund.pk, credit=purse.world.pk, cents=1000)
    take_up_to(
        book=purse.book, move=move, rest_from=purse.own.pk, group=group, kind="expense", at=NOW
    )

    undone = reverse_group(
        book=purse.book, original=group, group=uuid4(), kind="correction", at=NOW
    )

    assert [posting.cents for posting in undone] == [700, 300]
    assert (purse.left(), balance_of(purse.own.pk)) == (700, 0)
    with pytest.raises(AlreadyReversed):
        reverse_group(book=purse.book, original=group, group=uuid4(), kind="again", at=NOW)
    assert purse.findings() == []


def test_a_correction_undoes_and_posts_anew_in_one_group(purse: Purse) -> None:
    purse.pay(purse.funder, purse.fund, 1000)
    wrong = purse.pay(purse.fund, purse.world, 900)
    right = Move(debit=purse.fund.pk, credit=purse.world.pk, cents=90)
    group = uuid4()

    post(book=purse.book, moves=[undo(wrong), right], group=group, kind="correction", at=NOW)
    again = reverse_group(book=purse.book, original=group, group=uuid4(), kind="undo", at=NOW)

    assert [posting.reverses_id for posting in again] == [right.id]
    assert purse.left() == 1000
    assert purse.findings() == []


def test_what_is_no_original_of_the_book_is_not_reversed(purse: Purse) -> None:
    other = make_purse()
    elsewhere = other.pay(other.funder, other.fund, 5)
    original = purse.pay(purse.funder, purse.world, 5)
    [reversal] = reverse(
        book=purse.book, postings=[original.pk], group=uuid4(), kind="undo", at=NOW
    )

    for posting in (elsewhere.pk, reversal.pk, uuid4()):
        with pytest.raises(UnknownPosting):
            reverse(book=purse.book, postings=[posting], group=uuid4(), kind="undo", at=NOW)


def test_a_reversal_in_part_or_the_same_way_round_is_refused(purse: Purse) -> None:
    original = purse.pay(purse.funder, purse.world, 50)
    same_way = Move(
        debit=original.debit_id, credit=original.credit_id, cents=50, reverses=original.pk
    )
    in_part = Move(
        debit=original.credit_id, credit=original.debit_id, cents=49, reverses=original.pk
    )

    for move in (same_way, in_part):
        with pytest.raises(UnknownPosting):
            post(book=purse.book, moves=[move], group=uuid4(), kind="undo", at=NOW)
    with pytest.raises(AlreadyReversed):
        post(
            book=purse.book,
            moves=[undo(original), undo(original)],
            group=uuid4(),
            kind="undo",
            at=NOW,
        )


def test_money_that_has_gone_on_is_not_taken_back(purse: Purse) -> None:
    paid = purse.pay(purse.funder, purse.fund, 100)
    purse.pay(purse.fund, purse.world, 1)

    with pytest.raises(BelowFloor):
        reverse(book=purse.book, postings=[paid.pk], group=uuid4(), kind="undo", at=NOW)


def test_money_does_not_leave_its_book(purse: Purse) -> None:
    other = make_purse()
    move = Move(debit=purse.funder.pk, credit=other.fund.pk, cents=100)

    for book in (purse.book, other.book, uuid4()):
        with pytest.raises(UnknownAccount):
            post(book=book, moves=[move], group=uuid4(), kind="test", at=NOW)
    with pytest.raises(UnknownAccount):
        take_up_to(book=other.book, move=move, group=uuid4(), kind="test", at=NOW)


@pytest.mark.parametrize("cents", [0, -5])
def test_a_move_has_an_amount_and_two_accounts(cents: int) -> None:
    here, there = uuid4(), uuid4()
    with pytest.raises(ValueError, match="at least one cent"):
        Move(debit=here, credit=there, cents=cents)
    with pytest.raises(ValueError, match="to another"):
        Move(debit=here, credit=here, cents=1)


@pytest.mark.parametrize(
    "change", [{"cents": 0}, {"cents": -1}, {"credit": "debit"}, {"reverses": "itself"}, {"seq": 1}]
)
def test_the_database_refuses_an_impossible_posting(
    purse: Purse, change: dict[str, object]
) -> None:
    made = purse.pay(purse.funder, purse.fund, 7)
    made.id, made.seq = uuid4(), 2
    values = {"debit": made.debit, "itself": made}
    for name, value in change.items():
        setattr(made, name, values.get(str(value), value))

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize("code", ["", "Amal Haddad", "a,b", "è", "x\n"])
def test_only_codes_come_in(purse: Purse, code: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        open_account(book=purse.book, code=code, kind="fund", floor_cents=0)
    move = Move(debit=purse.funder.pk, credit=purse.fund.pk, cents=1)
    with pytest.raises(ValueError, match="not a code"):
        post(book=purse.book, moves=[move], group=uuid4(), kind=code, at=NOW)


def test_a_code_is_taken_once(purse: Purse) -> None:
    with pytest.raises(CodeTaken):
        open_account(book=purse.book, code=purse.fund.code, kind="fund", floor_cents=0)


def test_a_book_keeps_its_currency(purse: Purse) -> None:
    assert open_book(book=purse.book, currency="CHF").currency == "EUR"


def test_many_batches_come_to_the_same_rows_as_one_by_one(purse: Purse) -> None:
    paid = Move(debit=purse.funder.pk, credit=purse.fund.pk, cents=1000)
    spent = [Move(debit=purse.fund.pk, credit=purse.world.pk, cents=n) for n in range(1, 20)]
    back = Move(debit=purse.fund.pk, credit=purse.funder.pk, cents=1000, reverses=paid.id)
    again = Move(debit=purse.funder.pk, credit=purse.fund.pk, cents=2000)
    batches = [
        Batch((paid,), uuid4(), "payment", NOW),
        *[Batch((move,), uuid4(), "expense", NOW) for move in spent],
        Batch((back, again), uuid4(), "correction", NOW),
    ]

    assert post_many(book=purse.book, batches=batches, at_once=7) == 22
    assert purse.left() == 2000 - 190
    assert Book.objects.get(pk=purse.book).seq == 22
    assert purse.findings() == []


def test_a_broken_floor_in_many_batches_leaves_nothing_behind(purse: Purse) -> None:
    spent = Move(debit=purse.fund.pk, credit=purse.world.pk, cents=1)
    batches = [
        Batch((Move(debit=purse.own.pk, credit=purse.world.pk, cents=3),), uuid4(), "a", NOW),
        Batch((spent,), uuid4(), "b", NOW),
    ]

    with pytest.raises(BelowFloor):
        post_many(book=purse.book, batches=batches, at_once=1)

    assert not Posting.objects.exists()
    assert purse.findings() == []


def test_a_post_costs_four_queries_however_many_accounts_it_touches(purse: Purse) -> None:
    for count in (1, 10):
        moves = [
            Move(debit=purse.funder.pk, credit=purse.own.pk, cents=n) for n in range(1, count + 1)
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            post(book=purse.book, moves=moves, group=uuid4(), kind="test", at=NOW)
        said = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
        assert len(said) == 4


def test_the_factory_makes_whole_rows(db: None) -> None:
    made = PostingFactory.create()

    assert (made.seq, made.debit.book_id) == (1, made.book_id)
    assert str(made) == "1 test 100"


@given(
    words=st.builds(
        rules.Words,
        book=st.uuids().map(lambda one: one.hex),
        cents=st.integers(min_value=1, max_value=2**62),
        credit=st.uuids().map(lambda one: one.hex),
        debit=st.uuids().map(lambda one: one.hex),
        group=st.uuids().map(lambda one: one.hex),
        id=st.uuids().map(lambda one: one.hex),
        kind=st.text(max_size=32).filter(lambda text: text.isprintable()),
        posted_at=st.just(NOW),
        previous_hash=st.just(chain.BEGINNING),
        reverses=st.none() | st.uuids().map(lambda one: one.hex),
        seq=st.integers(min_value=1),
    )
)
def test_the_sealed_words_are_canonical_json(words: rules.Words) -> None:
    at = words.posted_at.isoformat(timespec="microseconds")

    assert rules.message(words) == chain.canonical({**words._asdict(), "posted_at": at})
