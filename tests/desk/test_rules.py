from hypothesis import given
from hypothesis import strategies as st

from cerchia.desk.rules import (
    LEAST,
    Standpoint,
    home_state,
    may_show_sum,
    median_to_show,
    merged,
    protected,
)

counts = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 60), max_size=8)


def test_money_that_is_there_is_shown_whatever_waits_to_be_signed() -> None:
    at = Standpoint(has_wish=True, has_pact=True, may_sign=True, has_received=True)

    assert home_state(at) == "money"


def test_every_step_before_the_money_has_its_own_home() -> None:
    walked = [
        Standpoint(has_wish=False),
        Standpoint(has_wish=True),
        Standpoint(has_wish=True, has_project=True),
        Standpoint(has_wish=True, has_project=True, has_pact=True),
        Standpoint(has_wish=True, has_project=True, has_pact=True, may_sign=True),
        Standpoint(has_wish=True, has_pact=True, may_sign=True, has_signed=True),
        Standpoint(has_wish=True, has_pact=True, has_signed=True, pact_in_force=True),
    ]

    assert [home_state(at) for at in walked] == [
        "nothing",
        "wish",
        "plan",
        "pact",
        "sign",
        "signed",
        "way",
    ]


def test_a_small_part_hides_another_so_that_nothing_can_be_subtracted() -> None:
    cells = {cell.name: cell.value for cell in protected({"Torino": 20, "Biella": 7, "Ivrea": 3})}

    assert cells == {"Torino": 20, "Biella": None, "Ivrea": None}


def test_a_part_of_nobody_is_no_secret() -> None:
    assert [cell.value for cell in protected({"Torino": 20, "Biella": 0})] == [20, 0]


@given(counts)
def test_no_shown_part_is_small_and_what_is_hidden_is_never_one_alone(
    parts: dict[str, int],
) -> None:
    cells = protected(parts)
    hidden = [cell.name for cell in cells if cell.value is None]

    assert all(cell.value == 0 or cell.value >= LEAST for cell in cells if cell.value is not None)
    if hidden and any(cell.value for cell in cells):
        assert len(hidden) > 1
        assert sum(parts[name] for name in hidden) >= LEAST


def test_kinds_of_the_edition_are_put_together_until_the_last_tells_nothing() -> None:
    kinds = {
        "training": 9,
        "study": 6,
        "licence": 5,
        "enterprise": 4,
        "home": 3,
        "exchange": 2,
        "other": 1,
    }

    assert [count for _, count in merged(kinds)] == [9, 6, 5, 10]
    assert merged(kinds)[-1][0] == ("enterprise", "home", "exchange", "other")


@given(counts)
def test_kinds_put_together_lose_nobody_and_show_no_few(parts: dict[str, int]) -> None:
    found = merged(parts)

    assert all(count >= LEAST for _, count in found)
    assert sum(count for _, count in found) == (sum(parts.values()) if found else 0)


def test_a_sum_is_told_only_if_nobody_can_guess_the_part_of_another() -> None:
    assert may_show_sum([320_000] * 6, people=6)
    assert not may_show_sum([320_000] * 4, people=4)
    assert not may_show_sum([900_000, 20_000, 10_000, 10_000, 10_000], people=5)


def test_a_median_needs_ten_values() -> None:
    assert median_to_show([4] * 9) is None
    assert median_to_show([4] * 10) == 4
