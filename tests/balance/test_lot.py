"""The lot: sealed before, repeatable by anybody after, fair in between."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from cerchia.balance import cli
from cerchia.balance.generator import make_pool
from cerchia.balance.selection import lot

LISTS = [["b", "a"], ["c", "a"], ["b", "c"]]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_list_is_sealed_as_the_handbook_says() -> None:
    sealed = lot.seal(LISTS)

    assert sealed.each == (sha256("a\nb\n"), sha256("a\nc\n"), sha256("b\nc\n"))
    assert sealed.whole == sha256("".join(f"{n} {one}\n" for n, one in enumerate(sealed.each, 1)))


def test_the_same_seed_picks_the_same_list_and_nothing_else_matters() -> None:
    drawn = lot.draw(LISTS, " 12 34 56 ")

    number = int(sha256(f"{lot.seal(LISTS).whole}\n12 34 56\n1\n"), 16) % 3 + 1
    assert drawn.number == number
    assert drawn.chosen == tuple(sorted(LISTS[number - 1]))
    assert lot.draw([list(reversed(each)) for each in LISTS], "12 34 56").number == number
    assert drawn.sha256 == drawn.sealed.each[number - 1]


def test_a_known_draw_stays_as_it_is() -> None:
    """Written down once: if this changes, draws of the past can no longer be repeated."""
    drawn = lot.draw(LISTS, "7 21 33 48 60 90")

    assert drawn.sealed.whole == (
        "515b481f3610fef6d02bd471b1386cdd2d0ea7af03cf3148e1e2dd851c486209"
    )
    assert drawn.number == 2


def test_every_list_has_the_same_chance() -> None:
    counted = Counter(lot.draw(LISTS, f"seed {n}").number for n in range(3000))

    assert all(abs(counted[number] - 1000) < 120 for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("lists", "seed", "words"),
    [
        (LISTS, "  ", "seed"),
        ([], "7", "nothing to draw"),
        ([["a\nb"]], "7", "line break"),
    ],
)
def test_a_draw_that_cannot_be_held_says_why(lists: list[list[str]], seed: str, words: str) -> None:
    with pytest.raises(lot.LotError, match=words):
        lot.draw(lists, seed)


def test_the_command_seals_first_and_draws_later_from_the_same_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pool.json"
    file.write_text(json.dumps(make_pool(24, 12, 1)))

    assert cli.main(["draw", str(file), "--lists", "20"]) == 0
    sealed = json.loads(capsys.readouterr().out)
    assert cli.main(["select", str(file), "--lists", "20"]) == 0
    answer = capsys.readouterr().out
    (tmp_path / "answer.json").write_text(answer)
    assert cli.main(["draw", str(tmp_path / "answer.json"), "--seed", "7 21 33"]) == 0
    drawn = json.loads(capsys.readouterr().out)

    assert sealed["drawn"] is None
    assert len(sealed["list_hashes"]) == 20
    assert json.loads(answer)["lists_hash"] == sealed["lists_hash"] == drawn["lists_hash"]
    assert drawn["drawn"]["chosen"] == drawn["lists"][drawn["drawn"]["number"] - 1]


def test_a_draw_from_an_impossible_pool_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pool.json"
    file.write_text(json.dumps(make_pool(60, 35, 1, plant="territory_sum")))

    assert cli.main(["draw", str(file), "--seed", "7"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "impossible"
