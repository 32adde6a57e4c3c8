"""The acts that matter, in a browser that runs no script at all."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page

from cerchia.funds.models import Expense, PactSignature, Proposal, Vote
from cerchia.projects.models import Wish
from tests.funds.tables import Table, signed_table, table
from tests.journeys.conftest import House, Known, follow, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def plain(house: House, name: str) -> Page:
    page = house.context(java_script_enabled=False).new_page()
    sign_in(page, name)
    return page


def main_button(page: Page) -> None:
    follow(page.locator(".dock .btn.main"))


@pytest.fixture(scope="module")
def agreeing(kept_database: None) -> Table:
    return table().open().write().explain()


@pytest.fixture(scope="module")
def sharing(kept_database: None) -> Table:
    return signed_table(owners=3).pay()


def test_one_says_a_wish(house: House, agreeing: Table, known: Known) -> None:
    owner = agreeing.owners[0]
    page = plain(house, known(owner))
    page.goto("/io/desiderio/")
    page.fill("#id_text", "Voglio una bottega.")
    page.locator("input[name=language][value=it]").check(force=True)
    page.locator("input[name=first_named_by][value=self]").check(force=True)
    main_button(page)

    assert Wish.objects.get(person=owner).text == "Voglio una bottega."
    assert page.locator("main blockquote", has_text="Voglio una bottega.").count() == 1


def test_one_signs(house: House, agreeing: Table, known: Known) -> None:
    owner = agreeing.owners[0]
    page = plain(house, known(owner))
    page.goto("/io/patto/")
    main_button(page)
    main_button(page)
    assert page.locator("[role=alert]").count() == 1
    house.ear.forgive("422")
    page.check("#id_sure")
    main_button(page)

    assert PactSignature.objects.filter(person=owner).count() == 1


def test_one_records_an_expense_with_its_photo(house: House, sharing: Table, known: Known) -> None:
    page = plain(house, known(sharing.owners[0]))
    page.goto("/io/spese/nuova/")
    page.fill("#id_amount", "38,50")
    page.locator("input[name=objective]").first.check(force=True)
    page.set_input_files("input[name=photo]", files=[picture()])
    main_button(page)

    expense = Expense.objects.get(spender=sharing.owners[0])
    assert expense.amount_cents == 3_850
    assert expense.evidence.get().file is not None
    assert page.url.endswith("/salvata/")


def picture() -> FilePayload:
    out = BytesIO()
    Image.new("RGB", (60, 90), "ivory").save(out, "JPEG")
    return {"name": "scontrino.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_one_asks_the_others_and_they_vote(house: House, sharing: Table, known: Known) -> None:
    page = plain(house, known(sharing.owners[1]))
    page.goto("/io/spese/nuova/")
    page.fill("#id_amount", "200")
    page.locator("input[name=objective]").first.check(force=True)
    main_button(page)
    house.ear.forgive("422")
    page.fill("[name=why]", "Serve per il banco.")
    main_button(page)
    proposal = Proposal.objects.get(fund=sharing.the_fund)

    voter = plain(house, known(sharing.owners[2]))
    voter.goto(f"/io/fondo/decisioni/{proposal.pk}/")
    follow(voter.locator(".three button[value=yes]"))

    votes = Vote.objects.filter(proposal=proposal, person=sharing.owners[2])
    assert [vote.answer for vote in votes] == ["yes"]
