"""January and February: sixty-one come forward, thirty-five are chosen."""

from tests.demo.conftest import Year
from tests.demo.facts import Choice


def test_the_page_of_21_february_has_the_numbers_of_the_design(year: Year) -> None:
    counts = year.february.counts
    assert counts | {
        "came": 61,
        "fit": 52,
        "met": 47,
        "proposed": 35,
        "waiting": 6,
        "apart": 6,
    } == (counts)


def places(choice: Choice) -> list[str]:
    """Where the two of the swap stand."""
    return [choice.groups[name] for name in ("Abdoulaye", "Mariam")]


def test_two_imbalances_and_one_swap_repairs_them(year: Year) -> None:
    before, after = year.february, year.after_the_swap
    assert list(before.off) == ["places", "floor:gender=woman"]
    assert before.balance["terr:Torino"] == [25, 24]
    assert before.balance["terr:Biella"] == [10, 11]
    assert before.balance["floor:gender=woman"] == [7, 8]
    assert places(before) == ["proposed", "waiting"]

    assert not after.off
    assert places(after) == ["waiting", "proposed"]
    assert after.unheard == ["so"]


def test_codes_are_those_of_the_design(year: Year) -> None:
    wanted = {
        "Amal": "C-004", "Ousmane": "C-011", "Farhad": "C-029", "Abdoulaye": "C-031",
        "Selam": "C-036", "Yonas": "C-040", "Hamid": "C-047", "Mariam": "C-052",
    }  # fmt: skip
    assert {name: year.february.codes[name] for name in wanted} == wanted
    assert year.february.locked == ["Amal", "Yonas"]


def test_everybody_chosen_takes_part_and_one_more_enters_when_a_place_is_free(year: Year) -> None:
    assert year.march.state == "decided"
    assert year.march.counts["proposed"] == 35
    assert year.march.groups["Moussa"] == "waiting"

    assert year.autumn.state == "published"
    assert year.autumn.groups["Moussa"] == "proposed"
    assert year.autumn.counts["waiting"] == 5
