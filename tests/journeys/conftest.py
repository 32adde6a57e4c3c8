"""A real browser on a real server, on a phone or at a desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from cerchia.access.models import User
from cerchia.access.usecases import choose_language, set_password
from cerchia.people.models import Person
from cerchia.vault import keyring
from tests.guarding import without_guards
from tests.journeys import looking
from tests.journeys.looking import DESK, NARROW, PHONE, Ear

Phone = Callable[[User], BrowserContext]
Known = Callable[..., str]
PASSWORD = "una frase lunga da ricordare"
PATIENCE = 15_000


def signed_in(context: BrowserContext, live_server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Phone]:
    opened: list[BrowserContext] = []

    def of(user: User) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 390, "height": 844}, locale="en"
        )
        context.set_default_timeout(PATIENCE)
        signed_in(context, live_server, user)
        opened.append(context)
        return context

    yield of
    for context in opened:
        context.close()


@dataclass
class House:
    """A server with a browser before it. Each person has a browser of their own."""

    url: str
    browser: Browser
    ear: Ear
    rooms: dict[str, Page] = field(default_factory=dict)
    opened: list[BrowserContext] = field(default_factory=list)

    def context(self, size: tuple[int, int] = PHONE, **more: Any) -> BrowserContext:
        width, height = size
        options = {"locale": "it", "service_workers": "block", **more}
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(PATIENCE)
        self.opened.append(context)
        self.ear.listen(context)
        return context

    def at_phone(self, username: str, **more: Any) -> Page:
        return self._of(username, PHONE, more)

    def at_desk(self, username: str, **more: Any) -> Page:
        return self._of(username, DESK, more)

    def _of(self, username: str, size: tuple[int, int], more: dict[str, Any]) -> Page:
        if username not in self.rooms:
            page = self.context(size, **more).new_page()
            sign_in(page, username)
            self.rooms[username] = page
        return self.rooms[username]

    def close(self) -> None:
        for context in self.opened:
            context.close()


def sign_in(page: Page, username: str) -> None:
    page.goto("/entra/")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    follow(page.locator("main form button[type=submit]"))
    page.wait_for_url(lambda url: "/entra/" not in url)


def follow(where: Locator) -> None:
    """Click, and wait until the page that it leads to is all there: a click alone does not."""
    with where.page.expect_navigation():
        where.click()


def press(page: Page, form: str) -> None:
    """Send the form."""
    follow(page.locator(f"{form} button[type=submit]").first)


def good(page: Page) -> None:
    """The open page is a good one: for axe, without sideways scroll, with its landmarks."""
    assert page.viewport_size is not None
    own = (page.viewport_size["width"], page.viewport_size["height"])
    assert looking.faults(page, own, NARROW) == [], page.url


def visit(page: Page, address: str) -> None:
    """Go there and look at it."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    good(page)


@pytest.fixture(scope="module")
def kept_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that keeps what the tests of a module write, and is emptied after them."""
    keyring.clear()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: None)
        yield
        with without_guards():
            call_command("flush", verbosity=0, interactive=False)
    keyring.clear()


@pytest.fixture(scope="module")
def server(kept_database: None) -> Iterator[str]:
    served = LiveServer("127.0.0.1")
    yield served.url
    served.stop()


@pytest.fixture
def house(server: str, browser: Browser) -> Iterator[House]:
    ear = Ear(server)
    house = House(server, browser, ear)
    yield house
    house.close()
    ear.must_be_silent()


@pytest.fixture
def known(kept_database: None) -> Known:
    """Gives a person a password and a language; returns the user name."""

    def of(person: Person, language: str = "it") -> str:
        user = User.objects.get(person=person)
        set_password(actor=None, user=user, password=PASSWORD)
        choose_language(user=user, language=language)
        return user.username

    return of
