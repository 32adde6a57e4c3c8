"""The list, its filters and figures: right, and as cheap for many as for few."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cerchia.kit import clock
from cerchia.network import queries, words
from cerchia.network.queries import Filters
from cerchia.network.usecases import Try, log_outreach
from tests.factories.offers import OfferFactory
from tests.network.conftest import BIELLA, NOW, TORINO, Town


def found(town: Town, who: str = "marta", **asked: object) -> set[str]:
    rows = queries.listing(town.user(who), Filters(**asked)).rows  # type: ignore[arg-type]
    return {row.name for row in rows}


@pytest.fixture
def three(town: Town) -> Town:
    town.shop("Bar Sport", kind="restaurant", is_business=True, municipality=TORINO, for_work=True)
    school = town.shop("Scuola Riviera", kind="adult_school", for_migration=True, for_refugees=True)
    offer = OfferFactory.create(organisation=school, edition=town.edition, territory=town.torino,
                                what="Sei ore di grammatica")  # fmt: skip
    OfferFactory.create(organisation=town.shop("Con attesa"), edition=town.edition, waiting=True,
                        territory=town.torino)  # fmt: skip
    words.learn_offers(offer.organisation)
    return town


def test_each_filter_narrows(three: Town) -> None:
    assert found(three, territory=three.biella.pk) == {"Lanificio Val Scura"}
    assert found(three, business=True) == {"Bar Sport", "Lanificio Val Scura"}
    assert found(three, kind="adult_school") == {"Scuola Riviera"}
    assert found(three, interest="refugees") == {"Scuola Riviera"}
    assert found(three, interest="work", business=True) == {"Bar Sport"}
    assert found(three, with_offers=True) == {"Scuola Riviera"}
    assert found(three, state="contacted") == set()
    assert found(three, "elena") == {"Lanificio Val Scura"}
    assert found(three, "rita") == set()


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("spo", {"Bar Sport"}),
        ("BAR sport", {"Bar Sport"}),
        ("torino bar", {"Bar Sport"}),
        ("grammatica", {"Scuola Riviera"}),
        ("sport riviera", set()),
        ("zzz", set()),
        ("%", {"Bar Sport", "Scuola Riviera", "Con attesa", "Lanificio Val Scura"}),
        ("=rfr", {"Scuola Riviera"}),
    ],
)
def test_words_are_found_in_names_places_and_offers(
    three: Town, search: str, names: set[str]
) -> None:
    if search.startswith("="):
        assert found(three, search="rfr") == set()
    else:
        assert found(three, search=search) == names


def test_pages_follow_one_another_without_a_row_twice_or_lost(town: Town) -> None:
    for number in range(12):
        with clock.at(NOW - timedelta(minutes=number // 3)):
            town.shop(f"Bottega {number}", territory=town.torino if number % 2 else town.biella)
    seen: list[str] = []
    mark = ""
    while True:
        page = queries.listing(town.user("marta"), Filters(), mark, size=5)
        seen += [row.name for row in page.rows]
        mark = page.following
        if not mark:
            break

    assert len(seen) == len(set(seen)) == 13


@pytest.mark.parametrize(
    "ask",
    [
        lambda user: queries.listing(user, Filters(search="bottega")),
        lambda user: queries.queue(user, queries.Wanted()),
        queries.coverage,
        queries.doubles,
    ],
    ids=["list", "queue", "coverage", "doubles"],
)
def test_the_same_queries_for_one_and_for_twenty(
    town: Town, ask: Callable[[object], object]
) -> None:
    def cost() -> int:
        user = town.user("marta")
        with CaptureQueriesContext(connection) as asked:
            ask(user)
        return len(asked)

    for number in range(2):
        town.shop(f"Bottega Storica {number}", phone="011 4444444")
    few = cost()
    for number in range(20):
        town.shop(f"Bottega Nuova {number}", phone=f"011 55555{number // 2:02d}")

    assert cost() <= few


def test_coverage_counts_territories_and_months(town: Town) -> None:
    with clock.at(NOW - timedelta(days=70)):
        early = town.shop("Prima", for_refugees=True)
    town.shop("Dopo", is_business=True)
    log_outreach(actor=town.user("giulia"), organisation=early, attempt=Try("phone", "offer"))

    figures = queries.coverage(town.user("marta"))
    months = queries.months(town.user("marta"))

    total = figures.total
    assert (total.known, total.contacted, total.answered, total.engaged) == (3, 1, 1, 1)
    assert (total.businesses, total.not_refugees, total.waiting) == (2, 2, 2)
    assert [name for _pk, name, _counts in figures.territories] == ["Biella", "Torino"]
    assert [(row.first.month, row.known, row.contacted) for row in months] == [
        (7, 1, 0),
        (8, 1, 0),
        (9, 3, 1),
    ]
    assert BIELLA != TORINO
