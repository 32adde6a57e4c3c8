"""Municipalities and provinces: found as people type them, drawn inside their own borders."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia import places


def test_all_of_italy_is_known_by_code() -> None:
    everywhere = list(places.municipalities())
    assert len(everywhere) > 7_800
    assert len({one.istat for one in everywhere}) == len(everywhere)
    assert len(places.provinces()) == 107
    assert [one.short for one in places.provinces("Piemonte")] == [
        "AL", "AT", "BI", "CN", "NO", "TO", "VB", "VC",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Torino", "Torino (TO)"),
        ("torino", "Torino (TO)"),
        ("agl", "Agliè (TO)"),
        ("AGLIE", "Agliè (TO)"),
        ("san maurizio c", "San Maurizio Canavese (TO)"),
        ("Cossato (BI)", "Cossato (BI)"),
        ("cossato bi", "Cossato (BI)"),
        ("bozen", "Bolzano/Bozen (BZ)"),
        ("L'Aquila", "L'Aquila (AQ)"),
        ("l aquila", "L'Aquila (AQ)"),
    ],
)
def test_a_place_is_found_as_people_write_it(typed: str, found: str) -> None:
    assert places.search(typed, 3)[0].label == found


def test_what_begins_so_comes_before_what_holds_it() -> None:
    names = [places.folded(one.name) for one in places.search("biel", 5)]
    assert names[0] == "biella"
    starts = [name.startswith("biel") for name in names]
    assert starts == sorted(starts, reverse=True)


def test_a_place_elsewhere_is_nothing_and_no_error() -> None:
    assert places.search("Marseille") == []
    assert places.municipality("") is None
    assert places.municipality("999999") is None
    assert places.province_of("") is None
    assert places.outline("999") == ()


def test_the_province_is_in_the_code() -> None:
    biella = places.exact("Biella")
    assert biella is not None
    assert biella.istat == "096004"
    here = places.province_of(biella.istat)
    assert here is not None
    assert (here.code, here.short, here.region) == ("096", "BI", "Piemonte")
    assert places.province("bi") == here == places.province("096")


def test_two_places_of_one_name_are_not_guessed() -> None:
    assert len([one for one in places.search("Samone", 9) if one.name == "Samone"]) == 2
    assert places.exact("Samone") is None
    trento = places.exact("Samone TN")
    assert trento is not None
    assert trento.province.short == "TN"


@given(st.text(max_size=40), st.integers(-1, 20))
def test_whatever_is_typed_gets_an_answer(typed: str, limit: int) -> None:
    found = places.search(typed, limit)
    assert len(found) <= max(limit, 0)


def test_every_centre_lies_in_or_near_its_own_province() -> None:
    for one in places.municipalities():
        assert places.kilometres(one.centre, one.province.centre) < 250, one


def test_every_outline_is_closed_and_neighbours_share_their_border() -> None:
    for one in places.provinces():
        rings = places.outline(one.code)
        assert rings
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
    torino, cuneo = (
        {point for ring in places.outline(code) for point in ring} for code in ("001", "004")
    )
    assert len(torino & cuneo) > 10


def test_kilometres_over_the_globe() -> None:
    torino, biella = (places.exact(name) for name in ("Torino", "Biella"))
    assert torino is not None
    assert biella is not None
    assert 55 < places.kilometres(torino.centre, biella.centre) < 75
    assert places.kilometres(torino.centre, torino.centre) == 0


def test_the_files_stay_small() -> None:
    folder = files("cerchia.places") / "data"
    weigh = sum(len(one.read_bytes()) for one in folder.iterdir() if one.is_file())
    assert weigh < 600_000
