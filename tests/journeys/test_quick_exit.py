"""Leaving at once, coming back to nothing, and another language without losing one's place."""

import pytest
from playwright.sync_api import Page, expect

from tests.funds.tables import Table, signed_table
from tests.journeys import looking
from tests.journeys.conftest import House, Known, follow, good

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLACES = (
    "/io/",
    "/io/soldi/",
    "/io/spese/nuova/",
    "/io/fondo/",
    "/io/patto/",
    "/io/cerchia/",
    "/io/desiderio/",
    "/io/dati/",
    "/io/impostazioni/",
)


@pytest.fixture(scope="module")
def paid(kept_database: None) -> Table:
    return signed_table().pay()


@pytest.fixture
def own(house: House, paid: Table, known: Known) -> Page:
    return house.at_phone(known(paid.owners[0]))


@pytest.mark.parametrize("how", ["button", "keys"])
def test_the_page_is_replaced_and_back_shows_nothing_of_it(own: Page, how: str) -> None:
    own.goto("/io/soldi/")
    own.goto("/io/")
    before = own.evaluate("history.length")
    if how == "button":
        own.locator(".exit").click()
    else:
        for _ in range(3):
            own.keyboard.press("Shift")
    own.wait_for_url("**/p/**")
    assert own.evaluate("history.length") == before
    assert "Cerchia" not in own.content()
    assert looking.violations(own) == []

    own.go_back()
    own.wait_for_url("**/entra/**")
    assert "3.200" not in own.content()
    own.goto("/io/")
    assert "/entra/" in own.url


def test_every_page_offers_the_exit(own: Page) -> None:
    for place in PLACES:
        own.goto(place)
        expect(own.locator(".exit")).to_be_in_viewport()


def test_another_language_keeps_the_place(own: Page) -> None:
    for place in PLACES:
        own.goto(place)
        for code, direction in (("ar", "rtl"), ("it", "ltr")):
            follow(own.locator(".appbar a[href^='/lingua/']"))
            if place == PLACES[0]:
                good(own)
            follow(own.locator(f"main button[value={code}]"))
            own.wait_for_url(f"**{place}")
            expect(own.locator("html")).to_have_attribute("dir", direction)
