"""The one that somebody names is found among those that are there, however it is spelled."""

import pytest

from cerchia.network.likeness import Named, like, like_many
from cerchia.network.models import Organisation
from tests.network.conftest import BIELLA, TORINO, Town


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("Panetteria Lievito Lento", "panetteria LIEVITO lento S.r.l."),
        ("Panetteria Lievito Lento", "Paneteria Lievto Lento"),
        ("Panetteria Lievito Lento", "Lievito Lento"),
        ("Caffè Ñandú", "cafe nandu"),
        ("Matam al Sham", "مطعم الشام"),
        ("مطعم الشام", "Mat'am Al-Sham"),
        ("Пекарня Днепр", "Pekarnia Dniepr"),
        ("Scuola serale Riviera", "Riviera (scuola serale)"),
        ("Cooperativa Sociale La Fabbrica ONLUS", "La Fabbrica"),
        ("Caffè 😀", "caffe 😀"),
    ],
)
def test_a_name_is_found_in_any_spelling(town: Town, known: str, said: str) -> None:
    row = town.shop(known)
    for other in ("Bar Sport", "Officina Tre Ruote", "Comune di Biella", "Sartoria Filo"):
        town.shop(other)

    found = like(Named(said, territory_ids=[town.torino.pk]))

    assert found[0].organisation_id == row.pk
    assert found[0].reasons


def test_phone_and_site_find_another_name(town: Town) -> None:
    row = town.shop("Ditta Rossi", phone="+39 011 1234567")
    other = town.shop("Studio Verdi", site="https://www.verdi.example/")

    named = Named(
        "Fratelli Bianchi",
        phone="011/1234567",
        site="verdi.example",
        territory_ids=[town.torino.pk],
    )
    found = {one.organisation_id: one.reasons for one in like(named)}

    assert found[row.pk] == ("same phone",)
    assert found[other.pk] == ("same site",)


def test_the_reasons_are_told_in_words(town: Town) -> None:
    town.shop("Panetteria Lievito Lento", municipality=TORINO, phone="011 1234567")

    named = Named("Paneteria Lievito Lento", TORINO, "0111234567", territory_ids=[town.torino.pk])

    assert like(named)[0].reasons == ("same phone", "name almost the same", "same place")


def test_another_place_makes_it_less_likely(town: Town) -> None:
    town.shop("Bar Sport", municipality=TORINO)

    here = like(Named("Bar Sport", TORINO, territory_ids=[town.torino.pk]))[0]
    there = like(Named("Bar Sport", BIELLA, territory_ids=[town.torino.pk]))[0]

    assert there.score < here.score
    assert "other place" in there.reasons


def test_only_the_territories_asked_for_are_searched(town: Town) -> None:
    town.shop("Bar Sport", territory=town.biella)

    assert like(Named("Bar Sport", territory_ids=[town.torino.pk])) == []
    assert like(Named("Bar Sport", territory_ids=[])) == []


def test_a_merged_entry_is_not_offered(town: Town) -> None:
    kept, gone = town.shop("Bar Sport"), town.shop("Bar Sport")
    Organisation.objects.filter(pk=gone.pk).update(merged_into=kept)

    found = like(Named("Bar Sport", territory_ids=[town.torino.pk]))

    assert [one.organisation_id for one in found] == [kept.pk]


@pytest.mark.parametrize(
    "said", ["", "   ", "...", "\u202e", "x" * 10_000, "😀" * 500, "'; DROP--"]
)
def test_odd_names_are_like_nothing(town: Town, said: str) -> None:
    town.shop("Bar Sport")

    assert like(Named(said, territory_ids=[town.torino.pk])) == []


def test_a_name_of_common_words_only_is_found_by_all_of_them(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cerchia.network.likeness.COMMON", 3)
    for number in range(6):
        town.shop(f"Bar Sport {number}")
    row = town.shop("Bar Torino")
    for number in range(6):
        town.shop(f"Torino Viva {number}")

    found = like(Named("Bar Torino", territory_ids=[town.torino.pk]))

    assert found[0].organisation_id == row.pk


def test_many_at_once_cost_as_many_queries_as_one(
    town: Town, django_assert_max_num_queries: object
) -> None:
    for name in ("Bar Sport", "Officina Tre Ruote", "Sartoria Filo"):
        town.shop(name)
    asked = [
        Named(name, territory_ids=[town.torino.pk])
        for name in ("Bar Sport", "Sartoria Filo", "Altro", "Officina tre ruote")
    ]

    with django_assert_max_num_queries(5):  # type: ignore[operator]
        found = like_many(asked)

    assert [len(one) for one in found] == [1, 1, 0, 1]
