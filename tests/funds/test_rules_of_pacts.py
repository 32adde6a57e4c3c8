"""Working days, ceilings, account numbers: rules without a database."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.funds.rules.calendar import (
    add_working_days,
    days_to_money,
    is_working_day,
    working_days_between,
)
from cerchia.funds.rules.cash import cash_allowed, limit_on
from cerchia.funds.rules.iban import WrongIban, cin_of, clean_iban
from cerchia.funds.rules.pact import (
    ARTICLES,
    Instalment,
    Line,
    Terms,
    ceiling,
    complete,
    core,
    faults,
    fingerprint,
    payments_of,
    reward_cap,
    terms_from,
    understood,
)

days = st.dates(date(2012, 1, 1), date(2030, 12, 31))
money = st.integers(1, 5_000_000)


class TestWorkingDays:
    def test_skip_easter_monday_as_in_2013(self) -> None:
        assert add_working_days(date(2013, 3, 28), 5) == date(2013, 4, 5)

    @pytest.mark.parametrize(
        "day", [date(2013, 4, 1), date(2013, 4, 25), date(2013, 8, 15), date(2013, 9, 21)]
    )
    def test_are_not_holidays(self, day: date) -> None:
        assert not is_working_day(day)

    @given(days, st.integers(1, 60))
    def test_the_last_is_one_and_there_are_as_many_as_asked(self, start: date, n: int) -> None:
        end = add_working_days(start, n)

        assert is_working_day(end)
        assert working_days_between(start, end) == n

    @given(days, st.integers(1, 40), st.integers(0, 10))
    def test_more_days_or_a_later_start_never_end_earlier(self, day: date, n: int, k: int) -> None:
        assert add_working_days(day, n) < add_working_days(day, n + 1)
        assert add_working_days(day, n) <= add_working_days(day + timedelta(days=k), n)

    def test_figures_need_payments(self) -> None:
        assert days_to_money([]).median is None
        spans = [(date(2013, 3, 28), date(2013, 4, day)) for day in (1, 2, 16)]
        figures = days_to_money(spans)
        assert (figures.payments, figures.median, figures.longest) == (3, 5, 19)


class TestCash:
    @pytest.mark.parametrize(
        ("day", "cents"),
        [
            (date(2013, 4, 2), 100_000),
            (date(2022, 12, 31), 200_000),
            (date(2023, 1, 1), 500_000),
            (date(2001, 1, 1), 1_250_000),
        ],
    )
    def test_has_a_limit_by_the_day(self, day: date, cents: int) -> None:
        assert limit_on(day) == cents
        assert cash_allowed(cents - 1, already_cents=0, day=day)
        assert not cash_allowed(cents, already_cents=0, day=day)

    @given(st.lists(money, min_size=1, max_size=6), days)
    def test_splitting_gains_nothing(self, parts: list[int], day: date) -> None:
        handed = 0
        for part in parts:
            if cash_allowed(part, already_cents=handed, day=day):
                handed += part
        assert handed < limit_on(day)


class TestAccountNumbers:
    @pytest.mark.parametrize(
        "typed", ["IT60 X054 2811 1010 0000 0123 456", "it60x0542811101000000123456"]
    )
    def test_are_read_as_people_type_them(self, typed: str) -> None:
        assert clean_iban(typed) == "IT60X0542811101000000123456"

    def test_of_other_countries_have_no_inner_letter(self) -> None:
        assert clean_iban("DE89 3704 0044 0532 0130 00") == "DE89370400440532013000"

    @given(st.integers(0, 26), st.characters(categories=["Nd", "Lu"], max_codepoint=127))
    def test_one_changed_character_is_seen(self, place: int, other: str) -> None:
        good = "IT60X0542811101000000123456"
        changed = good[:place] + other + good[place + 1 :]

        if changed != good:
            with pytest.raises(WrongIban):
                clean_iban(changed)

    def test_the_inner_letter(self) -> None:
        assert cin_of("0542811101000000123456") == "X"


def terms(amount: int, *cents: int, parts: tuple[int, ...] = ()) -> Terms:
    return Terms(
        amount_cents=amount,
        lines=tuple(Line(uuid4(), one) for one in cents),
        instalments=tuple(Instalment(one, date(2013, 5, 1)) for one in parts),
        words={"amount": "Il corso costa così."},
    )


class TestTerms:
    @given(money, st.lists(money, min_size=1, max_size=6), money)
    def test_stand_only_within_amount_and_ceiling(
        self, amount: int, cents: list[int], most: int
    ) -> None:
        found = faults(terms(amount, *cents), ceiling_cents=most)

        assert (not found) == (sum(cents) <= amount <= most)

    @given(money, st.lists(money, min_size=1, max_size=4))
    def test_parts_add_up(self, amount: int, parts: list[int]) -> None:
        found = faults(terms(amount, 0, parts=tuple(parts)), ceiling_cents=amount)

        assert ("instalments_do_not_add_up" in found) == (sum(parts) != amount)

    @given(money, st.integers(0, 100), st.integers(1, 12))
    def test_rewards_keep_within_percentage_and_ceiling(
        self, agreed: int, percent: int, people: int
    ) -> None:
        most = ceiling(per_person_cents=800_000, people=people)
        cap = reward_cap(agreed_cents=agreed, percent=percent, ceiling_cents=most)

        assert 0 <= cap * 100 <= agreed * percent
        assert cap == 0 or agreed + cap <= most

    @given(money, st.lists(st.integers(1, 400_000), max_size=4))
    def test_payments_are_the_whole_amount(self, amount: int, parts: list[int]) -> None:
        amount = sum(parts) or amount
        due = date(2013, 4, 5)
        rows = payments_of(terms(amount, parts=tuple(parts)), new_cents=amount, due_on=due)

        assert sum(cents for _, cents, _ in rows) == amount
        assert rows[0][0] == "first"
        assert rows[0][2] == due

    def test_survive_being_written_down(self) -> None:
        written = terms(1_000, 600, 400, parts=(500, 500))

        assert terms_from(written.as_json()) == written

    def test_a_translation_changes_the_seal_and_not_the_core(self) -> None:
        before = terms(1_000, 600).as_json()
        after = {**before, "texts": {"so": {"wish": "…"}}, "translated": ["so"]}

        assert fingerprint(before) != fingerprint(after)
        assert core(before) == core(after)

    def test_other_money_changes_the_core(self) -> None:
        one = terms(1_000, 600).as_json()

        assert core(one) != core({**one, "amount_cents": 999})


class TestUnderstanding:
    def test_is_a_language_in_common_or_an_explanation(self) -> None:
        assert understood(reads=["so", "it"], ready=["it"], explained=False)
        assert understood(reads=["so"], ready=["it"], explained=True)
        assert not understood(reads=["so"], ready=["it"], explained=False)

    def test_complete_means_all_owners_and_the_programme(self) -> None:
        one, two = uuid4(), uuid4()

        assert complete(owners={one, two}, signed={one, two}, programme=True)
        assert not complete(owners={one, two}, signed={one, two}, programme=False)
        assert not complete(owners={one, two}, signed={one}, programme=True)
        assert not complete(owners=set(), signed=set(), programme=True)

    def test_articles_say_how_to_leave_and_to_complain(self) -> None:
        assert {"leaving", "complaint", "unspent", "evidence"} <= set(ARTICLES)
