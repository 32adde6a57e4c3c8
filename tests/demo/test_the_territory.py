"""The organisations of both territories, as they stand in September and at the end."""

from datetime import date

import pytest

from cerchia.demo.story.network import BODIES
from tests.demo.conftest import Year

pytestmark = pytest.mark.django_db


def test_september_stands_as_designed(year: Year) -> None:
    territory = year.territory_in_september
    assert territory.reach == {
        "all": (88, 65, 45, 24, 27, 51),
        "Torino": (59, 48, 33, 16, 17, 33),
        "Biella": (29, 17, 12, 8, 10, 18),
    }
    assert territory.percent_not_refugees == 58
    assert territory.waiting == 23


def test_the_year_ends_with_ninety_six_known_and_thirty_one_engaged(year: Year) -> None:
    territory = year.territory_in_january
    assert territory.reach["all"] == (96, 84, 57, 31, 29, 56)
    assert (territory.reach["Torino"][0], territory.reach["Biella"][0]) == (63, 33)
    assert territory.percent_not_refugees == 58
    assert territory.waiting == 12


def test_offers_become_promises_and_promises_are_kept_or_not(year: Year) -> None:
    territory = year.territory_in_january
    assert sum(territory.offers.values()) == 44
    promises = territory.promises
    assert (promises["kept"], promises["partly_kept"], promises["not_kept"]) == (24, 5, 4)
    assert sum(promises.values()) - promises["declined"] == 33
    assert all(territory.reasons)
    assert "less_time" in territory.reasons


def test_fourteen_needs_wait_for_an_offer_in_september(year: Year) -> None:
    needs = year.territory_in_september.needs
    assert len(needs) == 14
    assert {"Sei ore di conti", "Un garage per tre mesi", "Un passaggio alle 5"} <= set(needs)


def test_the_eight_of_the_design_stand_where_it_shows_them(year: Year) -> None:
    shown = year.territory_in_september.shown
    assert {name: (one.territory, one.state, one.offers) for name, one in shown.items()} == {
        "Tipografia Tre Torchi": ("Torino", "engaged", 3),
        "Ciclofficina Ruota Piena": ("Torino", "engaged", 1),
        "Scuola serale Riviera": ("Torino", "engaged", 2),
        "Lanificio Val Scura": ("Biella", "engaged", 2),
        "Donne di Valle": ("Biella", "engaged", 1),
        "Cascina Melagrana": ("Biella", "answered", 0),
        "Sportello lavoro di valle": ("Biella", "contacted", 0),
        "Panetteria Lievito Lento": ("Torino", shown["Panetteria Lievito Lento"].state, 0),
    }
    assert shown["Panetteria Lievito Lento"].state in {"known", "assigned"}


def test_tre_torchi_has_what_its_detail_shows(year: Year) -> None:
    one = year.territory_in_september.shown["Tipografia Tre Torchi"]
    assert (one.named_on, one.named_by) == (date(2013, 4, 2), "participant")
    assert (one.engaged_on, one.next_try_on) == (date(2013, 5, 6), date(2013, 10, 3))
    assert year.territory_in_september.helped == [
        ("Ore di conti con la nostra contabile", "under_way"),
        ("Posti di prova, tre settimane in tipografia", "kept"),
        ("Volantini stampati", "kept"),
    ]


def test_participants_and_staff_name_them_and_one_name_is_only_spoken(year: Year) -> None:
    september, january = year.territory_in_september, year.territory_in_january
    assert september.named_as["participant"] > 100
    assert september.named_as["staff"] > 15
    assert (september.spoken, january.spoken) == (1, 0)


def test_nobody_is_lost_twins_are_merged_and_entries_are_asked_about(year: Year) -> None:
    september = year.territory_in_september
    assert september.merged == 2
    assert september.twice_asked > 20
    assert 5 <= september.owned <= 20
    assert september.links == {"still_true": 1, "changed": 1, "close": 1, "": 1}


def test_amal_finds_an_offer_that_waits_for_her_yes(year: Year) -> None:
    assert year.territory_in_september.waits_for_a_yes == ["Un giro con chi ha già un banco"]
    assert year.territory_in_january.waits_for_a_yes == []


def test_the_mill_speaks_for_itself(year: Year) -> None:
    assert year.territory_in_september.mill == ["Lanificio Val Scura"]


def test_what_must_hold_of_the_network_holds_through_the_year(year: Year) -> None:
    assert year.territory_in_september.broken == []
    assert year.territory_in_january.broken == []


def test_every_name_is_there_once(year: Year) -> None:
    assert year.territory_in_january.names == sorted(body.name for body in BODIES)
    assert len({body.name for body in BODIES}) == 96
