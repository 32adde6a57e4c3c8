"""Three people and one fund: a proposal, their answers, the expense that they decided."""

import pytest
from playwright.sync_api import Page, expect

from cerchia.funds.models import Expense, Proposal
from tests.funds.tables import Table, signed_table
from tests.journeys.conftest import House, Known, follow, good, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LANGUAGES = ("it", "ar", "fr")


@pytest.fixture(scope="module")
def three(kept_database: None) -> Table:
    return signed_table(owners=3).pay()


def test_is_decided_by_its_members_and_spent(house: House, three: Table, known: Known) -> None:
    pairs = zip(three.owners, LANGUAGES, strict=True)
    pages = [house.at_phone(known(owner, language)) for owner, language in pairs]
    wants_more_than_one_may_spend_alone(pages[0], house)
    proposal = Proposal.objects.get(fund=three.the_fund)
    assert not Expense.objects.exists()

    answers(pages[1], proposal, "talk")
    answers(pages[2], proposal, "yes")
    assert Proposal.objects.get().state == "agreed"

    spends_what_was_decided(pages[0], proposal)
    expense = Expense.objects.get()
    assert (expense.amount_cents, expense.proposal_id) == (25_000, proposal.pk)
    visit(pages[2], "/io/fondo/")
    expect(pages[2].locator("main")).to_contain_text("Un carretto")


def wants_more_than_one_may_spend_alone(page: Page, house: House) -> None:
    visit(page, "/io/fondo/")
    visit(page, "/io/fondo/regole/")
    visit(page, "/io/spese/nuova/")
    page.fill("#id_amount", "250")
    page.locator("input[name=objective]").first.check(force=True)
    page.locator("details.more summary").click()
    page.fill("#id_what", "Un carretto")
    follow(page.locator(".dock .btn.main"))
    page.fill("[name=why]", "Per portare la merce al mercato.")
    house.ear.forgive("422")
    good(page)
    follow(page.locator(".dock .btn.main"))
    page.wait_for_url("**/io/fondo/**")


def answers(page: Page, proposal: Proposal, word: str) -> None:
    visit(page, "/io/")
    visit(page, "/io/fondo/")
    visit(page, f"/io/fondo/decisioni/{proposal.pk}/")
    follow(page.locator(f".three button[value={word}]"))
    good(page)


def spends_what_was_decided(page: Page, proposal: Proposal) -> None:
    visit(page, f"/io/fondo/decisioni/{proposal.pk}/")
    follow(page.locator(f"a[href*='proposal={proposal.pk}']").first)
    good(page)
    assert page.input_value("#id_amount").startswith("250")
    follow(page.locator(".dock .btn.main"))
    page.wait_for_url("**/salvata/")
    good(page)
