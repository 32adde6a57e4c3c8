"""Every page that a role can come to: for axe, on every size, in two directions, light and dark."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from cerchia.access.models import User
from cerchia.kit import clock
from tests.journeys import looking
from tests.journeys.conftest import House
from tests.journeys.looking import DESK, NARROW, PHONE
from tests.trust.crawl import narrows_again
from tests.trust.lives import build
from tests.trust.world import NOW, World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DEPTH = 3
OWN = ("/io/soldi/", "/io/fondo/", "/io/patto/", "/io/cerchia/", "/io/dati/")
PARTICIPANTS = ("amal", "mariam", "dalia")
STAFF = ("giulia", "ismail", "marta", "rita", "comitato", "lanificio", "redazione", "admin")
NOT_PAGES = ("/static/", "/api/", "/file/", "/sw.js", "/esci/")
LINKS = """() => [...document.querySelectorAll("a[href]:not([download], [data-play])")]
  .map((one) => one.getAttribute("href"))"""


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """Kinds of staff pages that axe has seen in the second language, for whichever role."""
    return set()


@pytest.fixture(scope="module")
def world(kept_database: None) -> Iterator[World]:
    built = build()
    with clock.at(NOW):
        yield built


def speak(name: str, language: str) -> None:
    User.objects.filter(username=name).update(language=language)


def opened(house: House, world: World, name: str, **more: object) -> Page:
    context = house.context(**more)  # type: ignore[arg-type]
    context.add_cookies([{"name": "session", "value": world.cookies[name], "url": house.url}])
    return context.new_page()


def kind_of(link: str) -> str:
    """The same for all addresses that show the same page about something else."""
    parts = urlsplit(link)
    try:
        found = resolve(parts.path).view_name
    except Resolver404:
        return ""
    return found + "?" + "&".join(sorted(pair.split("=")[0] for pair in parts.query.split("&")))


def links_of(page: Page, house: House) -> Iterator[str]:
    for href in page.evaluate(LINKS):
        link = urldefrag(urljoin(page.url, href))[0]
        if link.startswith(house.url):
            path = link.removeprefix(house.url)
            if not path.startswith(NOT_PAGES) and not path.endswith("/pdf/"):
                yield path


def crawl(page: Page, house: House, starts: tuple[str, ...]) -> Iterator[str]:
    """Open a page of each kind, from link to link; the page is open when its path is given."""
    queue = deque((start, 0, "") for start in starts)
    seen = {kind_of(start) for start in starts}
    while queue:
        path, depth, leads = queue.popleft()
        answer = page.goto(path)
        assert answer is not None
        if answer.status == 404 and not leads:
            continue  # A participant who has no fund of that form, for example.
        assert answer.status == 200, f"{path}, to which {leads} leads"
        yield path
        for link in links_of(page, house) if depth < DEPTH else ():
            kind = kind_of(link)
            if kind and kind not in seen and not narrows_again(path, link):
                seen.add(kind)
                queue.append((link, depth + 1, path))


@pytest.mark.parametrize("name", [*PARTICIPANTS, *STAFF])
def test_is_a_good_page(house: House, world: World, judged: set[str], name: str) -> None:
    speak(name, "it")
    found: list[str] = []
    page = opened(house, world, name)
    met = []
    for path in crawl(page, house, ("/", *(OWN if name in PARTICIPANTS else ()))):
        met.append(path)
        found += [f"it light {path}: {one}" for one in looking.faults(page, DESK, NARROW, PHONE)]
    assert len(met) > 2

    speak(name, "ar")
    page = opened(house, world, name, size=DESK, color_scheme="dark")
    for path in met:
        page.goto(path)
        assert looking.shape(page)["dir"] == "rtl", path
        wrong = [*looking.misshapen(page), *looking.too_wide(page, NARROW, PHONE, DESK)]
        if name in PARTICIPANTS or kind_of(path) not in judged:
            judged.add(kind_of(path))
            wrong += looking.violations(page)
        found += [f"ar dark {path}: {one}" for one in wrong]
    house.ear.forgive(" 404 ")

    assert found == []
