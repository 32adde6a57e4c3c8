"""The list by words and filters: the same as looking at every organisation, and read no further."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cerchia.kit import clock
from cerchia.network import queries, rules, words
from cerchia.network.invariants import words_tell_what_is_so
from cerchia.network.models import Organisation, OrganisationWord
from cerchia.network.models.organisations import State
from cerchia.network.queries import Filters
from cerchia.network.usecases import (
    About,
    Try,
    assign_owner,
    change_organisation,
    close_organisation,
    log_outreach,
    merge,
    reopen_organisation,
    unmerge,
)
from tests.network.conftest import BIELLA, NOW, TORINO, Town

NAMES = ("Bar", "Barbiere", "Baretto", "Barca", "Bardo", "Bara", "Bazar", "Sport", "Sportello")
SEARCHES = ("b", "bar", "bare", "barb", "bar spor", "sport bar", "torino", "bi", "bar torino spo",
            "ba to", "zz", "bar zz", "")  # fmt: skip


@pytest.fixture
def many(town: Town) -> Town:
    """Forty of one seed: words that begin alike, some known in the same moment."""
    chance = random.Random(20)
    for number in range(40):
        state = chance.choice([State.KNOWN, State.ANSWERED])
        at = NOW - timedelta(hours=number // 8)
        row = town.shop(
            " ".join([*chance.sample(NAMES, 2), str(number)]),
            territory=chance.choice([town.torino, town.biella]),
            municipality=chance.choice([TORINO, BIELLA, ""]),
            is_business=chance.random() < 0.5,
            for_work=chance.random() < 0.5,
            state=state,
            contacted_at=None if state == State.KNOWN else at,
            known_at=at,
        )
        assert row.words.count()
    return town


@pytest.fixture(params=["word by word", "put in order", "read along"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the ways in which a beginning is looked for, whatever its frequency."""
    spellings, many = {"word by word": (50, 50), "put in order": (0, 5000), "read along": (0, 1)}[
        request.param
    ]
    monkeypatch.setattr("cerchia.network.queries.search.SPELLINGS", spellings)
    monkeypatch.setattr("cerchia.network.queries.search.MANY", many)
    monkeypatch.setattr("cerchia.network.queries.search.COMPARED", 7)
    return str(request.param)


def by_looking_at_each(filters: Filters) -> list[str]:
    """The list as somebody would make it who has all day."""
    wanted = rules.words(filters.search)
    found = []
    for row in Organisation.objects.filter(merged_into=None):
        told = f"{row.name} {queries.lists.place_words(row)}"
        fits = (
            filters.state in {"", row.state}
            and filters.business in {None, row.is_business}
            and (not filters.interest or row.for_work)
            and filters.territory in {None, row.territory_id}
            and all(any(word.startswith(one) for word in rules.words(told)) for one in wanted)
        )
        if fits:
            found.append(row)
    return [row.name for row in sorted(found, key=lambda row: (row.known_at, row.pk), reverse=True)]


def page_by_page(town: Town, filters: Filters, size: int) -> list[str]:
    names: list[str] = []
    mark = ""
    while True:
        page = queries.listing(town.user("marta"), filters, mark, size=size)
        assert len(page.rows) == size or not page.following
        names += [row.name for row in page.rows]
        if not (mark := page.following):
            return names


@pytest.mark.usefixtures("way")
def test_a_search_finds_what_looking_at_each_would_find(many: Town) -> None:
    for search in SEARCHES:
        for asked in (
            Filters(search=search),
            Filters(search=search, state="answered"),
            Filters(search=search, state="known", business=True, interest="work"),
        ):
            assert page_by_page(many, asked, 5) == by_looking_at_each(asked), asked
    here = Filters(search="bar", territory=many.biella.pk)
    assert page_by_page(many, here, 4) == by_looking_at_each(here)


@pytest.mark.usefixtures("way")
def test_who_has_a_word_many_times_is_shown_once(town: Town) -> None:
    for number in range(3):
        town.shop(f"Bar barba barca bardo baro barone barile barista {number}")
    town.shop("Bar Sport", known_at=NOW - timedelta(days=1))

    assert len(page_by_page(town, Filters(search="bar"), 2)) == 4


def test_what_an_organisation_becomes_is_found_at_once(town: Town) -> None:
    marta, row = town.user("marta"), town.shop("Bar Sport", territory=town.torino)
    other = town.shop("Bar Sport")

    def found(**asked: object) -> int:
        return len(queries.listing(marta, Filters(search="sport", **asked)).rows)  # type: ignore[arg-type]

    def true_at_each_step() -> None:
        assert list(words_tell_what_is_so()) == []

    assign_owner(actor=marta, organisation=row, owner=town.user("giulia"))
    assert found(state="assigned") == 1
    log_outreach(actor=marta, organisation=row, attempt=Try("phone", "wants_information"))
    assert (found(state="assigned"), found(state="answered")) == (0, 1)
    close_organisation(actor=marta, organisation=row, reason="Chiuso")
    assert found(state="inactive") == 1
    reopen_organisation(actor=marta, organisation=row)
    assert found(state="answered") == 1
    true_at_each_step()
    change_organisation(
        actor=marta,
        organisation=row,
        about=About(name="Bar Sport", is_business=True, for_refugees=True),
        territory=town.biella,
    )
    assert found(business=True, interest="refugees", territory=town.biella.pk) == 1
    assert found(territory=town.torino.pk) == 1
    true_at_each_step()
    done = merge(actor=marta, kept=other, gone=row)
    assert (found(), found(state="answered")) == (1, 1)
    true_at_each_step()
    unmerge(actor=marta, row=done)
    assert (found(), found(state="answered"), found(state="known")) == (2, 1, 1)
    true_at_each_step()


def test_a_word_that_tells_what_is_not_so_is_named(town: Town) -> None:
    row = town.shop("Bar Sport")
    Organisation.objects.filter(pk=row.pk).update(is_business=True)

    assert [line for line in words_tell_what_is_so() if str(row.pk) in line]

    words.follow(Organisation.objects.get(pk=row.pk))
    assert list(words_tell_what_is_so()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its plan")
@pytest.mark.parametrize("search", ["sport", ""])
def test_a_page_is_read_along_one_index_and_no_organisation_before_it_is_cut(
    town: Town, search: str
) -> None:
    asked = Filters(search=search, state="known", business=False, interest="not_refugees")
    town.shop("Bar Sport")
    marta = town.user("marta")
    with CaptureQueriesContext(connection) as captured:
        queries.listing(marta, asked)
    keys = [one["sql"] for one in captured if "LIMIT" in one["sql"] and "ORDER BY" in one["sql"]]
    assert keys
    with connection.cursor() as cursor:
        for sql in keys:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(str(step[3]) for step in cursor.fetchall())
            assert "COVERING INDEX" in plan, plan
            assert "TEMP B-TREE" not in plan, plan


def test_words_are_copied_with_the_moment_of_their_organisation(town: Town) -> None:
    with clock.at(NOW - timedelta(days=9)):
        row = town.shop("Bar Sport")

    told = set(OrganisationWord.objects.filter(organisation=row).values_list("known_at", flat=True))
    assert told == {NOW - timedelta(days=9)}
