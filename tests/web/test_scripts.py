"""The small scripts in a real browser, on the pages of the gallery, without any network."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from tests.web import gallery

pytestmark = pytest.mark.journey
HOST = "https://cerchia.test"
SOURCES = ("script", "style", "img", "media", "connect")
POLICY = "; ".join(["default-src 'none'", *(f"{source}-src 'self'" for source in SOURCES)])
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.fixture
def asked() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def page(browser: Browser, asked: list[tuple[str, str]]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/*", lambda route: answer(route, asked))
    yield page
    context.close()
    assert said == []


def answer(route: Route, asked: list[tuple[str, str]]) -> None:
    address = urlsplit(route.request.url)
    asked.append((route.request.method, address.netloc + address.path))
    if address.path.startswith("/static/"):
        found = Path(str(finders.find(address.path.removeprefix("/static/"))))
        route.fulfill(body=found.read_bytes(), content_type=KINDS[found.suffix])
        return
    name = address.path.strip("/")
    body = "away"
    if name in gallery.PAGES:
        with translation.override("it"):
            body = gallery.render_page(RequestFactory().get("/"), name)
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
    route.fulfill(body=body, headers=headers)


@pytest.mark.parametrize("how", ["button", "keys"])
def test_exit_leaves_at_once_and_signs_out_behind(
    page: Page, asked: list[tuple[str, str]], how: str
) -> None:
    page.goto(f"{HOST}/a-home")
    asked.clear()
    if how == "button":
        page.click(".exit")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("**/p/meteo/")

    assert ("POST", "cerchia.test/esci/") in asked
    assert page.evaluate("history.length") == 2


def test_writing_with_capitals_does_not_leave(page: Page) -> None:
    page.goto(f"{HOST}/b-expense")
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")

    assert page.url == f"{HOST}/b-expense"


@pytest.mark.parametrize(
    ("typed", "left"),
    [("38,5", "401,50"), ("38.50", "401,50"), ("٣٨٫٥", "401,50"), ("x", "440,00")],
)
def test_what_will_be_left_follows_what_is_typed(page: Page, typed: str, left: str) -> None:
    page.goto(f"{HOST}/b-expense")
    page.fill("#id_amount", typed)

    assert page.inner_text("[data-sum]").replace("\u00a0", " ") == f"{left} €"


def test_what_is_missing_is_said_to_be_ones_own_money(page: Page) -> None:
    page.goto(f"{HOST}/b-expense")
    page.fill("#id_amount", "500")

    assert page.is_visible("[data-own]")
    assert not page.is_visible("[data-plenty]")


def test_the_other_choice_has_another_sum(page: Page) -> None:
    page.goto(f"{HOST}/b-expense")
    page.fill("#id_amount", "100")
    page.check("input[name=objective][value='3']")

    assert page.inner_text("[data-sum]").startswith("800,00")


def test_a_voice_is_recorded_into_the_form(page: Page) -> None:
    page.context.grant_permissions(["microphone"])
    page.goto(f"{HOST}/b-expense")
    page.click("[data-record]")
    page.wait_for_timeout(600)
    page.click("[data-stop]")
    page.wait_for_selector("[data-made]:visible")

    size = page.evaluate("document.querySelector('#id_voice').files[0].size")
    assert size > 0


def test_the_list_of_what_is_missing_takes_the_focus(page: Page) -> None:
    page.goto(f"{HOST}/k-states")

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_a_form_is_sent_once(page: Page, asked: list[tuple[str, str]]) -> None:
    page.goto(f"{HOST}/d-fund")
    asked.clear()
    page.evaluate(
        "const form = document.querySelector('.decide form');"
        "form.requestSubmit(); form.requestSubmit(); form.requestSubmit();"
    )
    page.wait_for_timeout(300)

    assert asked.count(("POST", "cerchia.test/d-fund")) == 1


@pytest.mark.parametrize("name", gallery.PAGES)
def test_no_page_scrolls_sideways_on_the_smallest_phone(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{HOST}/{name}")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", gallery.PAGES)
def test_pages_stand_without_scripts(browser: Browser, name: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", lambda route: answer(route, []))
    page.goto(f"{HOST}/{name}")
    wide = page.locator("html").evaluate("(html) => html.scrollWidth")
    context.close()

    assert wide == 320
