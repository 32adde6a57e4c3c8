"""From a shop that somebody knows to help that was given: each at their own screen."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from cerchia.network.models import Offer, Organisation
from cerchia.projects.models import Project
from cerchia.support import invariants
from cerchia.support.models import Commitment, Need
from tests.factories.projects import (
    ObjectiveFactory,
    ProjectFactory,
    ProjectMemberFactory,
    ProjectStepFactory,
    WishFactory,
)
from tests.journeys.conftest import PASSWORD, House, follow, good, sign_in, visit
from tests.journeys.town import Town, town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SHOP = "Sartoria del Borgo"
NEED = "Sei ore con una macchina tagliacuci"
FIRST_NAME = "Amal"


@dataclass
class Path:
    house: House
    here: Town
    project: Project
    shop: Page

    @property
    def own(self) -> Page:
        return self.house.at_phone("amal", locale="ar")

    @property
    def desk(self) -> Page:
        return self.house.at_desk("giulia")

    @property
    def organisation(self) -> Organisation:
        return Organisation.objects.get(name=SHOP)

    @property
    def need(self) -> Need:
        return Need.objects.get(project=self.project)

    @property
    def promise(self) -> Commitment:
        return Commitment.objects.get(project=self.project)

    @property
    def member(self) -> UUID:
        return self.here.people["amal"].pk


@pytest.fixture(scope="module")
def here(kept_database: None) -> Town:
    return town({"amal": "ar"})


def test_from_a_shop_that_somebody_knows_to_help_that_came(house: House, here: Town) -> None:
    person = here.people["amal"]
    project = ProjectFactory.create(circle=here.circle)
    ProjectMemberFactory.create(project=project, person=person)
    project.wishes.add(WishFactory.create(person=person, edition=here.circle.edition))
    aim = ObjectiveFactory.create(project=project, accepted_by=person)
    ProjectStepFactory.create(objective=aim, title="Cucire dieci vestiti")
    path = Path(house, here, project, house.context().new_page())
    house.ear.forgive("422")

    names_a_shop(path)
    is_called(path)
    lets_the_shop_in(path)
    asks_without_a_name(path)
    is_answered_by_the_shop(path)
    is_checked_and_proposed(path)
    waits_for_a_yes(path)
    shows_the_name_only_then(path)
    is_given_and_kept(path)
    changes_the_picture(path)


def names_a_shop(path: Path) -> None:
    page = path.own
    visit(page, "/io/conosco/")
    follow(page.locator(".dock .btn.main"))
    page.fill("#id_name", SHOP)
    page.fill("#id_town", "Torino")
    good(page)
    follow(page.locator(".dock .btn.main"))
    page.wait_for_url("**/io/conosco/")
    expect(page.locator("ul.known")).to_contain_text(SHOP)
    good(page)


def is_called(path: Path) -> None:
    page = path.desk
    visit(page, "/oggi/")
    visit(page, "/rete/da-contattare/")
    row = page.locator("ul.queue > li", has_text=SHOP)
    expect(row).not_to_contain_text(FIRST_NAME)
    follow(row.locator("a[href$='#ask']"))
    good(page)
    form = page.locator("form[action$='/contatto/']")
    form.locator("[name=channel][value=phone]").check()
    form.locator("[name=outcome][value=wants_information]").check()
    follow(form.locator("button[type=submit]").first)
    good(page)
    visit(page, "/rete/da-contattare/")
    expect(page.locator("ul.queue > li", has_text=SHOP)).to_have_count(0)


def lets_the_shop_in(path: Path) -> None:
    page = path.desk
    visit(page, f"/rete/{path.organisation.pk}/")
    follow(page.locator("form[action$='/invita/'] button"))
    link = page.input_value("#address")
    good(page)
    shop = path.shop
    shop.goto(link)
    good(shop)
    fields = {"given_name": "Tilde", "family_name": "Rossi", "username": "tilde"}
    for name, value in {**fields, "password": PASSWORD, "again": PASSWORD}.items():
        shop.fill(f"[name={name}]", value)
    follow(shop.locator("main form button[type=submit]").last)
    shop.wait_for_url("**/entra/**")
    sign_in(shop, "tilde")
    visit(shop, "/ente/")
    expect(shop.locator("h1")).to_contain_text(SHOP)


def asks_without_a_name(path: Path) -> None:
    page = path.desk
    visit(page, f"/progetti/{path.project.pk}/")
    follow(page.locator("a[href*='/rete/bisogni/nuovo/']").first)
    good(page)
    page.fill("#id_what", f"Una macchina per {FIRST_NAME}")
    page.select_option("#id_help", "tools")
    page.fill("#id_quantity", "6")
    page.select_option("#id_unit", "hours")
    follow(page.locator("main form button.main"))
    expect(page.locator("[role=alert]")).to_contain_text(FIRST_NAME)
    good(page)
    page.fill("#id_what", NEED)
    follow(page.locator("main form button.main"))
    page.wait_for_url(f"**/rete/bisogni/{path.need.pk}/")
    good(page)


def is_answered_by_the_shop(path: Path) -> None:
    shop = path.shop
    visit(shop, "/ente/bisogni/")
    visit(shop, "/ente/")
    expect(shop.locator("main")).to_contain_text(NEED)
    reads_no_name(shop)
    follow(shop.locator("a[href*='bisogno=']"))
    good(shop)
    follow(shop.locator(".dock .btn.main"))
    shop.wait_for_url("**/ente/offerte/")
    good(shop)


def reads_no_name(shop: Page) -> None:
    for address in ("/ente/", "/ente/bisogni/", "/ente/offerte/", "/ente/impegni/"):
        visit(shop, address)
        assert FIRST_NAME not in shop.content(), address
    visit(shop, "/ente/")


def is_checked_and_proposed(path: Path) -> None:
    page = path.desk
    offer = Offer.objects.get(organisation=path.organisation)
    visit(page, "/oggi/")
    visit(page, "/rete/offerte/")
    follow(page.locator(f"a.btn.main[href='/rete/offerte/{offer.pk}/']"))
    good(page)
    for box in page.locator("input[name=points]").all():
        box.check()
    follow(page.locator(f"form[action='/rete/offerte/{offer.pk}/verifica/'] button"))
    follow(page.locator("form[action$='/proponi/']:has([name=need]) button"))
    good(page)
    visit(page, f"/rete/bisogni/{path.need.pk}/")
    assert path.promise.state == "proposed"


def waits_for_a_yes(path: Path) -> None:
    page = path.own
    visit(page, "/io/")
    follow(page.locator("a[href='/io/offerte/']"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    good(page)
    follow(page.locator(f"a[href='/io/offerte/{path.promise.pk}/']"))
    good(page)
    follow(page.locator(".dock .btn.main"))
    good(page)
    assert path.promise.state == "agreed"
    reads_no_name(path.shop)


def shows_the_name_only_then(path: Path) -> None:
    page = path.own
    follow(page.locator("button[name=show][value='1']"))
    good(page)
    visit(path.shop, "/ente/")
    expect(path.shop.locator(".named")).to_contain_text(FIRST_NAME)

    visit(page, "/io/offerte/")
    follow(page.locator("button[name=show][value='0']"))
    reads_no_name(path.shop)

    visit(page, f"/io/offerte/{path.promise.pk}/")
    follow(page.locator("button[name=show][value='1']"))
    visit(path.shop, "/ente/impegni/")
    expect(path.shop.locator(".named")).to_contain_text(FIRST_NAME)


def is_given_and_kept(path: Path) -> None:
    shop, page = path.shop, path.own
    follow(shop.locator("form[action$='/fatto/'] button"))
    good(shop)
    visit(path.desk, f"/rete/impegni/{path.promise.pk}/")
    visit(page, f"/io/offerte/{path.promise.pk}/")
    follow(page.locator("button[name=outcome][value=kept]"))
    page.wait_for_url("**/io/offerte/")
    good(page)
    assert path.promise.state == "kept"
    assert path.need.state == "met"


def changes_the_picture(path: Path) -> None:
    page = path.desk
    visit(page, "/rete/")
    expect(page.locator("main")).to_contain_text(SHOP)
    assert path.organisation.state == "engaged"
    visit(page, f"/cerchie/{path.here.circle.pk}/")
    expect(page.locator("section[aria-labelledby=changes]")).to_contain_text(SHOP)
    visit(page, f"/progetti/{path.project.pk}/")
    expect(page.locator("ul.resources")).to_contain_text(SHOP)
    visit(path.own, "/io/dati/")
    assert list(invariants.broken()) == []
