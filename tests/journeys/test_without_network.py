"""An expense written without network: on the phone unreadable, on the server once and right."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from cerchia.funds.models import Expense
from cerchia.vault import files
from tests.funds.purses import Purse, purse, shared_rule
from tests.journeys.conftest import Phone, follow, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEW = "/io/spese/nuova/"
SEND = "**/io/spese/in-attesa/"
CANARY = "Zucchine-segrete"
NOTHING_WAITS = """() => new Promise((resolve) => {
  const asked = indexedDB.open("waiting", 1);
  asked.onsuccess = () => {
    const rows = asked.result.transaction("boxes").objectStore("boxes").count();
    rows.onsuccess = () => { asked.result.close(); resolve(rows.result === 0); };
  };
})"""
STORED = """async () => {
  const said = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      said.push(request.url, await (await cache.match(request)).text());
    }
  }
  for (const { name } of await indexedDB.databases()) {
    const open = await new Promise((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    for (const rows of open.objectStoreNames) {
      const found = await new Promise((resolve) => {
        const asked = open.transaction(rows).objectStore(rows).getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
      for (const row of found) {
        said.push(JSON.stringify(row));
        for (const value of Object.values(row)) {
          if (value instanceof ArrayBuffer) said.push(new TextDecoder("latin1").decode(value));
        }
      }
    }
    open.close();
  }
  return said;
}"""


@pytest.fixture
def owned(transactional_db: None) -> Purse:
    return purse(100_000)


def photo() -> FilePayload:
    kept = BytesIO()
    Image.new("RGB", (80, 120), "teal").save(kept, "JPEG")
    return {"name": f"{CANARY}.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def write(page: Page, amount: str = "38,57", *, with_photo: bool = True) -> None:
    page.fill("#id_amount", amount)
    page.locator("input[name=objective]").first.check(force=True)
    if with_photo:
        page.set_input_files("input[name=photo]", files=[photo()])
    page.locator("details.more summary").click()
    page.fill("#id_what", CANARY)


def save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Salva|Save")).click()


def at_the_form(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(NEW)
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def kept(page: Page) -> None:
    expect(page.locator(".done h1")).to_be_visible()


def until(page: Page, true: str) -> None:
    """Ask again and again, from outside: the content policy lets no page evaluate a text."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(true)


def nothing_waits(page: Page) -> None:
    until(page, NOTHING_WAITS)


def test_it_waits_on_the_phone_and_leaves_by_itself(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    page = at_the_form(context)

    context.set_offline(True)
    expect(page.locator("[data-none]")).to_be_visible()
    write(page)
    save(page)
    kept(page)
    expect(page.locator("[data-waiting] [data-n]")).to_have_text("1")
    assert not Expense.objects.exists()
    context.set_offline(False)
    expect(page.locator("[data-arrived]")).to_be_visible()
    nothing_waits(page)

    expense = Expense.objects.get()
    assert (expense.amount_cents, expense.what) == (3_857, CANARY)
    assert expense.objective_id == owned.lines[0].objective_id
    paper = expense.evidence.get().file
    assert paper is not None
    assert Image.open(BytesIO(files.open_bytes(paper))).size == (80, 120)


def test_with_network_it_is_saved_as_ever(owned: Purse, phone: Phone) -> None:
    page = at_the_form(phone(owned.user))

    write(page)
    save(page)
    page.wait_for_url("**/salvata/")

    assert Expense.objects.get().amount_cents == 3_857
    nothing_waits(page)


def test_what_is_missing_is_said_by_the_plain_form(owned: Purse, phone: Phone) -> None:
    page = at_the_form(phone(owned.user))

    write(page, "venti")
    save(page)
    expect(page.get_by_role("alert")).to_be_visible()

    assert page.input_value("#id_amount") == "venti"
    assert page.input_value("#id_what") == CANARY
    assert not Expense.objects.exists()
    nothing_waits(page)


def test_nothing_that_was_typed_can_be_read_in_the_browser(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    page = at_the_form(context)
    page.goto("/io/soldi/")
    page.goto(NEW)

    context.set_offline(True)
    write(page)
    save(page)
    kept(page)
    said = page.evaluate(STORED)

    person = owned.people[0]
    canaries = [CANARY, "38,57", "3857", "38.57", str(person.given_name), str(owned.fund.pk)]
    aim = owned.lines[0].objective
    canaries += [str(aim.pk), str(aim.title), "Exif", "JFIF"]
    assert sum(len(one) for one in said) > 20_000
    assert not [canary for canary in canaries if any(canary in one for one in said)]


def test_saved_twice_in_two_tabs_is_two_expenses_each_once(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    first, second = at_the_form(context), at_the_form(context)

    context.set_offline(True)
    for page, amount in ((first, "10"), (second, "11")):
        write(page, amount, with_photo=False)
        save(page)
        kept(page)
    context.set_offline(False)
    nothing_waits(first)

    sums = Expense.objects.order_by("amount_cents").values_list("amount_cents", flat=True)
    assert list(sums) == [1_000, 1_100]


def test_an_answer_that_got_lost_makes_no_second_expense(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    page = at_the_form(context)
    arrived: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not arrived:
            arrived.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route(SEND, lose)
    write(page)
    save(page)
    kept(page)
    assert arrived == [200]
    assert Expense.objects.count() == 1
    page.goto("/io/soldi/")
    nothing_waits(page)

    assert Expense.objects.count() == 1
    assert owned.again().spent_cents == 3_857


def test_it_waits_until_its_owner_is_signed_in(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    page = at_the_form(context)
    context.set_offline(True)
    write(page, with_photo=False)
    save(page)
    kept(page)
    session = context.cookies()
    context.clear_cookies()
    context.set_offline(False)
    page.wait_for_timeout(500)
    assert not Expense.objects.exists()

    context.add_cookies(session)  # type: ignore[arg-type]
    page.goto("/io/soldi/")
    nothing_waits(page)

    assert Expense.objects.count() == 1


def test_somebody_else_on_the_same_phone_neither_sees_nor_sends_it(
    owned: Purse, phone: Phone, live_server: LiveServer
) -> None:
    theirs = purse(50_000)
    context = phone(owned.user)
    page = at_the_form(context)
    context.set_offline(True)
    write(page, with_photo=False)
    save(page)
    kept(page)

    context.clear_cookies()
    signed_in(context, live_server, theirs.user)
    context.set_offline(False)
    page.goto("/io/soldi/")
    page.wait_for_timeout(500)

    assert page.locator("[data-waiting]").is_hidden()
    assert not Expense.objects.exists()


def test_what_the_server_refuses_stays_and_can_be_opened(phone: Phone) -> None:
    owned = purse(100_000, owners=2)
    shared_rule(owned, limit=1_000)
    context = phone(owned.user)
    page = at_the_form(context)

    context.set_offline(True)
    write(page, "38,57", with_photo=False)
    save(page)
    kept(page)
    context.set_offline(False)
    expect(page.locator("[data-failed]")).to_be_visible()
    follow(page.locator("[data-open]"))

    assert page.input_value("#id_amount") == "38,57"
    assert page.input_value("#id_what") == CANARY
    assert not Expense.objects.exists()


def test_it_can_be_undone_while_it_waits(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    page = at_the_form(context)
    context.set_offline(True)
    write(page)
    save(page)
    kept(page)

    page.click("[data-undo]")

    assert page.input_value("#id_amount") == "38,57"
    nothing_waits(page)


def test_leaving_keeps_what_waits_and_nothing_else(owned: Purse, phone: Phone) -> None:
    context = phone(owned.user)
    page = at_the_form(context)
    context.set_offline(True)
    write(page, with_photo=False)
    save(page)
    kept(page)

    page.locator(".exit").click()
    page.wait_for_url("**/p/**")
    assert "Cerchia" not in page.content()
    page.goto("/io/")
    expect(page.locator("[data-waiting] [data-n]")).to_have_text("1")
    assert CANARY not in page.content()


def test_without_scripts_the_form_is_a_plain_form(owned: Purse) -> None:
    client = Client()
    client.force_login(owned.user, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(NEW, {"amount": "10", "objective": "other"})

    assert answer.status_code == 302
    assert Expense.objects.get().amount_cents == 1_000
