"""Somebody asks to take part in Arabic, on a phone that runs no script, and takes it back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from cerchia.kit import clock
from cerchia.selection.models import Candidacy
from tests.factories.programmes import EditionFactory, EditionTerritoryFactory, TerritoryFactory
from tests.factories.selection import SelectionRoundFactory
from tests.journeys.conftest import House, follow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WISH = "أريد أن أفتح مخبزاً صغيراً."


@pytest.fixture(scope="module")
def taking(kept_database: None) -> None:
    edition = EditionFactory.create()
    place = TerritoryFactory.create(programme=edition.programme, name="Biella")
    EditionTerritoryFactory.create(edition=edition, territory=place)
    SelectionRoundFactory.create(
        edition=edition, number=1, closes_on=clock.today() + timedelta(days=7)
    )


def sideways(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def test_asked_followed_and_taken_back_without_a_script(house: House, taking: None) -> None:
    page = house.context((320, 640), java_script_enabled=False, locale="ar").new_page()
    page.goto("/candidature/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("input[name=per][value=io]").check(force=True)
    page.locator("input[name=dove]").first.check(force=True)
    follow(page.locator(".dock .btn.main"))

    page.fill("#id_text", WISH)
    page.fill("#id_given_name", "سلمى")
    page.fill("#id_contact", "٣٣١ ٠٠٠ ٠٠٠٠")
    assert not sideways(page)
    follow(page.locator(".dock .btn.main"))

    row = Candidacy.objects.get()
    assert str(row.wish) == WISH
    assert row.wish_language == "ar"
    assert page.locator("b.num", has_text=row.code).count() == 1

    page.locator("details.asbutton summary").click()
    page.locator("input[name=picture][value=leaf]").check(force=True)
    page.fill("[name=pin]", "٤٠٨٢٥٧")
    page.fill("[name=again]", "408257")
    follow(page.locator("#follow .btn.main"))

    assert page.url.endswith("/io/candidatura/")
    assert page.locator("blockquote", has_text=WISH).count() == 1
    assert not sideways(page)
    page.goto("/io/candidatura/ritira/")
    follow(page.locator(".dock .btn.main"))

    row.refresh_from_db()
    assert row.state == "withdrawn"
